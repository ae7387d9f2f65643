import type { Topic } from '@bazaar/core/notifications'
import { expect, it } from 'vitest'
import { buildIntent, message } from './outbox-harness.ts'
import { emit, outbox, telegram, useOutbox } from './use-outbox.ts'

const topics: readonly Topic[] = [{ id: 'test-alert', lane: 'alert', errsOn: 'duplicate' }]
useOutbox({ topics })

async function readContents() {
  return (await outbox.db.pool.query<{ content: Buffer | null }>('SELECT content FROM core_delivery')).rows
}

it('sends the same intent once, however often it is emitted', async () => {
  const intent = buildIntent('test-alert', 'Back in stock', { userId: 1n })
  const first = await outbox.db.tx((tx) => outbox.notifications.emit(tx, intent))
  const [again, twin] = await Promise.all(
    [1, 2].map(() => outbox.db.tx((tx) => outbox.notifications.emitMany(tx, [intent, intent]))),
  )
  expect(first.created).toBe(true)
  expect([...(again ?? []), ...(twin ?? [])]).toEqual(Array(4).fill({ id: first.id, created: false }))
  expect(await outbox.sender.drain()).toMatchObject({ led: true, sent: 1 })
  expect(telegram.texts()).toEqual(['Back in stock'])
})

it('creates exactly one of many parallel ones', async () => {
  const intent = buildIntent('test-alert', 'Once')
  const all = await Promise.all(
    Array.from({ length: 10 }, () => outbox.db.tx((tx) => outbox.notifications.emit(tx, intent))),
  )
  expect(all.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(all.map(({ id }) => id)).size).toBe(1)
})

it('is written in a transaction of plain SQL too, each under its own correlation id', async () => {
  const intents = ['A1', 'B2'].map((correlationId, index) => ({
    ...buildIntent('test-alert', `For ${correlationId}`, { chatId: BigInt(index + 1) }),
    correlationId,
  }))
  const emitted = await outbox.db.sqlTx((tx) => outbox.notifications.emitMany(tx, [...intents, ...intents]))
  expect(emitted.map(({ created }) => created)).toEqual([true, true, false, false])
  const { rows } = await outbox.db.pool.query('SELECT correlation_id FROM core_delivery ORDER BY id')
  expect(rows).toEqual([{ correlation_id: 'A1' }, { correlation_id: 'B2' }])
})

it('writes some while the next ones are composed, in their order, all or nothing', async () => {
  const texts = Array.from({ length: 70 }, (_, index) => `No. ${index}`)
  function* intents(until: number) {
    for (const [index, text] of texts.entries()) {
      if (index === until) throw new Error('stop')
      yield buildIntent('test-alert', text, { chatId: BigInt(index + 1), entity: `many-${index}` })
    }
  }
  const emit = (until: number) => outbox.db.sqlTx((tx) => outbox.notifications.emitWhileComposing(tx, intents(until)))
  await expect(emit(40)).rejects.toThrow('stop')
  expect(await readContents()).toEqual([])
  const first = await emit(texts.length)
  expect(first.filter(({ created }) => created)).toHaveLength(texts.length)
  expect(await emit(texts.length)).toEqual(first.map(({ id }) => ({ id, created: false })))
  const { rows } = await outbox.db.pool.query<{ chat: number }>(
    'SELECT chat_id::int AS chat FROM core_delivery ORDER BY id',
  )
  expect(rows.map(({ chat }) => chat)).toEqual(texts.map((_, index) => index + 1))
})

it('takes an id that was drawn before', async () => {
  const { rows } = await outbox.db.pool.query<{ id: string }>('SELECT core_draw_notification_id() AS id')
  const id = BigInt(rows[0]?.id ?? 0)
  const first = buildIntent('test-alert', 'Named', { id })
  const [named, other] = await outbox.db.tx((tx) =>
    outbox.notifications.emitMany(tx, [first, buildIntent('test-alert', 'Not named')]),
  )
  expect(named).toEqual({ id, created: true })
  expect(other?.id).not.toBe(id)
  const again = await outbox.db.tx((tx) => outbox.notifications.emit(tx, { ...first, id: id + 1_000n }))
  expect(again).toEqual({ id, created: false })
})

it('sends nothing of a rolled-back change', async () => {
  const undone = outbox.db.tx(async (tx) => {
    await outbox.notifications.emit(tx, buildIntent('test-alert', 'Never'))
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  expect(await outbox.sender.drain()).toMatchObject({ sent: 0 })
})

it('keeps input order in results and in sending, and seals what waits', async () => {
  const intents = ['one', 'two', 'three'].map((text) => buildIntent('test-alert', text))
  const emitted = await outbox.db.tx((tx) => outbox.notifications.emitMany(tx, intents))
  expect(emitted.map(({ id }) => id)).toEqual(emitted.map(({ id }) => id).sort())
  expect((await readContents()).some(({ content }) => content?.includes('two'))).toBe(false)
  await outbox.sender.drain()
  expect(telegram.texts()).toEqual(['one', 'two', 'three'])
  // What was sent is not kept.
  expect((await readContents()).every(({ content }) => content === null)).toBe(true)
})

it('renders, escapes and signs at sending time', async () => {
  const keyboard = [[{ text: { key: 'test-button' }, data: 'tt.again:1' }]]
  await emit('test-alert', '', { content: { ...message('<b> & co'), keyboard }, chatId: 7n })
  await outbox.sender.drain()
  expect(telegram.executed[0]?.payload).toEqual({
    chat_id: 7,
    text: '&lt;b&gt; &amp; co',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Again', callback_data: '7|tt.again:1' }]] },
  })
})
