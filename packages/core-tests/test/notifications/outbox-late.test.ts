import { createMetrics } from '@bazaar/core/metrics'
import type { Topic } from '@bazaar/core/notifications'
import { afterEach, expect, it, vi } from 'vitest'
import { message, type Outbox, quickTiming } from './outbox-harness.ts'
import { type Reaction, refuse } from './scripted-telegram.ts'
import { drainAll, emit, openAnother, outbox, reopen, telegram, useOutbox } from './use-outbox.ts'

const failed: string[] = []
const receipts: Topic = {
  id: 'test-receipt',
  lane: 'money',
  errsOn: 'duplicate',
  onFailed: async (_tx, _ref, reason) => void failed.push(reason),
}
useOutbox({ topics: [receipts] })

const others: Outbox[] = []
afterEach(async () => {
  for (const other of others.splice(0)) await other.close()
  failed.length = 0
})

async function readStates() {
  const { rows } = await outbox.db.pool.query<{ kind: string; state: string }>(
    'SELECT kind, state FROM core_delivery ORDER BY id',
  )
  return rows.map(({ kind, state }) => `${kind} ${state}`)
}

const until = (states: readonly string[]) =>
  vi.waitFor(async () => expect(await readStates()).toEqual(states), { timeout: 30_000 })

/** Messages are answered when the test says so, in the order in which they came; edits at once. */
function holdAnswers() {
  const answers: ((reaction?: Reaction) => void)[] = []
  telegram.script(({ method }) =>
    method === 'sendMessage' ? new Promise((resolve) => answers.push(resolve)) : undefined,
  )
  return answers
}

/** A sender whose call is not answered, and another process that takes it for dead. @param most calls at once of the other one */
async function lose(most: number) {
  const metrics = [createMetrics(), createMetrics()] as const
  const timing = { ...quickTiming, leaseMs: 60_000 }
  const answers = holdAnswers()
  await reopen({ sender: { timing, metrics: metrics[0] } })
  const { id } = await emit('test-receipt', 'Your code')
  outbox.sender.start()
  await vi.waitFor(() => expect(answers).toHaveLength(1), { timeout: 30_000 })
  await outbox.db.pool.query(`UPDATE core_delivery SET leased_until = clock_timestamp() - interval '1 second'`)
  await outbox.db.pool.query('DELETE FROM core_lock')
  const heir = openAnother({ sender: { timing: { ...timing, maxInFlight: most }, metrics: metrics[1] } })
  others.push(heir)
  heir.sender.start()
  const counted = async (result: string) => {
    const texts = await Promise.all(metrics.map((one) => one.render()))
    return texts.reduce(
      (sum, { body }) => sum + Number(new RegExp(`sends_total{result="${result}"} (\\d+)`).exec(body)?.[1] ?? 0),
      0,
    )
  }
  return { id, answers, heir, counted }
}

it('an answer that comes before the second sending settles the message: it is sent once, counted once, and can be edited', async () => {
  const { id, answers, heir, counted } = await lose(0)
  await until(['send pending'])
  answers[0]?.()
  await until(['send sent'])
  await heir.sender.stop()
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, id, message('It is void')))
  await drainAll()
  expect(telegram.calls.map(({ method, payload }) => [method, payload.message_id])).toEqual([
    ['sendMessage', undefined],
    ['editMessageText', 1],
  ])
  // The message and its edit.
  await vi.waitFor(async () => expect(await counted('sent')).toBe(2), { timeout: 30_000 })
})

it('what it was to say the second time becomes an edit of what has arrived', async () => {
  const { id, answers, heir } = await lose(0)
  await until(['send pending'])
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, id, message('It is void')))
  answers[0]?.()
  await heir.sender.stop()
  await until(['send sent', 'edit sent'])
  expect(telegram.calls.map(({ method, text }) => `${method} ${text}`)).toEqual([
    'sendMessage Your code',
    'editMessageText It is void',
  ])
})

it('a refusal that comes before the second sending is final too', async () => {
  const { answers } = await lose(0)
  await until(['send pending'])
  answers[0]?.(refuse.badRequest('message text is empty'))
  await until(['send failed'])
  expect(failed).toEqual(['rejected'])
  expect(telegram.calls).toHaveLength(1)
})

it('once the second sending is on its way, its own answer counts, and no other', async () => {
  const { answers, counted } = await lose(1)
  await vi.waitFor(() => expect(answers).toHaveLength(2), { timeout: 30_000 })
  answers[0]?.()
  // The first sender is done with it when it has let the chat go; what it knew by then is not written.
  await vi.waitFor(() => expect(telegram.executed).toHaveLength(1), { timeout: 30_000 })
  expect(await readStates()).toEqual(['send sending'])
  answers[1]?.()
  await until(['send sent'])
  const { rows } = await outbox.db.pool.query('SELECT message_id FROM core_notification')
  expect(rows).toEqual([{ message_id: '2' }])
  await vi.waitFor(async () => expect(await counted('sent')).toBe(1), { timeout: 30_000 })
})
