import { Bot as GrammyBot, InputFile, InputMediaBuilder } from 'grammy'
import { Telegraf } from 'telegraf'
import { afterEach, expect, test } from 'vitest'
import { createDriver } from '../src/driver/index.ts'
import { startStandin } from '../src/index.ts'
import { png } from './support.ts'

// Albums and payments of bots written with libraries of others: `/album` sends two pictures, `/buy` an invoice.

type Stop = () => Promise<unknown>

const cleanups: Stop[] = []
afterEach(async () => {
  for (const stop of cleanups.splice(0).reverse()) await stop()
})

const prices = [{ label: 'Tea', amount: 5 }]
const bytes = Buffer.from(png(8, 6))

const telegrafShop = async (root: string, token: string): Promise<void> => {
  const bot = new Telegraf(token, { telegram: { apiRoot: root } })
  bot.command('album', (ctx) =>
    ctx.replyWithMediaGroup([
      { type: 'photo', media: { source: bytes, filename: 'one.png' }, caption: 'Two' },
      { type: 'photo', media: { source: bytes, filename: 'two.png' } },
    ]),
  )
  bot.command('buy', (ctx) =>
    ctx.replyWithInvoice({
      title: 'Tea',
      description: 'A cup',
      payload: 'tea',
      provider_token: '',
      currency: 'XTR',
      prices,
    }),
  )
  bot.on('pre_checkout_query', (ctx) => ctx.answerPreCheckoutQuery(true))
  bot.on('successful_payment', (ctx) => ctx.reply(`Paid: ${ctx.message.successful_payment.invoice_payload}`))
  void bot.launch()
  cleanups.push(async () => bot.stop())
}

const grammyShop = async (root: string, token: string): Promise<void> => {
  const bot = new GrammyBot(token, { client: { apiRoot: root } })
  bot.command('album', (ctx) =>
    ctx.replyWithMediaGroup([
      InputMediaBuilder.photo(new InputFile(bytes, 'one.png'), { caption: 'Two' }),
      InputMediaBuilder.photo(new InputFile(bytes, 'two.png')),
    ]),
  )
  bot.command('buy', (ctx) => ctx.replyWithInvoice('Tea', 'A cup', 'tea', 'XTR', prices))
  bot.on('pre_checkout_query', (ctx) => ctx.answerPreCheckoutQuery(true))
  bot.on('message:successful_payment', async (ctx) => {
    const { invoice_payload, telegram_payment_charge_id } = ctx.message.successful_payment
    await ctx.reply(`Paid: ${invoice_payload}`)
    await ctx.api.refundStarPayment(ctx.from.id, telegram_payment_charge_id)
  })
  bot.on('message:refunded_payment', (ctx) => ctx.reply(`Refunded: ${ctx.message.refunded_payment.total_amount}`))
  void bot.start()
  cleanups.push(() => bot.stop())
}

test.each([
  ['telegraf', telegrafShop],
  ['grammy', grammyShop],
] as const)('%s: album and payment', async (name, begin) => {
  const standin = await startStandin()
  cleanups.push(() => standin.close())
  const { token } = standin.createBot({ username: 'shop_bot' })
  const anna = createDriver(standin).user('Anna')
  await begin(standin.url, token)

  await anna.sends('/album')
  const first = await anna.sees('Two')
  const album = anna.botMessages((message) => message.media_group_id === first.media_group_id)
  expect(album.map((message) => message.photo)).toMatchObject([{ width: 8 }, { width: 8 }])

  await anna.sends('/buy')
  const invoice = await anna.sees((message) => message.invoice !== null)
  expect(await anna.presses('Pay ⭐️5', { messageId: invoice.message_id })).toMatchObject({ answered: true, text: null })
  await anna.sees('Paid: tea')
  if (name === 'grammy') await anna.sees('Refunded: 5')
  expect(standin.stats().findings).toEqual([])
})
