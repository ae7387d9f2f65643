import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type OfferView, readOffer } from '../../catalog/index.ts'
import type { PurchaseNews } from '../../purchase/index.ts'
import { shownId } from '../../shown-id.ts'
import { mostMoves } from '../limits.ts'
import { marksAfterMove } from '../schedule/plan.ts'
import { lockFacts, type OfferScheduler } from '../schedule/scheduler.service.ts'
import { checkEnd, checkLength, laterOf } from '../window/window-rules.ts'
import type { Edit } from './edits.ts'
import type { Opened } from './offer-access.ts'

type WindowEdit = Extract<Edit, { readonly what: 'start' | 'end' }>

interface WindowEditDeps {
  readonly offerScheduler: OfferScheduler
  readonly news: PurchaseNews
}

/** Moves a window; buyers of a published offer are told. Returns how many. */
export function createWindowEdit({ offerScheduler, news }: WindowEditDeps) {
  return async (tx: Tx, { offer, venue, now }: Opened, edit: WindowEdit): Promise<number> => {
    const pickupStart = edit.what === 'start' ? laterOf(edit.start, now) : offer.pickupStart
    const pickupEnd = edit.what === 'end' ? edit.end : offer.pickupEnd
    if (edit.what === 'end') checkEnd(pickupEnd, now, venue.timeZone)
    checkLength({ start: laterOf(pickupStart, now), end: pickupEnd }, venue.timeZone)
    const moved =
      pickupStart.getTime() !== offer.pickupStart.getTime() || pickupEnd.getTime() !== offer.pickupEnd.getTime()
    const where = { id: offer.id }
    const counted = moved && isReserved(offer) ? await countMove(tx, offer.id) : {}
    await tx.marketplaceOffer.update({ where, data: { pickupStart, pickupEnd, ...counted } })
    if (offer.state === 'DRAFT') return 0
    const facts = await lockFacts(tx, offer.id)
    if (facts) await tx.marketplaceOffer.update({ where, data: marksAfterMove(facts, now) })
    await offerScheduler.schedule(tx, offer.id)
    const after = moved ? await readOffer(tx, offer.id) : undefined
    return after ? news.windowChanged(tx, after) : 0
  }
}

const isReserved = ({ items }: OfferView): boolean => items.some(({ committed }) => committed > 0)

/** @throws AppError when buyers were told of another window too often already */
async function countMove(tx: Tx, id: bigint) {
  const { windowMoves } = await tx.marketplaceOffer.findUniqueOrThrow({ where: { id }, select: { windowMoves: true } })
  if (windowMoves >= mostMoves)
    throw new AppError('marketplace-offer-moved-often', { id: shownId('O', id), max: mostMoves })
  return { windowMoves: windowMoves + 1 }
}
