import type { Topic } from '@bazaar/core/notifications'
import { expect, it } from 'vitest'
import { message } from './outbox-harness.ts'
import { clock, outbox, telegram, useOutbox } from './use-outbox.ts'

const topics: readonly Topic[] = [{ id: 'test-alert', lane: 'alert', errsOn: 'duplicate' }]
useOutbox({ topics })

const minute = 60_000
const news = (chatId: bigint, text: string) => ({
  topic: 'test-alert',
  chatId,
  entity: 'bundle',
  windowMs: minute,
  content: message(text),
  more: (count: number) => message(`${count} more, the latest ${text}`),
})

const tell = (...intents: ReturnType<typeof news>[]) =>
  outbox.db.tx((tx) => outbox.notifications.emitBundledMany(tx, intents))
const textsOf = (chatId: number) => telegram.executed.filter((call) => call.chatId === chatId).map(({ text }) => text)

it('much at once is told as if it had come one after another: the first, and the rest in one message', async () => {
  await tell(news(1n, 'a'), news(2n, 'x'), news(1n, 'b'), news(1n, 'c'))
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['a'])
  expect(textsOf(2)).toEqual(['x'])
  clock.advance(minute - 1)
  await tell(news(1n, 'd'), news(2n, 'y'))
  clock.advance(1)
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['a', '3 more, the latest d'])
  expect(textsOf(2)).toEqual(['x', '1 more, the latest y'])
  // After a quiet window the next one is a first one again.
  clock.advance(minute)
  await tell(news(1n, 'e'))
  await outbox.sender.drain()
  expect(textsOf(1).at(-1)).toBe('e')
})

it('tells a crowd in a handful of statements, and a transaction of plain SQL does too', async () => {
  const people = Array.from({ length: 120 }, (_, n) => BigInt(100 + n))
  for (const text of ['one', 'two', 'three'])
    await outbox.db.sqlTx((tx) =>
      outbox.notifications.emitBundledMany(
        tx,
        people.map((id) => news(id, text)),
      ),
    )
  clock.advance(minute)
  await outbox.sender.drain()
  for (const id of people) expect(textsOf(Number(id))).toEqual(['one', '2 more, the latest three'])
})

it('of two at once the second joins the first', async () => {
  await tell(news(1n, 'a'))
  await Promise.all(['b', 'c', 'd'].map((text) => tell(news(1n, text))))
  clock.advance(minute)
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['a', expect.stringMatching(/^3 more/)])
})

it('what was withdrawn is joined by nothing: the next news has a message of its own', async () => {
  await tell(news(1n, 'a'))
  await tell(news(1n, 'b'))
  const { id } = await outbox.db.prisma.notification.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await outbox.db.tx((tx) => outbox.notifications.withdraw(tx, [id]))
  await tell(news(1n, 'c'))
  clock.advance(minute + 1)
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['a', '1 more, the latest c'])
})
