import type { Tx } from '@bazaar/core/db'
import { lockFacts } from '../clock/clock.service.ts'
import { marksAfterMove } from '../clock/plan.ts'
import { readOffer } from '../offer.repository.ts'
import { checkEnd, checkLength, laterOf } from '../window/window-rules.ts'
import type { EditsDeps } from './edits.service.ts'
import type { Edit } from './edits.ts'
import type { Opened } from './kit.ts'

type WindowEdit = Extract<Edit, { readonly what: 'start' | 'end' }>

/** Moves a window; buyers of a published offer are told. Returns how many. */
export function createWindowEdits({ offerClock, news }: Pick<EditsDeps, 'offerClock' | 'news'>) {
  return async (tx: Tx, { offer, venue, now }: Opened, edit: WindowEdit): Promise<number> => {
    const pickupStart = edit.what === 'start' ? laterOf(edit.start, now) : offer.pickupStart
    const pickupEnd = edit.what === 'end' ? edit.end : offer.pickupEnd
    if (edit.what === 'end') checkEnd(pickupEnd, now, venue.timeZone)
    checkLength({ start: laterOf(pickupStart, now), end: pickupEnd }, venue.timeZone)
    const where = { id: offer.id }
    await tx.marketplaceOffer.update({ where, data: { pickupStart, pickupEnd } })
    if (offer.state === 'DRAFT') return 0
    const facts = await lockFacts(tx, offer.id)
    if (facts) await tx.marketplaceOffer.update({ where, data: marksAfterMove(facts, now) })
    await offerClock.schedule(tx, offer.id)
    const moved =
      pickupStart.getTime() !== offer.pickupStart.getTime() || pickupEnd.getTime() !== offer.pickupEnd.getTime()
    const after = moved ? await readOffer(tx, offer.id) : undefined
    return after ? news.windowChanged(tx, after) : 0
  }
}
