import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { createFakeClock } from '@bazaar/testing'
import { createBusinesses } from '../../../src/business/businesses.service.ts'
import { createEdits, type EditsDeps } from '../../../src/offer/changes/edits.service.ts'
import { createOfferAccess } from '../../../src/offer/changes/offer-access.ts'
import { createTransitions, type TransitionsDeps } from '../../../src/offer/changes/transitions.service.ts'
import { createReservations } from '../../../src/purchase/reserve/index.ts'
import type { Reservations } from '../../../src/purchase/types.ts'
import { type Offer, type ReserveHarness, receipt } from '../../reserve-harness.ts'

/** What one offer looks like in the database. */
export interface Seen {
  readonly state: string
  readonly forced: boolean
  readonly quantities: readonly number[]
  readonly committed: readonly number[]
  /** In the order in which they were sold. */
  readonly sold: readonly { readonly key: string; readonly state: string; readonly receipts: number }[]
}

const seeSql = `
SELECT o.state, o.forced_sold_out AS forced,
  (SELECT json_agg(i.quantity ORDER BY i.position) FROM marketplace_item i WHERE i.offer_id = o.id) AS quantities,
  (SELECT json_agg(i.committed ORDER BY i.position) FROM marketplace_item i WHERE i.offer_id = o.id) AS committed,
  coalesce((SELECT json_agg(json_build_object('key', p.request_key, 'state', p.state,
      'receipts', (SELECT count(*) FROM core_delivery d WHERE d.notification_id = p.receipt_id)) ORDER BY p.id)
    FROM marketplace_purchase p WHERE p.offer_id = o.id), '[]') AS sold
FROM marketplace_offer o WHERE o.id = $1`

/** The product's services around one offer; its time is its own. */
export interface RealOffer {
  readonly offer: Offer
  readonly reservations: Reservations
  now(): Date
  advance(ms: number): void
  /** False = refused, and nothing changed. */
  change(what: 'pause' | 'resume' | 'sold-out'): Promise<boolean>
  edit(edit: { what: 'left'; left: number } | { what: 'add-units'; count: number }, item: number): Promise<boolean>
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  see(): Promise<Seen>
}

async function unlessRefused(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

export async function createRealOffer(
  harness: ReserveHarness,
  given: { readonly quantities: readonly number[]; readonly limit: number },
): Promise<RealOffer> {
  const { db, venue } = harness
  const offer = await harness.offer({
    perPersonLimit: given.limit,
    items: given.quantities.map((quantity) => ({ quantity })),
  })
  const clock = createFakeClock(harness.clock.now())
  const reservations = createReservations({ ...harness.core, clock }, receipt)
  const access = createOfferAccess({ businesses: createBusinesses(db), clock })
  // What these transitions and edits never touch: jobs, news and events.
  const transitions = createTransitions({ db, access } as TransitionsDeps)
  const edits = createEdits({ db, access } as EditsDeps)
  const owner = venue.ownerId
  return {
    offer,
    reservations,
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    change: (what) => unlessRefused(transitions.apply(owner, offer.id, what)),
    edit: (edit, item) => unlessRefused(edits.press(owner, offer.id, { ...edit, item: offer.items[item]?.id ?? 0n })),
    tx: (work) => db.tx(work),
    async see() {
      const { rows } = await db.pool.query<Seen>({ name: 'see-offer', text: seeSql, values: [String(offer.id)] })
      if (!rows[0]) throw new Error(`Offer ${offer.id} is gone.`)
      return rows[0]
    },
  }
}
