import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
  it('never gives bulk more than its rate in any second, whatever stalls and replies there are', () => {
    const step = fc.record({ wait: fc.integer({ min: 0, max: 400 }), replies: fc.integer({ min: 0, max: 3 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const machine = createMachine()
        const budget = createSendBudget({ now: machine.now })
        const bulk: number[] = []
        for (const [n, { wait, replies }] of steps.entries()) {
          machine.advance(wait)
          for (let i = 0; i < replies; i++) budget.recordReply(BigInt(1 + i))
          for (let free = budget.freeBulk(); free > 0; free--) {
            budget.recordBulk(BigInt(1_000 + n))
            bulk.push(machine.now())
          }
        }
        for (const [n, at] of bulk.entries()) expect(at - (bulk[n - 29] ?? 0)).toBeGreaterThanOrEqual(1_000)
      }),
    )
  })

  it('reaches its rate', () => {
    const machine = createMachine()
    const budget = createSendBudget({ now: machine.now })
    let sent = 0
    for (let ms = 0; ms < 10_000; ms += 5) {
      for (let free = budget.freeBulk(); free > 0; free--, sent++) budget.recordBulk(BigInt(sent))
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
    const budget = createSendBudget({ shared: { exchange: async () => 20 } })
    await expect.poll(() => budget.freeBulk(), { timeout: 2_000 }).toBeLessThan(4)
    budget.close()
  })
})
