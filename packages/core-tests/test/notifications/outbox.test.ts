import { createListener } from '@bazaar/core/db'
import { createLogger } from '@bazaar/core/log'
import { type FailReason, readOutboxLag, type Topic } from '@bazaar/core/notifications'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildIntent, message, quickTiming } from './outbox-harness.ts'
import { refuse } from './scripted-telegram.ts'
import { clock, database, drainAll, emit, openAnother, outbox, reopen, telegram, useOutbox } from './use-outbox.ts'

const failed: { entity: string; reason: FailReason }[] = []
const blocked: (bigint | undefined)[] = []
const verdicts = { revalidate: 'send' as 'send' | 'drop', failHook: 0 }

const receipts: Topic = {
  id: 'test-receipt',
  lane: 'money',
  errsOn: 'duplicate',
  async onFailed(tx, ref, reason) {
    if (verdicts.failHook-- > 0) throw new Error('the hook stumbles')
    failed.push({ entity: ref.entity, reason })
    await tx.user.updateMany({ where: { id: ref.chatId }, data: { source: reason } })
  },
}
const alerts: Topic = {
  id: 'test-alert',
  lane: 'alert',
  errsOn: 'duplicate',
  revalidate: async () => verdicts.revalidate,
}
const broadcast: Topic = {
  id: 'test-broadcast',
  lane: 'broadcast',
  errsOn: 'loss',
  async onFailed(_tx, ref, reason) {
    failed.push({ entity: ref.entity, reason })
  },
}
const topics = [receipts, alerts, broadcast]

useOutbox({ topics, sender: { onBlocked: async (_tx, { userId }) => void blocked.push(userId) } })
afterEach(() => {
  failed.length = 0
  blocked.length = 0
})

async function readDeliveries() {
  const { rows } = await outbox.db.pool.query<{ kind: string; state: string; reason: string | null; content: unknown }>(
    'SELECT kind, state, reason, content FROM core_delivery ORDER BY id',
  )
  return rows
}
const readStates = async () =>
  (await readDeliveries()).map(({ kind, state, reason }) => [kind, state, reason].join(' '))

describe('time', () => {
  it('waits for notBefore by the business clock and asks the topic again', async () => {
    const notBefore = new Date(clock.now().getTime() + 3_600_000)
    await emit('test-alert', 'Later', { notBefore })
    await emit('test-alert', 'Stale', { notBefore, chatId: 2n })
    expect(await outbox.sender.drain()).toMatchObject({ sent: 0 })
    outbox.sender.start()
    clock.advance(3_600_000)
    await vi.waitFor(() => expect(telegram.executed).toHaveLength(2), { timeout: 30_000 })
    verdicts.revalidate = 'drop'
    await emit('test-alert', 'Dropped', { notBefore: new Date(clock.now().getTime() + 60_000) })
    clock.advance(60_000)
    await vi.waitFor(async () => expect(await readStates()).toContain('send dropped outdated'), { timeout: 30_000 })
    verdicts.revalidate = 'send'
  })

  it('does not send what expired', async () => {
    await emit('test-receipt', 'Old news', { entity: 'old', expiresAt: new Date(clock.now().getTime() + 1_000) })
    clock.advance(1_001)
    expect(await outbox.sender.drain()).toMatchObject({ sent: 0, failed: 1 })
    expect(failed).toEqual([{ entity: 'old', reason: 'expired' }])
  })
})

/** The sender's own limit. */
const mostInFlight = 64

