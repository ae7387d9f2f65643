import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confirmOutAfterMs, type StockState, transition } from './transitions.ts'

const minute = 60_000
const reopenWithinMs = 30 * minute
const at = (ms: number) => new Date(Date.UTC(2026, 0, 5, 14) + ms)
const unknown = { stock: 'out', closedAt: undefined } satisfies StockState

/** Runs readings [ms, status] and returns what happened at each. */
function run(readings: readonly (readonly [number, 'in' | 'out'])[]): readonly string[] {
  let state: StockState = unknown
  return readings.map(([ms, status]) => {
    const change = transition(state, status, at(ms))
    state = change.next
    return change.kind
  })
}

describe('transition', () => {
  it('opens an episode once and keeps it while stock stays', () => {
    expect(
      run([
        [0, 'out'],
        [15_000, 'in'],
        [30_000, 'in'],
      ]),
    ).toEqual(['stayed-out', 'opened', 'stayed-in'])
  })

  it('closes only after a second OUT reading two minutes after the first', () => {
    expect(
      run([
        [0, 'in'],
        [15_000, 'out'],
        [30_000, 'out'],
        [134_000, 'out'],
      ]),
    ).toEqual(['opened', 'missing', 'missing', 'closed'])
    expect(
      run([
        [0, 'in'],
        [15_000, 'out'],
        [133_000, 'out'],
      ]).at(-1),
    ).toBe('missing')
  })

  it('says between which two readings it went', () => {
    const lastIn: StockState = { stock: 'in', lastInAt: at(0), pendingOutAt: at(2 * minute) }
    expect(transition(lastIn, 'out', at(4 * minute))).toMatchObject({
      kind: 'closed',
      goneAfter: at(0),
      goneBefore: at(2 * minute),
    })
  })

  it('takes an IN between two OUT readings for a hiccup', () => {
    const kinds = run([
      [0, 'in'],
      [minute, 'out'],
      [2 * minute, 'in'],
      [4 * minute, 'out'],
      [5 * minute, 'out'],
    ])
    expect(kinds).toEqual(['opened', 'missing', 'stayed-in', 'missing', 'missing'])
  })

  it('reopens within 30 minutes of the close, else opens a new episode', () => {
    const closed: StockState = { stock: 'out', closedAt: at(0) }
    expect(transition(closed, 'in', at(reopenWithinMs)).kind).toBe('reopened')
    expect(transition(closed, 'in', at(reopenWithinMs + 1)).kind).toBe('opened')
  })

  it('holds its promises for any run of readings', () => {
    const readings = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 45 * minute }), fc.constantFrom('in' as const, 'out' as const)),
    )
    fc.assert(
      fc.property(readings, (steps) => {
        let state: StockState = unknown
        let now = 0
        let isOpen = false
        let firstOutAt: number | undefined
        for (const [pause, status] of steps) {
          now += pause
          const { kind, next } = transition(state, status, at(now))
          // Episodes alternate: none opens inside another, none closes twice.
          if (kind === 'opened' || kind === 'reopened') expect(isOpen).toBe(false)
          if (kind === 'closed') {
            expect(isOpen).toBe(true)
            expect(now - (firstOutAt ?? now)).toBeGreaterThanOrEqual(confirmOutAfterMs - 1_000)
          }
          isOpen = next.stock === 'in'
          firstOutAt = status === 'in' ? undefined : (firstOutAt ?? now)
          if (status === 'in') expect(isOpen).toBe(true)
          state = next
        }
      }),
    )
  })
})
