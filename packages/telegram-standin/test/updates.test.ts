import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { caller, type Loose, setup, until } from './support.ts'

interface Received {
  readonly id: number
  readonly update: Loose
  readonly secret: string | undefined
  readonly response: ServerResponse
}

/** A webhook whose answers the test gives by hand. */
const openHook = async (answer: (received: Received, count: number) => void) => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString())
      const secret = request.headers['x-telegram-bot-api-secret-token']
      const one = { id: update.update_id, update, secret: typeof secret === 'string' ? secret : undefined, response }
      received.push(one)
      answer(one, received.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received }
}

test('offset confirms, negative offset keeps the last, limit cuts, unconfirmed ones come again', async () => {
  const { standin, anna, call } = await setup()
  for (const text of ['a', 'b', 'c']) standin.sendMessage(anna, { text })
  const ids = async (params: object) =>
    (await call('getUpdates', { ...params })).result.map((update: Loose) => update.message.text)
  expect(await ids({ limit: 2 })).toEqual(['/start', 'a'])
  expect(await ids({ limit: 2 })).toEqual(['/start', 'a'])
  const first = standin.updates()[0]?.updateId ?? 0
  expect(await ids({ offset: first + 2 })).toEqual(['b', 'c'])
  expect(standin.updates().map((entry) => entry.state)).toEqual(['confirmed', 'confirmed', 'delivered', 'delivered'])
  expect(await ids({ offset: -1 })).toEqual(['c'])
  expect(await ids({})).toEqual(['c'])
})

test('a long poll ends with the next update, at its timeout, or with a conflict', async () => {
  const { standin, anna, call } = await setup()
  await call('getUpdates', { offset: 2_000_000_000 })
  const waiting = call('getUpdates', { timeout: 30 })
  await until(() => standin.stats().calls.getUpdates === 2, 'the long poll')
  standin.sendMessage(anna, { text: 'one' })
  standin.sendMessage(anna, { text: 'two' })
  expect((await waiting).result).toHaveLength(2)
  await call('getUpdates', { offset: 2_000_000_000 })
  const first = call('getUpdates', { timeout: 30 })
  await until(() => standin.stats().calls.getUpdates === 4, 'the next long poll')
  const second = call('getUpdates', { timeout: 1 })
  expect(await first).toMatchObject({
    status: 409,
    description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  })
  expect((await second).result).toEqual([])
})

test('allowed_updates holds until it changes; an empty list means the default', async () => {
  const { standin, anna, call } = await setup()
  await call('getUpdates', { allowed_updates: ['callback_query'], offset: 2_000_000_000 })
  standin.sendMessage(anna, { text: 'unseen' })
  expect((await call('getUpdates')).result).toEqual([])
  await call('getUpdates', { allowed_updates: [] })
  standin.sendMessage(anna, { text: 'seen' })
  expect((await call('getUpdates')).result).toHaveLength(1)
})

test('webhook: secret, order per key, parallel keys, retries, reply by body', async () => {
  const { standin, anna, bot, call } = await setup()
  const ben = standin.createUser({ firstName: 'Ben' }).id
  let failures = 2
  const hook = await openHook(({ update, response }) => {
    const { chat, text } = update.message
    if (text === '/start' && failures > 0) {
      failures -= 1
      response.writeHead(500).end()
    } else if (text === 'reply') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ method: 'sendMessage', chat_id: chat.id, text: 'from the body' }))
    } else response.end()
  })
  for (const text of ['a1', 'a2', 'reply']) standin.sendMessage(anna, { text })
  standin.sendMessage(ben, { text: 'b1' })
  expect(await call('setWebhook', { url: hook.url, secret_token: 'sec-ret' })).toMatchObject({
    result: true,
    description: 'Webhook was set',
  })
  expect(await call('setWebhook', { url: hook.url, secret_token: 'sec-ret' })).toMatchObject({
    description: 'Webhook is already set',
  })
  expect((await call('getUpdates')).description).toMatch(
    /^Conflict: can't use getUpdates method while webhook is active/,
  )
  await until(() => standin.updates().every((entry) => entry.state === 'confirmed'), 'all deliveries')
  const texts = hook.received.map(({ update }) => update.message.text)
  // Two failures of /start: repeated at once, then after 2 s; Anna's other messages wait, Ben's does not.
  expect(texts.filter((text) => text !== 'b1')).toEqual(['/start', '/start', '/start', 'a1', 'a2', 'reply'])
  expect(texts.indexOf('b1')).toBeLessThan(2)
  expect(new Set(hook.received.map((one) => one.secret))).toEqual(new Set(['sec-ret']))
  expect(standin.updates()[0]).toMatchObject({ via: 'webhook', attempts: 3 })
  await until(() => standin.messages(anna).messages.at(-1)?.text === 'from the body', 'the reply')
  expect((await caller(standin.url, bot.token)('getWebhookInfo')).result).toMatchObject({
    url: hook.url,
    pending_update_count: 0,
    max_connections: 40,
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
  })
  expect(await call('deleteWebhook')).toMatchObject({ description: 'Webhook was deleted' })
  expect(await call('deleteWebhook')).toMatchObject({ description: 'Webhook is already deleted' })
})

test('webhook: a message and a press of one person arrive in parallel; max_connections bounds what is in flight', async () => {
  const { standin, anna, call } = await setup()
  await call('sendMessage', {
    chat_id: anna,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
  })
  const open: Received[] = []
  const hook = await openHook((one) => open.push(one))
  await call('setWebhook', { url: hook.url, max_connections: 2 })
  await until(() => open.length === 1, 'the first update')
  standin.sendMessage(anna, { text: 'waits behind /start' })
  const pressed = standin.press(anna, { button: 'Go', timeoutMs: 50 })
  await until(() => open.length === 2, 'the press beside it')
  expect(open.map(({ update }) => Object.keys(update)[1])).toEqual(['message', 'callback_query'])
  const ben = standin.createUser({ firstName: 'Ben' }).id
  standin.sendMessage(ben, { text: 'no connection left' })
  expect(await pressed).toMatchObject({ answered: false })
  expect(open).toHaveLength(2)
  for (const one of open) one.response.end()
  await until(() => open.length === 4, 'the others')
  for (const one of open) one.response.end()
})