describe('lanes', () => {
  it('lets an urgent message overtake 5,000 broadcast rows, before what a second of them would be', async () => {
    await reopen({ budget: {} })
    const content = message('To all')
    const intents = Array.from({ length: 5_000 }, (_, n) =>
      buildIntent('test-broadcast', '', { chatId: BigInt(100 + n), content }),
    )
    await outbox.db.tx((tx) => outbox.notifications.emitMany(tx, intents))
    outbox.sender.start()
    await vi.waitFor(() => expect(telegram.executed.length).toBeGreaterThan(10), { timeout: 30_000 })
    await emit('test-receipt', 'Your code')
    const before = telegram.executed.length
    await vi.waitFor(() => expect(telegram.texts()).toContain('Your code'), { interval: 5, timeout: 30_000 })
    // At 29 a second, and with what was claimed already.
    expect(telegram.texts().indexOf('Your code') - before).toBeLessThanOrEqual(29 + mostInFlight)
  })

  it('sends at once when a listener hears of the commit', async () => {
    const listener = await createListener({ url: database.url, log: createLogger({ level: 'silent' }) })
    const timing = { ...quickTiming, pollMs: 600_000 }
    await reopen({ sender: { listener, timing } })
    outbox.sender.start()
    await emit('test-alert', 'First')
    await vi.waitFor(() => expect(telegram.texts()).toEqual(['First']), { timeout: 30_000 })
    await emit('test-alert', 'Second')
    await vi.waitFor(() => expect(telegram.texts()).toEqual(['First', 'Second']), { timeout: 30_000 })
    await outbox.sender.stop()
    await listener.close()
  })
})

