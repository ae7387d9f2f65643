import fc from 'fast-check'
import { expect, it } from 'vitest'
import { slide, type WindowCounts } from './sliding-window.ts'

const hits = fc.array(fc.record({ waitMs: fc.integer({ min: 0, max: 250 }), cost: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 60,
})
const windowMs = 100

it('lets at most max through in each window, and says exactly how long to wait', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), hits, (max, steps) => {
      let counts: WindowCounts | undefined
      let nowMs = 1_700_000_000_000
      const passed = new Map<number, number>()
      for (const { waitMs, cost } of steps) {
        nowMs += waitMs
        const before = counts
        const result = slide(before, { max, windowMs, cost, nowMs })
        counts = result.counts
        const { decision } = result
        if (decision.allowed) {
          const index = Math.floor(nowMs / windowMs)
          passed.set(index, (passed.get(index) ?? 0) + cost)
        } else if (cost <= max) {
          const later = (ms: number) => slide(before, { max, windowMs, cost, nowMs: nowMs + ms }).decision.allowed
          expect(later(decision.retryAfterMs)).toBe(true)
          expect(later(decision.retryAfterMs - 1)).toBe(false)
        }
      }
      expect(Math.max(0, ...passed.values())).toBeLessThanOrEqual(max)
    }),
  )
})

it('does not let a burst at the border of two windows double the limit', () => {
  const nowMs = 1_700_000_000_000
  const full = slide(undefined, { max: 10, windowMs, cost: 10, nowMs: nowMs + 99 })
  expect(full.decision.allowed).toBe(true)
  expect(slide(full.counts, { max: 10, windowMs, cost: 1, nowMs: nowMs + 101 }).decision.allowed).toBe(false)
  expect(slide(full.counts, { max: 10, windowMs, cost: 5, nowMs: nowMs + 150 }).decision.allowed).toBe(true)
})
