import type { ListingReading } from '../../etsy/index.ts'
import type { Cause } from '../types.ts'
import type { KnownListing } from './plans.ts'

/** So many pieces that go at once are somebody's edit: a stocktaking, a market stall. */
const mostSoldAtOnce = 10

/** Less than before, and nothing else is different: it was bought. Otherwise somebody edited the listing. */
export function guessCause(known: KnownListing, reading: ListingReading): Cause {
  const before = new Map(known.variations.map((one) => [one.key, one.quantity]))
  const deltas = reading.variations.map((one) => one.quantity - (before.get(one.key) ?? 0))
  const gone = deltas.reduce((sum, delta) => sum - Math.min(0, delta), 0)
  const isEdited =
    known.fingerprint !== reading.fingerprint || deltas.some((delta) => delta > 0) || gone > mostSoldAtOnce
  return isEdited ? 'edited' : 'sold'
}