describe('answers of Telegram', () => {
  it('pauses a chat exactly as long as 429 says, and only that chat', async () => {
    telegram.script((call, nth) => (call.chatId === 1 && nth === 1 ? refuse.tooMany(1) : undefined))
    await emit('test-alert', 'a1')
    await emit('test-alert', 'a2')
    await outbox.sender.drain()
    await emit('test-alert', 'b', { chatId: 2n })
    await drainAll()
    expect(telegram.texts()).toEqual(['b', 'a1', 'a2'])
    const [refused] = telegram.calls
    const waited = (telegram.executed[1]?.at ?? 0) - (refused?.at ?? 0)
    expect(waited).toBeGreaterThanOrEqual(990)
    expect(waited).toBeLessThan(30_000)
  })

  it('believes no wait beyond a day, so that the message is sent in the end', async () => {
    telegram.script((call, nth) => (nth === 1 && call.chatId === 1 ? refuse.tooMany(3_000_000) : undefined))
    await emit('test-alert', 'a')
    await outbox.sender.drain()
    await emit('test-alert', 'b', { chatId: 2n })
    await outbox.sender.drain()
    expect(telegram.texts()).toEqual(['b'])
    const { rows } = await outbox.db.pool.query(
      `SELECT state, (retry_at - clock_timestamp()) BETWEEN interval '23 hours' AND interval '1 day' AS tomorrow
       FROM core_delivery WHERE chat_id = 1`,
    )
    expect(rows).toEqual([{ state: 'pending', tomorrow: true }])
  })

  it('pauses everything when a second chat gets 429 within a second', async () => {
    telegram.script((call, nth) => (nth <= 2 && call.chatId <= 2 ? refuse.tooMany(1) : undefined))
    outbox.sender.start()
    await emit('test-alert', 'a', { chatId: 1n })
    await emit('test-alert', 'b', { chatId: 2n })
    await vi.waitFor(() => expect(telegram.calls).toHaveLength(2), { timeout: 30_000 })
    const from = performance.now()
    await emit('test-alert', 'c', { chatId: 3n })
    await vi.waitFor(() => expect(telegram.executed).toHaveLength(3), { timeout: 30_000 })
    expect((telegram.executed[0]?.at ?? 0) - from).toBeGreaterThan(900)
  })

  it('repeats server errors until they end, or gives up after the last try', async () => {
    telegram.script((call, nth) => (call.text === 'Doomed' || nth <= 2 ? refuse.broken : undefined))
    await emit('test-alert', 'Patient')
    await drainAll()
    expect(telegram.calls).toHaveLength(3)
    const timing = { ...quickTiming, maxAttempts: 3 }
    await reopen({ sender: { timing } })
    await emit('test-receipt', 'Doomed', { entity: 'doomed' })
    await drainAll()
    expect(telegram.calls).toHaveLength(6)
    expect(failed).toEqual([{ entity: 'doomed', reason: 'retries-used-up' }])
  })

  it('when in doubt doubles a receipt and gives a broadcast up as uncertain', async () => {
    telegram.script((_call, nth) => (nth <= 2 ? 'cut-after' : undefined))
    await emit('test-broadcast', 'Maybe', { entity: 'maybe' })
    await drainAll()
    expect(telegram.texts()).toEqual(['Maybe'])
    expect(failed).toEqual([{ entity: 'maybe', reason: 'uncertain' }])
    await emit('test-receipt', 'Twice')
    await drainAll()
    expect(telegram.texts()).toEqual(['Maybe', 'Twice', 'Twice'])
    expect(await readStates()).toEqual(['send uncertain uncertain', 'send sent '])
  })

  it.each([
    ['sent', undefined, 'send sent '],
    ['refused', refuse.badRequest('message text is empty'), 'send failed rejected'],
    ['throttled', refuse.tooMany(3_600), 'send pending '],
  ] as const)(
    'an answer that comes after others gave the message up still settles it: %s',
    async (_name, answer, end) => {
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      telegram.script(() => held.then(() => answer))
      await reopen({ sender: { timing: { ...quickTiming, leaseMs: 1 } } })
      await emit('test-broadcast', 'Late', { entity: 'late' })
      outbox.sender.start()
      await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), { timeout: 30_000 })
      // Another process takes this one, which stood still for a while, for dead.
      await outbox.db.pool.query('DELETE FROM core_lock')
      const heir = openAnother()
      await vi.waitFor(
        async () => {
          await heir.sender.drain()
          expect(await readStates()).toEqual(['send uncertain uncertain'])
        },
        { timeout: 30_000 },
      )
      release()
      await vi.waitFor(async () => expect(await readStates()).toEqual([end]), { timeout: 30_000 })
      expect(telegram.calls).toHaveLength(1)
      await heir.close()
    },
  )

  it('repeats without doubt when nobody listens', async () => {
    await reopen({ apiRoot: 'http://127.0.0.1:9' })
    await emit('test-broadcast', 'Kept')
    const drained = await outbox.sender.drain()
    // On a slow machine the pause after the first try may be over before the drain is.
    expect(drained.retried).toBeGreaterThan(0)
    expect(drained.uncertain).toBe(0)
    await reopen()
    await drainAll()
    expect(telegram.texts()).toEqual(['Kept'])
  })

  it('403 and 400 are final, each in one transaction with its hooks', async () => {
    telegram.script((call) => (call.chatId === 5 ? refuse.blocked : refuse.badRequest('message text is empty')))
    await emit('test-receipt', 'x', { chatId: 5n, userId: 5n, entity: 'blocked' })
    await emit('test-receipt', 'y', { chatId: 6n, entity: 'rejected' })
    verdicts.failHook = 1
    expect(await outbox.sender.drain()).toMatchObject({ sent: 0, failed: 2 })
    expect(blocked).toContain(5n)
    expect(failed.map(({ entity, reason }) => `${entity} ${reason}`).sort()).toEqual([
      'blocked blocked',
      'rejected rejected',
    ])
    expect(telegram.calls).toHaveLength(2)
  })

  it('follows a group to its new id', async () => {
    const migrated: bigint[] = []
    const onMigrated = async (_tx: unknown, from: bigint, to: bigint) => void migrated.push(from, to)
    await reopen({ sender: { onMigrated } })
    telegram.script((call) =>
      call.chatId === -5
        ? refuse.badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: -1005 })
        : undefined,
    )
    await emit('test-alert', 'one', { chatId: -5n })
    await emit('test-alert', 'two', { chatId: -5n })
    await drainAll()
    expect(telegram.executed.map(({ chatId, text }) => [chatId, text])).toEqual([
      [-1005, 'one'],
      [-1005, 'two'],
    ])
    expect(migrated).toEqual([-5n, -1005n])
  })

  it('holds topics that are switched off until they are back', async () => {
    await emit('test-alert', 'Held')
    await reopen({ topics: [receipts] })
    expect(await outbox.sender.drain()).toMatchObject({ sent: 0 })
    expect(await readOutboxLag(outbox.db.pool, clock)).toMatchObject({ pending: 0 })
    await reopen()
    expect(await outbox.sender.drain()).toMatchObject({ sent: 1 })
  })
})

it('tells how far it is behind', async () => {
  await emit('test-alert', 'a')
  await emit('test-broadcast', 'b', { chatId: 2n })
  clock.advance(5_000)
  expect(await readOutboxLag(outbox.db.pool, clock)).toEqual({ pending: 2, oldestDueMs: 5_000 })
})
