import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot as GramioBot } from 'gramio'
import { Bot as GrammyBot, InputFile, webhookCallback } from 'grammy'
import { InlineKeyboardBuilder, InputFile as NodeInputFile, Bot as NodeTelegramBot } from 'node-telegram-bot-api'
import { createWebhookServer } from 'node-telegram-bot-api/node'
import { Telegraf } from 'telegraf'
import { afterEach, describe, expect, test } from 'vitest'
import { createDriver } from '../src/driver/index.ts'
import { type Standin, startStandin } from '../src/index.ts'
import { type Loose, png } from './support.ts'

// Bots written with libraries of others, unchanged but for the API root. They echo text, offer a button, edit on press, and send photos and files back.

type Mode = 'polling' | 'webhook'
type Stop = () => Promise<unknown>

interface Place {
  readonly root: string
  readonly token: string
  readonly mode: Mode
}

const cleanups: Stop[] = []
afterEach(async () => {
  for (const stop of cleanups.splice(0).reverse()) await stop()
})

const hook = { secret: 'sec-ret' }

/** An HTTP server for webhooks; returns its address. */
const listen = async (handler: (request: Loose, response: Loose) => unknown): Promise<string> => {
  const server = createServer((request, response) => void handler(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

const readJson = async (request: AsyncIterable<Buffer>): Promise<Loose> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

const telegrafBot = async ({ root, token, mode }: Place): Promise<void> => {
  const bot = new Telegraf(token, { telegram: { apiRoot: root } })
  bot.on('text', (ctx) =>
    ctx.reply(`echo ${ctx.message.text}`, {
      reply_markup: { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] },
    }),
  )
  bot.action('more', async (ctx) => {
    await ctx.editMessageText('edited')
    await ctx.answerCbQuery('pressed')
  })
  bot.on('photo', async (ctx) => {
    const link = await ctx.telegram.getFileLink(ctx.message.photo.at(-1)?.file_id ?? '')
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer())
    await ctx.replyWithPhoto({ source: bytes, filename: 'back.png' }, { caption: `${bytes.length} bytes` })
    await ctx.replyWithDocument({ source: Buffer.from('héllo'), filename: 'naïve file.txt' })
  })
  if (mode === 'polling') {
    void bot.launch()
    cleanups.push(async () => bot.stop())
  } else {
    const url = await listen(bot.webhookCallback('/hook', { secretToken: hook.secret }))
    await bot.telegram.setWebhook(url, { secret_token: hook.secret })
  }
}

const nodeTelegramBot = async ({ root, token, mode }: Place): Promise<void> => {
  const bot = new NodeTelegramBot(token, { apiRoot: root })
  bot.on('callback_query', async (ctx) => {
    const { message } = ctx.callbackQuery ?? {}
    await bot.api.editMessageText({
      chat_id: message?.chat.id ?? 0,
      message_id: message?.message_id ?? 0,
      text: 'edited',
    })
    await ctx.answerCallbackQuery({ text: 'pressed' })
  })
  bot.on('message', async (ctx) => {
    const { message } = ctx
    const chat_id = message?.chat.id ?? 0
    if (message?.photo === undefined) {
      await ctx.reply(`echo ${message?.text}`, {
        reply_markup: new InlineKeyboardBuilder().text('More', 'more').build(),
      })
      return
    }
    const file = await bot.api.getFile({ file_id: message.photo.at(-1)?.file_id ?? '' })
    const bytes = Buffer.from(await (await fetch(`${root}/file/bot${token}/${file.file_path}`)).arrayBuffer())
    await bot.api.sendPhoto({
      chat_id,
      photo: new NodeInputFile(bytes, { filename: 'back.png' }),
      caption: `${bytes.length} bytes`,
    })
    await bot.api.sendDocument({
      chat_id,
      document: new NodeInputFile(Buffer.from('héllo'), { filename: 'naïve file.txt' }),
    })
  })
  if (mode === 'polling') {
    void bot.startPolling()
    cleanups.push(async () => bot.stop())
  } else {
    const server = createWebhookServer(bot, { path: '/hook', secretToken: hook.secret })
    const url = await listen((request, response) => server.emit('request', request, response))
    await bot.api.setWebhook({ url, secret_token: hook.secret })
  }
}

const grammyBot = async ({ root, token, mode }: Place): Promise<void> => {
  const bot = new GrammyBot(token, { client: { apiRoot: root } })
  bot.on('message:text', (ctx) =>
    ctx.reply(`echo ${ctx.message.text}`, {
      reply_markup: { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] },
    }),
  )
  bot.callbackQuery('more', async (ctx) => {
    await ctx.editMessageText('edited')
    await ctx.answerCallbackQuery('pressed')
  })
  bot.on('message:photo', async (ctx) => {
    const { file_path } = await ctx.getFile()
    const bytes = Buffer.from(await (await fetch(`${root}/file/bot${token}/${file_path}`)).arrayBuffer())
    await ctx.replyWithPhoto(new InputFile(bytes, 'back.png'), { caption: `${bytes.length} bytes` })
    await ctx.replyWithDocument(new InputFile(Buffer.from('héllo'), 'naïve file.txt'))
  })
  if (mode === 'polling') {
    void bot.start()
    cleanups.push(() => bot.stop())
  } else {
    await bot.init()
    const url = await listen(webhookCallback(bot, 'http', { secretToken: hook.secret }))
    await bot.api.setWebhook(url, { secret_token: hook.secret })
  }
}

