import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marksAfterMove, marksAtPublish, planSteps, type ScheduleFacts, type Step } from './plan.ts'

const minute = 60_000
const epoch = Date.UTC(2026, 10, 19, 13)
const at = (minutes: number) => new Date(epoch + minutes * minute)

const facts = (given: Partial<ScheduleFacts> = {}): ScheduleFacts => ({
  state: 'ACTIVE',
  pickupStart: at(180),
  pickupEnd: at(300),
  reconfirmAt: null,
  remindedStartAt: null,
  remindedEndAt: null,
  toldOverAt: null,
  closedAt: null,
  ...given,
})
const plan = (given: Partial<ScheduleFacts>, now = 0) =>
  planSteps(facts(given), at(now)).map(({ step, at: due }) => [step, (due.getTime() - epoch) / minute])

/** What each step marks, as the job does. */
const mark: Readonly<Record<Step, (now: Date) => Partial<ScheduleFacts>>> = {
  'ask-reconfirm': (now) => ({ reconfirmAt: now }),
  start: (now) => ({ remindedStartAt: now }),
  'end-soon': (now) => ({ remindedEndAt: now }),
  expire: () => ({ state: 'EXPIRED' }),
  over: (now) => ({ toldOverAt: now }),
  close: (now) => ({ closedAt: now }),
}

describe('the plan of an offer', () => {
  it('has its instants', () => {
    expect(plan({})).toEqual([
      ['ask-reconfirm', 120],
      ['start', 180],
      ['end-soon', 270],
      ['expire', 300],
      ['over', 300],
      ['close', 315],
    ])
  })
  it('is empty before publishing, after cancelling, and when all is done', () => {
    expect(plan({ state: 'DRAFT' })).toEqual([])
    expect(plan({ state: 'CANCELLED_BY_VENUE' })).toEqual([])
    expect(plan({ state: 'EXPIRED', closedAt: at(315) })).toEqual([])
  })
  it('goes on for the reservations of an ended offer, which does not expire any more', () => {
    expect(plan({ state: 'ENDED' }).map(([step]) => step)).toEqual([
      'ask-reconfirm',
      'start',
      'end-soon',
      'over',
      'close',
    ])
  })
  it('has no second reminder in a window of half an hour', () => {
    const steps = plan({ pickupEnd: at(210) }).map(([step]) => step)
    expect(steps).toEqual(['ask-reconfirm', 'start', 'expire', 'over', 'close'])
    expect(plan({ pickupEnd: at(211) }).map(([step]) => step)).toContain('end-soon')
  })
  it('leaves out what nobody could have reserved for yet, when it is published late', () => {
    expect(marksAtPublish(at(180), at(0))).toEqual({ reconfirmAt: null, remindedStartAt: null })
    expect(marksAtPublish(at(180), at(120))).toEqual({ reconfirmAt: at(120), remindedStartAt: null })
    expect(marksAtPublish(at(180), at(180))).toEqual({ reconfirmAt: at(180), remindedStartAt: at(180) })
  })
  it('does again what lies ahead again after the window moved', () => {
    const done = { reconfirmAt: at(1), remindedStartAt: at(2), remindedEndAt: at(3) }
    expect(marksAfterMove(facts(done), at(10))).toEqual({
      reconfirmAt: null,
      remindedStartAt: null,
      remindedEndAt: null,
    })
    expect(marksAfterMove(facts(done), at(200))).toEqual({ ...done, remindedEndAt: null })
    expect(marksAfterMove(facts(done), at(280))).toEqual(done)
  })

  it('does each step once, in order, never early, and late only while it still makes sense', () => {
    const window = fc.record({
      state: fc.constantFrom('ACTIVE', 'PAUSED', 'SOLD_OUT', 'ENDED'),
      start: fc.integer({ min: -60, max: 600 }),
      length: fc.integer({ min: 15, max: 600 }),
    })
    const looks = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(window, looks, ({ state, start, length }, pauses) => {
        let known = facts({ state, pickupStart: at(start), pickupEnd: at(start + length) })
        const done: Step[] = []
        let now = 0
        for (const pause of [...pauses, 2_000]) {
          now += pause
          for (const { step, at: due, isMissed } of planSteps(known, at(now))) {
            if (due > at(now)) break
            if (step === 'ask-reconfirm' && !isMissed) expect(at(now) < known.pickupStart).toBe(true)
            if ((step === 'start' || step === 'end-soon') && !isMissed) expect(at(now) < known.pickupEnd).toBe(true)
            if (step === 'over' && !isMissed) expect(at(now - 15) < known.pickupEnd).toBe(true)
            if (step === 'expire' || step === 'close') expect(isMissed).toBe(false)
            known = { ...known, ...mark[step](at(now)) }
            done.push(step)
          }
        }
        const order: readonly Step[] = ['ask-reconfirm', 'start', 'end-soon', 'expire', 'over', 'close']
        const wanted = order.filter(
          (step) => !(step === 'end-soon' && length <= 30) && !(step === 'expire' && state === 'ENDED'),
        )
        expect(done).toEqual(wanted)
        expect(planSteps(known, at(now))).toEqual([])
      }),
      { numRuns: 1_000 },
    )
  })
})
