import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { type ReserveHarness, startReserving } from '../reserve-harness.ts'
import type { Step } from './reserve-model/model.ts'
import { play, type Story } from './reserve-model/play.ts'

let harness: ReserveHarness
beforeAll(async () => {
  harness = await startReserving({ poolSize: 10 })
})
afterAll(() => harness?.close())

const small = (max: number, min = 0) => fc.integer({ min, max })
const wish = fc.record({ who: small(2), item: small(1), quantity: small(3, 1) })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('reserve'), wishes: fc.array(wish, { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('tap twice'), wish }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('repeat', 'steal'), nth: small(9) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('cancel'), nth: small(9), late: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('collect'), nth: small(9) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('set left'), item: small(1), left: small(3) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restock'), item: small(1), count: small(3, 1) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('pause', 'resume', 'sell out') }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('expire', 'cancel all') }) },
)
const story: fc.Arbitrary<Story> = fc.record({
  quantities: fc.tuple(small(4, 1), small(3)),
  limit: small(4, 1),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
})

const runs = 2_000
/** Stories wait for the database most of the time, so several are played side by side. */
const sideBySide = 4

it(`${runs} stories of one offer end as the rules say`, { timeout: 300_000 }, async () => {
  await Promise.all(
    Array.from({ length: sideBySide }, () =>
      fc.assert(
        fc.asyncProperty(story, (one) => play(harness, one)),
        { numRuns: runs / sideBySide },
      ),
    ),
  )
})
