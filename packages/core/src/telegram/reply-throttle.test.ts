import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { throttleReplies } from './reply-throttle.ts'
import { retryAfterMs } from './retry-after.ts'
import { createSendBudget } from './send-budget.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const throttled = (seconds: number) => ({
  ok: false as const,
  error_code: 429,
  description: 'Too Many Requests',
  parameters: { retry_after: seconds },
})

/** Telegram, which answers with `answers` in turn and then takes everything. */
function setUp(...answers: readonly object[]) {
  const budget = createSendBudget()
  const calls: unknown[] = []
  let waiting = 0
  const send = throttleReplies({
    budget,
    async pause(ms) {
      waiting += 1
      await new Promise((resolve) => setTimeout(resolve, ms))
      waiting -= 1
    },
  })
  const left = [...answers]
  const telegram = async (_method: string, payload: { readonly chat_id?: unknown }) => {
    calls.push([payload.chat_id, Date.now() - 1_000_000])
    return left.shift() ?? { ok: true, result: true }
  }
  const call = (chatId: number | undefined, method = 'sendMessage') =>
    send(telegram as never, method as 'sendMessage', { text: 'x', ...(chatId && { chat_id: chatId }) } as never)
  return { budget, calls, call, waiting: () => waiting }
}

describe('a reply that Telegram throttles', () => {
  it('waits aside as long as it is told, and so does what follows in that chat', async () => {
    const { calls, call, waiting } = setUp(throttled(5))
    const first = call(-7)
    await vi.advanceTimersByTimeAsync(0)
    const second = call(-7)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(waiting()).toBe(2)
    expect(calls).toEqual([[-7, 0]])
    expect(await call(8)).toMatchObject({ ok: true })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await Promise.all([first, second])).toMatchObject([{ ok: true }, { ok: true }])
    expect(calls).toEqual([
      [-7, 0],
      [8, 4_000],
      [-7, 5_000],
      [-7, 5_000],
    ])
    expect(waiting()).toBe(0)
  })

  it('is given up when that would take too long, without asking Telegram again', async () => {
    const { budget, calls, call } = setUp(throttled(3_000_000))
    expect(await call(-7)).toMatchObject({ ok: false, error_code: 429 })
    expect(await call(-7)).toMatchObject({ ok: false, error_code: 429, parameters: { retry_after: 86_400 } })
    expect(calls).toHaveLength(1)
    expect(budget.coolingChats().size + budget.heldChats().size).toBe(1)
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(await call(-7)).toMatchObject({ ok: true })
    expect(budget.heldChats().size).toBe(0)
  })

  it('is tried three times', async () => {
    const { calls, call } = setUp(throttled(1), throttled(2), throttled(3))
    const answer = call(-7)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await answer).toMatchObject({ ok: false, parameters: { retry_after: 3 } })
    expect(calls).toEqual([
      [-7, 0],
      [-7, 1_000],
      [-7, 3_000],
    ])
  })

  it('waits also for what the outbox was told', async () => {
    const { budget, calls, call } = setUp()
    budget.holdChat(-7n, 2_000)
    const answer = call(-7)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await answer).toMatchObject({ ok: true })
    expect(calls).toEqual([[-7, 2_000]])
  })

  it('may belong to no chat', async () => {
    const { calls, call } = setUp(throttled(2), throttled(30))
    const answer = call(undefined, 'answerCallbackQuery')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await answer).toMatchObject({ ok: false, parameters: { retry_after: 30 } })
    expect(calls).toHaveLength(2)
  })

  it('is repeated after 429 only: anything else may have been executed', async () => {
    const { calls, call } = setUp({ ok: false, error_code: 500, description: 'Internal Server Error' })
    expect(await call(-7)).toMatchObject({ ok: false, error_code: 500 })
    expect(calls).toHaveLength(1)
  })
})

it('what Telegram calls a wait is between a second and a day', () => {
  const given = [5, 0.2, 0, -3, 3_000_000, Number.POSITIVE_INFINITY, Number.NaN, '7', null, undefined]
  expect(given.map(retryAfterMs)).toEqual([
    5_000, 1_000, 1_000, 1_000, 86_400_000, 86_400_000, 1_000, 1_000, 1_000, 1_000,
  ])
})
