import { Bot, InlineKeyboard, Keyboard } from 'grammy'
import { afterEach, expect, test } from 'vitest'
import { createDriver } from '../src/driver/index.ts'
import { type Standin, startStandin } from '../src/index.ts'
import { png } from './support.ts'

const running: { standin: Standin; bot: Bot }[] = []

afterEach(async () => {
  for (const { standin, bot } of running.splice(0)) {
    await bot.stop()
    await standin.close()
  }
})

const startShopBot = async () => {
  const standin = await startStandin()
  const account = standin.createBot({ username: 'shop_bot' })
  const bot = new Bot(account.token, { client: { apiRoot: standin.url } })
  bot.command('start', (ctx) =>
    ctx.reply('Welcome', { reply_markup: new Keyboard().text('Prices').requestContact('My number') }),
  )
  bot.hears('Prices', (ctx) =>
    ctx.reply('<b>100</b> @ 95', { parse_mode: 'HTML', reply_markup: new InlineKeyboard().text('Watch', 'watch:1') }),
  )
  bot.on('message:contact', (ctx) => ctx.reply(`Thanks, ${ctx.message.contact.phone_number}`))
  bot.callbackQuery('watch:1', async (ctx) => {
    await ctx.editMessageText('Watching')
    await ctx.answerCallbackQuery({ text: 'Done', show_alert: true })
  })
  void bot.start()
  running.push({ standin, bot })
  return { standin, telegram: createDriver(standin) }
}

test('a person talks to a bot: commands, both keyboards, edits, answers', async () => {
  const { standin, telegram } = await startShopBot()
  const anna = telegram.user('Anna', { language: 'en' })

  await anna.sends('/start')
  await anna.sees('Welcome')
  expect(anna.keyboard()).toEqual(['Prices', 'My number'])
  expect(standin.messages(anna.id).keyboard_shares).toEqual({ 'My number': 'contact' })

  await anna.presses('Prices')
  const prices = await anna.sees(/100/)
  expect(prices.entities).toEqual([{ type: 'bold', offset: 0, length: 3 }])
  expect(await anna.presses('Watch')).toEqual({ answered: true, text: 'Done', showAlert: true, url: null })
  expect(await anna.sees('Watching')).toMatchObject({ message_id: prices.message_id, edited: true, buttons: [] })

  await anna.presses('My number')
  await anna.sees(/Thanks, 1555/)
  expect(standin.stats().findings).toEqual([])
  expect(standin.stats().calls).toMatchObject({ sendMessage: 3, editMessageText: 1, answerCallbackQuery: 1 })
  await expect(anna.sees(/never/, { withinMs: 10 })).rejects.toThrow(/Anna did not see \/never\/ within 10 ms/)
})

test('block and unblock reach the bot as my_chat_member, and sends are refused meanwhile', async () => {
  const { standin, telegram } = await startShopBot()
  const anna = telegram.user('Anna')
  await anna.sends('/start')
  await anna.sees('Welcome')
  anna.blocks()
  const { bot } = running[0] ?? expect.fail('no bot')
  await expect(bot.api.sendMessage(anna.id, 'hello')).rejects.toThrow('403: Forbidden: bot was blocked by the user')
  anna.unblocks()
  await bot.api.sendMessage(anna.id, 'hello again')
  await anna.sees('hello again')
  expect(standin.updates().map((entry) => entry.kind)).toEqual(['message', 'my_chat_member', 'my_chat_member'])
})

test('someone who never wrote cannot be written to', async () => {
  const { telegram } = await startShopBot()
  const { bot } = running[0] ?? expect.fail('no bot')
  const ben = telegram.user('Ben')
  await expect(bot.api.sendMessage(ben.id, 'hi')).rejects.toThrow(
    "403: Forbidden: bot can't initiate conversation with a user",
  )
  await expect(bot.api.sendMessage(424242, 'hi')).rejects.toThrow('400: Bad Request: chat not found')
})

test('a story with an album, a moving location, a payment and a group', async () => {
  const { standin, telegram } = await startShopBot()
  const { bot } = running[0] ?? expect.fail('no bot')
  const [anna, ben] = [telegram.user('Anna'), telegram.user('Ben')]
  bot.on('message:photo', (ctx) => ctx.reply(`Photo of album ${ctx.message.media_group_id}`))
  bot.on('message:location', (ctx) => ctx.reply('Where next?'))
  bot.on('edited_message:location', (ctx) =>
    ctx.reply(
      ctx.editedMessage.location.live_period === undefined ? 'Arrived' : `At ${ctx.editedMessage.location.latitude}`,
    ),
  )
  bot.on('pre_checkout_query', (ctx) => ctx.answerPreCheckoutQuery(true))
  bot.on('message:successful_payment', (ctx) => ctx.reply(`Paid ${ctx.message.successful_payment.total_amount}`))
  bot.on('message:new_chat_members', (ctx) => ctx.reply(`Hello ${ctx.message.new_chat_members[0]?.first_name}`))

  await anna.opens('from_ad')
  await anna.sees('Welcome')
  const photo = { bytes: png(), filename: 'a.png' }
  await anna.sends({ album: [{ photo }, { photo, caption: 'Both' }] })
  const albums = new Set([(await anna.sees(/Photo of album/)).text])
  for (const message of anna.botMessages(/Photo of album/)) albums.add(message.text)
  expect(albums.size).toBe(1)

  const walk = await anna.sends({ location: { latitude: 1, longitude: 1, live_period: 900 } })
  await anna.sees('Where next?')
  await anna.moves(walk, { latitude: 2, longitude: 1 })
  await anna.sees('At 2')
  await anna.moves(walk, null)
  await anna.sees('Arrived')

  await bot.api.sendInvoice(anna.id, 'Tea', 'A cup', 'tea-1', 'XTR', [{ label: 'Tea', amount: 5 }])
  expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
  await anna.sees('Paid 5')

  const crew = telegram.group('Crew', [anna])
  ben.joins(crew)
  await anna.in(crew).sees('Hello Ben')
  ben.leaves(crew)
  expect(standin.chats()[0]?.members).toEqual([anna.id])
  expect(standin.stats().findings).toEqual([])
})
