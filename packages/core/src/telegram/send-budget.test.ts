import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createSendBudget } from './send-budget.ts'

function createMachine() {
  let time = 1_000_000_000
  return {
    now: () => time,
    advance(ms: number) {
      time += ms
    },
  }
}

describe('the send budget', () => {
  it('never lets more than 30 arrive in any second, whatever stalls, delays and replies there are', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 400 }),
      reply: fc.boolean(),
      transit: fc.integer({ min: 0, max: 100 }),
      back: fc.integer({ min: 0, max: 100 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const machine = createMachine()
        const budget = createSendBudget({ now: machine.now })
        const arrivals: number[] = []
        let answers: { at: number; answered: () => void }[] = []
        for (const [n, { wait, reply, transit, back }] of steps.entries()) {
          machine.advance(wait)
          for (const { at, answered } of answers) if (at <= machine.now()) answered()
          answers = answers.filter(({ at }) => at > machine.now())
          if (reply) budget.recordReply(1n)()
          for (let free = budget.freeBulk(); free > 0; free--) {
            const answered = budget.recordBulk(BigInt(1_000 + n))
            arrivals.push(machine.now() + transit)
            answers.push({ at: machine.now() + transit + back, answered })
          }
        }
        arrivals.sort((a, b) => a - b)
        for (const [n, at] of arrivals.entries()) expect(at - (arrivals[n - 30] ?? 0)).toBeGreaterThanOrEqual(1_000)
      }),
    )
  })

  it('reaches its rate', () => {
    const machine = createMachine()
    const budget = createSendBudget({ now: machine.now })
    let sent = 0
    for (let ms = 0; ms < 10_000; ms += 5) {
      for (let free = budget.freeBulk(); free > 0; free--, sent++) budget.recordBulk(BigInt(sent))()
      machine.advance(5)
    }
    expect(sent).toBeGreaterThanOrEqual(285)
  })

  it('lets bulk wait while people are answered, but not for ever', () => {
    const machine = createMachine()
    const budget = createSendBudget({ now: machine.now })
    for (let n = 0; n < 500; n++) budget.recordReply(BigInt(n))
    expect(budget.freeBulk()).toBe(0)
    expect(budget.bulkWaitMs()).toBeGreaterThan(500)
    machine.advance(3_000)
    expect(budget.freeBulk()).toBeGreaterThan(0)
  })

  it('cools chats: a second between unprompted messages, replies in a short burst, groups by the minute', () => {
    const machine = createMachine()
    const budget = createSendBudget({ now: machine.now })
    budget.recordReply(1n)
    expect(budget.coolingChats().has(1n)).toBe(false)
    budget.recordBulk(1n)
    expect(budget.coolingChats().get(1n)).toBe(machine.now() + 1_000)
    for (let n = 0; n < 20; n++) {
      budget.recordReply(-5n)
      machine.advance(2_000)
    }
    expect(budget.coolingChats().has(1n)).toBe(false)
    expect(budget.coolingChats().get(-5n)).toBe(machine.now() + 20_000)
  })

  it('leaves room for what other processes send', async () => {
    const exchanged = vi.fn(async () => 20)
    const budget = createSendBudget({ shared: { exchange: exchanged }, now: () => 1_000_000_000 })
    budget.recordReply(1n)
    await vi.waitFor(() => expect(exchanged).toHaveBeenCalledTimes(2), { timeout: 2_000 })
    for (let n = 0; n < 4; n++) budget.recordBulk(BigInt(n))
    // 9 a second are left, one each 111 ms instead of 34.
    expect(budget.bulkWaitMs()).toBeGreaterThan(100)
    budget.close()
  })
})
