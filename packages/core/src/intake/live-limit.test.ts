import { describe, expect, it } from 'vitest'
import { createLiveLimit } from './live-limit.ts'

const move = (at: number, isLast = false) => ({ from: 7, at, isLast })

describe('moves of live locations', () => {
  it('are left out beyond what any client sends, the end never', () => {
    const limit = createLiveLimit()
    const allowed = Array.from({ length: 40 }, () => limit.allows(move(1_000)))
    expect(allowed.filter(Boolean)).toHaveLength(15)
    expect(limit.allows(move(1_000, true))).toBe(true)
    expect(limit.allows({ ...move(1_000), from: 8 })).toBe(true)
  })

  it('are all taken when an outage held them back', () => {
    const limit = createLiveLimit()
    for (let at = 0; at < 3_600; at++) expect(limit.allows(move(at))).toBe(true)
  })
})
