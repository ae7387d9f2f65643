import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellOf, type Point } from '../../cell.ts'
import { areaOf, areasWithin } from './areas.ts'
import { distanceBetween, earthRadius } from './distance.ts'
import { ringsAround } from './rings.ts'

const place = (latitude: number, longitude: number): Point => ({ latitude, longitude })
const anywhere = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 179.999_999, noNaN: true }),
})
const metres = fc.constantFrom(1_000, 3_000, 5_000, 10_000, 30_000)

/** The place that lies so many metres away in a direction. */
function walk({ latitude, longitude }: Point, far: number, bearing: number): Point {
  const [from, angle] = [(latitude * Math.PI) / 180, far / earthRadius]
  const up = Math.asin(Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(bearing))
  const across = Math.atan2(
    Math.sin(bearing) * Math.sin(angle) * Math.cos(from),
    Math.cos(angle) - Math.sin(from) * Math.sin(up),
  )
  const east = longitude + (across * 180) / Math.PI
  return place((up * 180) / Math.PI, ((((east + 180) % 360) + 360) % 360) - 180)
}
const nearby = fc.record({
  center: anywhere,
  reach: metres,
  share: fc.double({ min: 0, max: 0.999, noNaN: true }),
  bearing: fc.double({ min: 0, max: 6.28, noNaN: true }),
})

describe('distances', () => {
  it.each([
    ['Berlin to Hamburg', place(52.5219, 13.4132), place(53.5503, 10.0006), 255_000],
    ['over the 180th meridian', place(-16.8, 179.95), place(-16.8, -179.95), 10_645],
    ['pole to pole', place(90, 0), place(-90, 77), Math.PI * earthRadius],
    ['to the same place', place(52.5, 13.4), place(52.5, 13.4), 0],
  ])('%s', (_name, from, to, expected) => {
    expect(Math.abs(distanceBetween(from, to) - expected)).toBeLessThanOrEqual(Math.max(1, expected / 200))
  })
})

describe('rings of cells', () => {
  it('hold every place within reach exactly once', () => {
    fc.assert(
      fc.property(nearby, ({ center, reach, share, bearing }) => {
        const cell = cellOf(walk(center, reach * share, bearing))
        const hits = ringsAround(center, reach).filter(({ low, high }) => low <= cell && cell <= high)
        expect(hits).toHaveLength(1)
      }),
      { numRuns: 2_000 },
    )
  })

  it('come nearest first, and few enough to walk', () => {
    const rings = ringsAround(place(52.5, 13.4), 30_000)
    expect(rings.length).toBeLessThan(400)
    const [first, last] = [rings[0], rings.at(-1)]
    const center = cellOf(place(52.5, 13.4))
    expect(Math.abs((first?.low ?? 0) - center)).toBeLessThan(Math.abs((last?.low ?? 0) - center))
    expect(ringsAround(place(89.99, 0), 30_000).length).toBeLessThan(400)
  })
})

describe('areas of saved searches', () => {
  it('within reach of an offer contain the place of every search that reaches it', () => {
    fc.assert(
      fc.property(nearby, ({ center, share, bearing }) => {
        const search = walk(center, 10_000 * share, bearing)
        expect(areasWithin(center, 10_000)).toContain(areaOf(search))
      }),
      { numRuns: 1_000 },
    )
  })
})
