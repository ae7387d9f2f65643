import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, countSteps, emptyTrack, type Report, type Track } from './index.ts'

/** Centimetres of latitude are the same everywhere: 1 m is about 9 millionths of a degree. */
const metre = 1_000_000 / 111_195.08
const north = (metres: number, at: number, accuracy?: number): Report => ({
  latitude: Math.round(55_750_000 + metres * metre),
  longitude: 37_600_000,
  at,
  accuracy,
})
const walk = (reports: readonly Report[]): Track => reports.reduce(advance, emptyTrack)
const metresOf = ({ tally }: Track) => Math.round(tally.countedCm / 100)

describe('a walk', () => {
  it('counts what was walked, however slowly: the anchor waits for 5 m', () => {
    const slow = Array.from({ length: 200 }, (_, index) => north(index * 0.4, index * 5))
    expect(metresOf(walk(slow))).toBeGreaterThan(74)
    expect(metresOf(walk(slow))).toBeLessThanOrEqual(80)
  })

  it('counts nothing of a place that trembles', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 100 }), (offsets) => {
        const reports = offsets.map((cm, index) => north(cm / 100, index * 5))
        expect(walk(reports).tally.countedCm).toBe(0)
      }),
    )
  })

  it('says why distance does not count', () => {
    const fast = walk([north(0, 0), north(100, 30)])
    expect(fast.tally).toMatchObject({ countedCm: 0, notCountedCm: { fast: expect.closeTo(10_000, -2) } })
    const gap = walk([north(0, 0), north(100, 301)])
    expect(gap.tally.notCountedCm.gap).toBeCloseTo(10_000, -2)
    const blurred = walk([north(0, 0), north(40, 120, 80), north(100, 301)])
    expect(blurred.tally.notCountedCm).toMatchObject({ gap: 0, inaccurate: expect.closeTo(10_000, -2) })
    const jump = walk([north(0, 0), north(100_000, 60), north(100_010, 70)])
    expect(jump.tally).toMatchObject({ jumps: 1, countedCm: expect.closeTo(1_000, -2), notCountedCm: { fast: 0 } })
  })

  it('bridges a few inaccurate reports, and five minutes without any', () => {
    expect(metresOf(walk([north(0, 0), north(500, 60, 51), north(100, 120, 50)]))).toBe(100)
    expect(metresOf(walk([north(0, 0), north(100, 300)]))).toBe(100)
  })

  it('makes no slow walk out of a bus that waited', () => {
    const standing = Array.from({ length: 49 }, (_, index) => north(0, index * 5))
    const { tally } = walk([...standing, north(400, 270)])
    expect(tally).toMatchObject({ countedCm: 0, notCountedCm: { fast: expect.closeTo(40_000, -2) } })
  })

  it('adds up: every centimetre is counted or has a reason', () => {
    const report = fc.record({
      dt: fc.integer({ min: 1, max: 600 }),
      dx: fc.integer({ min: -2_000, max: 2_000 }),
      accuracy: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(report, { maxLength: 60 }), (moves) => {
        let [at, x] = [0, 0]
        const reports = moves.map(({ dt, dx, accuracy }) => {
          at += dt
          x += dx
          return north(x, at, accuracy)
        })
        const { tally } = walk(reports)
        const { walked, counted, notCounted } = countSteps(tally)
        expect(walked).toBe(counted + notCounted.fast + notCounted.inaccurate + notCounted.gap)
        // At most a walk of 8 km/h all the time.
        expect(tally.countedCm).toBeLessThanOrEqual((at * 800_000) / 3600 + 1)
      }),
    )
  })
})
