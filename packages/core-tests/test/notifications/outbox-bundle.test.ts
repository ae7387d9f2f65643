import type { BundledIntent, Topic } from '@bazaar/core/notifications'
import { copyRows } from '@bazaar/testing'
import { expect, it } from 'vitest'
import { message } from './outbox-harness.ts'
import { clock, emit, outbox, telegram, useOutbox } from './use-outbox.ts'

const topics: readonly Topic[] = [{ id: 'test-alert', lane: 'alert', errsOn: 'duplicate' }]
useOutbox({ topics })

const minute = 60_000
const news = (chatId: bigint, text: string, more: Partial<BundledIntent> = {}): BundledIntent => ({
  topic: 'test-alert',
  chatId,
  entity: 'bundle',
  windowMs: minute,
  content: message(text),
  more: (count: number) => message(`${count} more, the latest ${text}`),
  ...more,
})

const tell = (...intents: BundledIntent[]) => outbox.db.tx((tx) => outbox.notifications.emitBundledMany(tx, intents))
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

const latest = () => outbox.db.prisma.notification.findFirstOrThrow({ orderBy: { transition: 'desc' } })
const withdraw = async (id: bigint) => outbox.db.tx((tx) => outbox.notifications.withdraw(tx, [id]))

it('what was withdrawn and would be over by now counts as none: the next news goes at once', async () => {
  await tell(news(1n, 'a'))
  await withdraw((await latest()).id)
  await tell(news(1n, 'b'))
  expect(await outbox.sender.drain()).toMatchObject({ sent: 1 })
  await tell(news(1n, 'c'))
  await withdraw((await latest()).id)
  clock.advance(minute + 1)
  await tell(news(1n, 'd'))
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['b', 'd'])
})

it('expires with the last that joined it, and never when one of them never does', async () => {
  const at = (minutes: number) => ({ expiresAt: new Date(clock.now().getTime() + minutes * minute) })
  const [first, later] = [at(2), at(5)]
  await tell(news(1n, 'a', first), news(1n, 'b', later), news(1n, 'c', first))
  expect((await latest()).expiresAt).toEqual(later.expiresAt)
  const latest2 = at(9)
  await tell(news(1n, 'd', latest2))
  await tell(news(1n, 'e', first))
  expect((await latest()).expiresAt).toEqual(latest2.expiresAt)
  clock.advance(8 * minute)
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['4 more, the latest e'])
  await tell(news(2n, 'a'), news(2n, 'b', at(1)))
  await tell(news(2n, 'c'))
  const { expiresAt } = await outbox.db.prisma.notification.findFirstOrThrow({
    where: { chatId: 2n },
    orderBy: { transition: 'desc' },
  })
  expect(expiresAt).toBeNull()
})

it('a queue that stands still holds two messages of a bundle at most, and tells of all', async () => {
  for (const text of ['a', 'b', 'c', 'd', 'e']) {
    await tell(news(1n, text))
    clock.advance(minute - 1)
  }
  // The first alone, late by more than a window.
  await tell(news(2n, 'x'))
  clock.advance(2 * minute)
  await tell(news(2n, 'y'))
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['a', '4 more, the latest e'])
  expect(textsOf(2)).toEqual(['2 more, the latest y'])
})

it('what the sender has in its hands is joined by nothing: the next news has a message of its own', async () => {
  await tell(news(1n, 'a'), news(1n, 'b'))
  await outbox.sender.drain()
  clock.advance(minute)
  const { promise: joined, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>()
  telegram.script(async () => {
    isAsked()
    await joined
    return undefined
  })
  const draining = outbox.sender.drain()
  await asked
  const telling = tell(news(1n, 'c'))
  goOn()
  await Promise.all([draining, telling])
  clock.advance(minute)
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['a', '1 more, the latest b', '1 more, the latest c'])
  expect(telegram.executed.filter(({ method }) => method !== 'sendMessage')).toEqual([])
})

it('does not wait for a sender that finishes its message while it waits for another one of ours', async () => {
  const { db, notifications } = outbox
  await tell(news(1n, 'a'))
  const { id } = await emit('test-alert', 'Another', { chatId: 2n })
  await db.pool.query(
    `UPDATE core_delivery SET state = 'sending', attempts = 1, leased_until = now() + interval '1 hour'`,
  )
  const finishing = await db.pool.connect()
  await finishing.query('BEGIN')
  let second: Promise<unknown> = Promise.resolve()
  await db.tx(async (tx) => {
    await notifications.edit(tx, id, message('Another, changed'))
    // As `finish` does it: in the order of their ids.
    await finishing.query('SELECT 1 FROM core_delivery ORDER BY id LIMIT 1 FOR UPDATE')
    second = finishing.query('SELECT 1 FROM core_delivery ORDER BY id FOR UPDATE')
    await notifications.emitBundled(tx, news(1n, 'b'))
  })
  await second
  await finishing.query('ROLLBACK')
  finishing.release()
  const { rows } = await db.pool.query(`SELECT kind, state FROM core_delivery ORDER BY id`)
  expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'send sending',
    'send sending',
    'edit pending',
    'send pending',
  ])
})

it('the first may wait for what belongs to it; what is urgent goes at once, every time, and takes along what waits', async () => {
  const slow = { leadMs: minute / 2 }
  await tell(news(1n, 'a', slow))
  await tell(news(1n, 'b', slow))
  expect(await outbox.sender.drain()).toMatchObject({ sent: 0 })
  clock.advance(minute / 2)
  await outbox.sender.drain()
  expect(textsOf(1)).toEqual(['2 more, the latest b'])
  await tell(news(1n, 'c', slow))
  for (const text of ['d', 'e']) {
    await tell(news(1n, text, { isUrgent: true }))
    await outbox.sender.drain()
  }
  expect(textsOf(1)).toEqual(['2 more, the latest b', '2 more, the latest d', 'e'])
  await tell(news(1n, 'f', slow))
  await outbox.sender.drain()
  expect(textsOf(1)).toHaveLength(3)
  clock.advance(2 * minute)
  await outbox.sender.drain()
  expect(textsOf(1).slice(3)).toEqual(['1 more, the latest f'])
})

it('the history of a bundle costs nothing', { timeout: 120_000 }, async () => {
  await tell(news(1n, 'a'))
  await outbox.sender.drain()
  const { pool } = outbox.db
  // Half of them are another person's, and newer.
  await copyRows(
    pool,
    {
      core_notification: {
        id: '1000000 + n',
        chat_id: 'CASE WHEN n > 50000 THEN 2 ELSE one.chat_id END',
        transition: `'bundle:' || to_char(to_timestamp(n), 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')`,
      },
      core_delivery: { id: '1000000 + n', notification_id: '1000000 + n' },
    },
    1,
    100_000,
  )
  await pool.query('VACUUM ANALYZE core_notification, core_delivery')
  const read = await outbox.db.tx(async (tx) => {
    await outbox.notifications.emitBundledMany(tx, [news(1n, 'b')])
    const rows = await tx.$queryRawUnsafe<{ read: number }[]>(
      `SELECT sum(idx_tup_fetch + seq_tup_read)::int AS read FROM pg_stat_xact_user_tables
       WHERE relname IN ('core_notification', 'core_delivery')`,
    )
    return rows[0]?.read
  })
  expect(read).toBeLessThan(40)
})