const gramioBot = async ({ root, token, mode }: Place): Promise<void> => {
  const bot = new GramioBot(token, { api: { baseURL: `${root}/bot` } })
  bot.on('message', async (context: Loose) => {
    if (context.photo !== undefined) {
      const file = await bot.api.getFile({ file_id: context.photo.at(-1).fileId })
      const bytes = Buffer.from(await (await fetch(`${root}/file/bot${token}/${file.file_path}`)).arrayBuffer())
      await bot.api.sendPhoto({
        chat_id: context.chat.id,
        photo: new File([bytes], 'back.png'),
        caption: `${bytes.length} bytes`,
      })
      await bot.api.sendDocument({ chat_id: context.chat.id, document: new File(['héllo'], 'naïve file.txt') })
      return
    }
    await context.send(`echo ${context.text}`, {
      reply_markup: { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] },
    })
  })
  bot.on('callback_query', async (context: Loose) => {
    await context.editText('edited')
    await context.answer({ text: 'pressed' })
  })
  if (mode === 'polling') {
    await bot.start()
    cleanups.push(() => bot.stop())
  } else {
    await bot.init()
    const url = await listen(async (request, response) => {
      if (request.headers['x-telegram-bot-api-secret-token'] !== hook.secret) return response.writeHead(401).end()
      void bot.updates.handleUpdate(await readJson(request))
      response.end('ok')
    })
    await bot.api.setWebhook({ url, secret_token: hook.secret })
  }
}

const libraries = {
  telegraf: telegrafBot,
  'node-telegram-bot-api': nodeTelegramBot,
  grammy: grammyBot,
  gramio: gramioBot,
}
const cases = Object.entries(libraries).flatMap(([name, start]) =>
  (['polling', 'webhook'] as const).map((mode) => ({ name, mode, start })),
)

const bytesOf = (standin: Standin, id: string): Buffer => Buffer.from(standin.file(id) ?? [])

describe('clients written by others work unchanged', () => {
  test.each(cases)('$name by $mode', async ({ mode, start }) => {
    const standin = await startStandin()
    cleanups.push(() => standin.close())
    const account = standin.createBot({ username: 'echo_bot' })
    const anna = createDriver(standin).user('Anna')
    await start({ root: standin.url, token: account.token, mode })

    await anna.sends('hello & <you>')
    const echo = await anna.sees('echo hello & <you>')
    expect(await anna.presses('More')).toEqual({ answered: true, text: 'pressed', showAlert: false, url: null })
    expect(await anna.sees('edited')).toMatchObject({ message_id: echo.message_id, edited: true })

    await anna.sends({ photo: { bytes: png(), filename: 'a.png' } })
    const photo = await anna.sees('33 bytes')
    expect(bytesOf(standin, photo.photo?.file_id ?? '')).toEqual(Buffer.from(png()))
    const file = await anna.sees((message) => message.document !== null)
    expect(file.document?.file_name).toBe('naïve file.txt')
    expect(bytesOf(standin, file.document?.file_id ?? '').toString()).toBe('héllo')
    // gramio sends its own option `suppress` along with getMe: strict mode is right to say so.
    expect(standin.stats().findings.filter((finding) => !finding.message.includes('suppress'))).toEqual([])
  })
})
