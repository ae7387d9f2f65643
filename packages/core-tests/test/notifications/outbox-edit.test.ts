import type { Topic } from '@bazaar/core/notifications'
import { expect, it, vi } from 'vitest'
import { message } from './outbox-harness.ts'
import { refuse } from './scripted-telegram.ts'
import { emit, outbox, telegram, useOutbox } from './use-outbox.ts'

const failed: string[] = []
const topics: readonly Topic[] = [
  {
    id: 'test-alert',
    lane: 'alert',
    errsOn: 'duplicate',
    onFailed: async (_tx, _ref, reason) => void failed.push(reason),
  },
]
useOutbox({ topics })

async function readStates() {
  const { rows } = await outbox.db.pool.query<{ kind: string; state: string; reason: string | null }>(
    'SELECT kind, state, reason FROM core_delivery ORDER BY id',
  )
  return rows.map(({ kind, state, reason }) => [kind, state, reason].join(' '))
}

const edit = (id: bigint, text: string) => outbox.db.tx((tx) => outbox.notifications.edit(tx, id, message(text)))

it('replaces what still waits, edits what was sent, and waits for what is in flight', async () => {
  const { id } = await emit('test-alert', 'v1')
  await edit(id, 'v2')
  let release = () => {}
  telegram.script((_call, nth) =>
    nth === 1 ? new Promise((resolve) => (release = () => resolve(undefined))) : undefined,
  )
  outbox.sender.start()
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), { timeout: 30_000 })
  await edit(id, 'v3')
  await edit(id, 'v4')
  release()
  await outbox.sender.drain()
  await edit(id, 'v5')
  await outbox.sender.drain()
  expect(telegram.executed.map(({ method, text }) => `${method} ${text}`)).toEqual([
    'sendMessage v2',
    'editMessageText v4',
    'editMessageText v5',
  ])
  expect(telegram.executed[2]?.payload.message_id).toBe(telegram.executed[1]?.payload.message_id)
})

it('takes "not modified" as done and "not found" quietly, and edits after pruning', async () => {
  const { id } = await emit('test-alert', 'v1')
  await outbox.sender.drain()
  await outbox.db.pool.query('DELETE FROM core_delivery WHERE finished_at IS NOT NULL')
  telegram.script((_call, nth) =>
    nth === 2
      ? refuse.badRequest('message is not modified: specified …')
      : refuse.badRequest('message to edit not found'),
  )
  await edit(id, 'v1')
  await outbox.sender.drain()
  await edit(id, 'v2')
  await outbox.sender.drain()
  expect(await readStates()).toEqual(['edit sent ', 'edit dropped gone'])
  expect(failed).toEqual([])
})

it('withdraws what waits, and what comes back to wait', async () => {
  const waiting = await emit('test-alert', 'Waiting', { chatId: 2n })
  expect(await outbox.db.tx((tx) => outbox.notifications.withdraw(tx, [waiting.id]))).toBe(1)
  const flying = await emit('test-alert', 'Flying')
  let answer = () => {}
  telegram.script(() => new Promise((resolve) => (answer = () => resolve(refuse.broken))))
  outbox.sender.start()
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), { timeout: 30_000 })
  expect(await outbox.db.tx((tx) => outbox.notifications.withdraw(tx, [flying.id]))).toBe(0)
  answer()
  await outbox.sender.drain()
  expect(await readStates()).toEqual(['send dropped withdrawn', 'send dropped withdrawn'])
  expect(telegram.calls).toHaveLength(1)
})

it('edits many at once while they are being sent: everybody sees the last words, and nobody waits for anybody', async () => {
  const emitted = await outbox.db.tx((tx) =>
    outbox.notifications.emitMany(
      tx,
      Array.from({ length: 1_500 }, (_, n) => ({
        ...{ topic: 'test-alert', chatId: BigInt(n + 1), entity: `e${n}`, transition: 'told' },
        content: message('v0'),
      })),
    ),
  )
  telegram.script(() => new Promise((resolve) => setTimeout(resolve, 5, undefined)))
  outbox.sender.start()
  for (const version of ['v1', 'v2', 'v3']) {
    const edits = emitted.map(({ id }) => ({ id, content: message(version) }))
    // Both ways round: whoever locks in another order than the sender would wait for it, and it for them.
    await outbox.db.tx((tx) => outbox.notifications.editMany(tx, edits))
    await outbox.db.tx((tx) => outbox.notifications.editMany(tx, edits.toReversed()))
  }
  await vi.waitFor(async () => expect(await outbox.db.prisma.delivery.count({ where: { finishedAt: null } })).toBe(0), {
    timeout: 60_000,
  })
  const shown = new Map(telegram.executed.map(({ chatId, text }) => [chatId, text]))
  expect(shown.size).toBe(1_500)
  expect(new Set(shown.values())).toEqual(new Set(['v3']))
  expect(new Set(await readStates())).toEqual(new Set(['send sent ', 'edit sent ', 'edit dropped replaced']))
  expect(telegram.executed.filter(({ method }) => method === 'sendMessage')).toHaveLength(1_500)
})

it('says which message does not exist, and changes none', async () => {
  const { id } = await emit('test-alert', 'v1')
  const edits = [id, 999n].map((one) => ({ id: one, content: message('v2') }))
  await expect(outbox.db.tx((tx) => outbox.notifications.editMany(tx, edits))).rejects.toThrow(
    'Notification 999 does not exist',
  )
  await outbox.sender.drain()
  expect(telegram.texts()).toEqual(['v1'])
})

it('a bundle that grows and a sender that finishes its message do not wait for each other', async () => {
  const { db, notifications } = outbox
  const more = (count: number) => message(`and ${count} more`)
  const bundle = { topic: 'test-alert', chatId: 1n, entity: 'bundle', windowMs: 60_000, content: message('One'), more }
  await db.tx((tx) => notifications.emitBundled(tx, bundle))
  await db.tx((tx) => notifications.emitBundled(tx, bundle))
  // As `finish` does it: first the delivery, then its notification.
  const client = await db.pool.connect()
  await client.query('BEGIN')
  await client.query('SELECT id FROM core_delivery ORDER BY id FOR UPDATE')
  const growing = db.tx((tx) => notifications.emitBundled(tx, bundle))
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  await vi.waitFor(async () => expect((await db.pool.query(waiting)).rowCount).toBe(1), { timeout: 30_000 })
  await client.query('UPDATE core_notification SET message_id = message_id')
  await client.query('COMMIT')
  client.release()
  await growing
  await outbox.db.pool.query('UPDATE core_delivery SET run_at = to_timestamp(0)')
  await outbox.sender.drain()
  expect(telegram.executed.map(({ text }) => text)).toEqual(['One', 'and 2 more'])
})
