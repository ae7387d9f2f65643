import { expect, test } from 'vitest'
import { type StandinState, startStandin } from '../src/index.ts'
import { caller, type Loose, setup } from './support.ts'

const goods = { title: 'Tea', description: 'A cup of tea', payload: 'order-7' }
const inStars = { ...goods, currency: 'XTR', prices: [{ label: 'Tea', amount: 5 }] }
const inPounds = {
  ...goods,
  currency: 'GBP',
  provider_token: '123:TEST:abc',
  prices: [
    { label: 'Tea', amount: 250 },
    { label: 'Tax', amount: 50 },
  ],
}

type Call = Awaited<ReturnType<typeof setup>>['call']

/** The newest update, once it is of this kind. */
const newest = async (call: Call, kind: string): Promise<Loose> => {
  for (;;) {
    const [update] = (await call('getUpdates', { offset: -1, timeout: 1 })).result
    if (update?.[kind] !== undefined) return update[kind]
  }
}

test('Stars: invoice, pre-checkout, payment, refund, transactions', async () => {
  const { standin, anna, call } = await setup()
  const { message_id, invoice, reply_markup } = (await call('sendInvoice', { chat_id: anna, ...inStars })).result
  expect(invoice).toEqual({
    title: 'Tea',
    description: 'A cup of tea',
    start_parameter: '',
    currency: 'XTR',
    total_amount: 5,
  })
  expect(reply_markup.inline_keyboard[0][0]).toMatchObject({ pay: true })
  expect(standin.messages(anna).messages.at(-1)).toMatchObject({ invoice: { total_amount: 5, paid: false } })

  const paying = standin.pay(anna, message_id)
  const query = await newest(call, 'pre_checkout_query')
  expect(query).toEqual({
    id: expect.stringMatching(/^\d+$/),
    from: expect.objectContaining({ id: anna }),
    currency: 'XTR',
    total_amount: 5,
    invoice_payload: 'order-7',
  })
  expect((await call('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true })).result).toBe(true)
  const paid = await paying
  if (paid.outcome !== 'paid') throw new Error(paid.outcome)
  const message = await newest(call, 'message')
  expect(message).toMatchObject({
    message_id: paid.messageId,
    from: { id: anna },
    successful_payment: { currency: 'XTR', total_amount: 5, invoice_payload: 'order-7' },
  })
  const charge = { user_id: anna, telegram_payment_charge_id: paid.chargeId }
  expect(message.successful_payment.telegram_payment_charge_id).toBe(paid.chargeId)
  await expect(standin.pay(anna, message_id)).rejects.toThrow('has been paid already')
  expect((await call('getMyStarBalance')).result).toEqual({ amount: 5 })

  expect((await call('refundStarPayment', { ...charge, user_id: 999_999 })).description).toBe(
    'Bad Request: user not found',
  )
  expect((await call('refundStarPayment', charge)).result).toBe(true)
  expect((await call('refundStarPayment', charge)).description).toBe('Bad Request: CHARGE_ALREADY_REFUNDED')
  expect((await newest(call, 'message')).refunded_payment).toMatchObject({ total_amount: 5 })
  const { transactions } = (await call('getStarTransactions')).result
  expect(transactions).toMatchObject([
    { id: paid.chargeId, amount: 5, source: { type: 'user', user: { id: anna }, invoice_payload: 'order-7' } },
    { id: paid.chargeId, amount: 5, receiver: { type: 'user' } },
  ])
  expect(
    standin
      .messages(anna)
      .messages.slice(-2)
      .map((one) => [one.service, one.payment?.kind]),
  ).toEqual([
    ['successful_payment', 'paid'],
    ['refunded_payment', 'refunded'],
  ])
  expect(standin.stats().findings).toEqual([])
})

test('a provider: what the person fills in, the bot refuses or stays silent', async () => {
  const { standin, anna, call } = await setup()
  const needs = { need_name: true, need_email: true }
  const { message_id, reply_markup } = (await call('sendInvoice', { chat_id: anna, ...inPounds, ...needs })).result
  expect(reply_markup.inline_keyboard[0][0].text).toBe('Pay £3.00')
  const refused = standin.press(anna, { messageId: message_id, button: 'Pay £3.00' })
  const query = await newest(call, 'pre_checkout_query')
  expect(query).toMatchObject({ total_amount: 300, order_info: { name: 'Anna', email: expect.stringContaining('@') } })
  const id = { pre_checkout_query_id: query.id }
  expect((await call('answerPreCheckoutQuery', { ...id, ok: false })).description).toBe(
    'Bad Request: parameter "error_message" is required',
  )
  await call('answerPreCheckoutQuery', { ...id, ok: false, error_message: 'Sold out' })
  expect(await refused).toMatchObject({ answered: true, text: 'Sold out' })

  expect(await standin.pay(anna, message_id, { timeoutMs: 20 })).toEqual({ outcome: 'timed_out' })
  const late = await newest(call, 'pre_checkout_query')
  expect((await call('answerPreCheckoutQuery', { pre_checkout_query_id: late.id, ok: true })).description).toBe(
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  )
  expect(standin.messages(anna).messages.at(-1)?.invoice?.paid).toBe(false)
  await call('getUpdates', { allowed_updates: ['message'] })
  expect(await standin.pay(anna, message_id)).toEqual({ outcome: 'timed_out' })
  expect(standin.stats().findings).toEqual([])
})

test('a link can be paid by many, also after a restart; a group invoice by each member', async () => {
  const { standin, bot, anna, call } = await setup()
  const ben = standin.createUser({ firstName: 'Ben' }).id
  const link = (await call('createInvoiceLink', { ...inStars, subscription_period: 2_592_000 })).result
  const group = standin.createChat({ type: 'group', title: 'Crew', members: [anna, ben], bot: 'member' }).id
  const { message_id } = (await call('sendInvoice', { chat_id: group, ...inStars })).result
  const state: StandinState = JSON.parse(JSON.stringify(standin.snapshot()))
  await standin.close()
  const again = await startStandin({ state })
  try {
    const callAgain = caller(again.url, bot.token)
    const agree = async (paying: Promise<unknown>): Promise<void> => {
      const query = await newest(callAgain, 'pre_checkout_query')
      await callAgain('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: true })
      expect(await paying).toMatchObject({ outcome: 'paid' })
    }
    await agree(again.pay(anna, link))
    const { successful_payment } = await newest(callAgain, 'message')
    expect(successful_payment).toMatchObject({ is_recurring: true, subscription_expiration_date: expect.any(Number) })
    await agree(again.pay(ben, link))
    await agree(again.pay(anna, message_id, { chatId: group }))
    await agree(again.pay(ben, message_id, { chatId: group }))
    expect((await callAgain('getStarTransactions', { offset: 1, limit: 2 })).result.transactions).toHaveLength(2)
    expect(again.snapshot().payments).toHaveLength(4)
    expect(again.stats().findings).toEqual([])
  } finally {
    await again.close()
  }
})

test('a second answer changes nothing and is noted', async () => {
  const { standin, anna, call } = await setup()
  const { message_id } = (await call('sendInvoice', { chat_id: anna, ...inStars })).result
  const paying = standin.pay(anna, message_id)
  const { id } = await newest(call, 'pre_checkout_query')
  await call('answerPreCheckoutQuery', { pre_checkout_query_id: id, ok: true })
  const second = { pre_checkout_query_id: id, ok: false, error_message: 'no' }
  expect((await call('answerPreCheckoutQuery', second)).ok).toBe(true)
  expect(await paying).toMatchObject({ outcome: 'paid' })
  expect(standin.stats().findings).toMatchObject([{ method: 'answerPreCheckoutQuery', kind: 'misuse' }])
})
