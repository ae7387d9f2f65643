import type { Clock } from '@bazaar/core/clock'
import type { Prisma, Tx } from '@bazaar/core/db'
import { primary } from '@bazaar/core/screens'
import type { OfferView } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import type { CancelRules } from '../cancel-rules.ts'
import type { Living } from '../living.ts'
import { askScreen, missedScreen } from '../no-shows/no-show.screens.ts'
import type { NoShows } from '../no-shows/no-shows.service.ts'
import { type Strikes, strikesToReconfirm } from '../no-shows/strikes.ts'
import { purchaseParams } from '../purchase.lines.ts'
import type { Messages } from '../purchase.messages.ts'
import { toPurchaseView } from '../purchase.view.ts'
import type { Receipts } from '../receipt.ts'
import { browseButton } from '../screen.ts'
import type { PurchaseNews, PurchaseView, Reservations } from '../types.ts'
import { cancelledScreen, droppedScreen, reminderNote, windowChangedScreen } from './news.screens.ts'

export interface NewsDeps {
  readonly clock: Clock
  readonly reservations: Reservations
  readonly rules: CancelRules
  readonly strikes: Strikes
  readonly messages: Messages
  readonly living: Living
  readonly receipts: Receipts
  readonly noShows: Pick<NoShows, 'listMissed'>
  /** Nearby offers for people who lost theirs. */
  alternatives(tx: Tx, offer: OfferView, limit: number): Promise<readonly OfferView[]>
}

const alternativesShown = 3
/** Somebody may be on the way. */
const soonMs = 60 * 60_000

async function listOpen(tx: Tx, offerId: bigint, more: Prisma.MarketplacePurchaseWhereInput = {}) {
  const where = { offerId, state: 'CONFIRMED', ...more }
  return (await tx.marketplacePurchase.findMany({ where, orderBy: { id: 'asc' } })).map(toPurchaseView)
}

const offerEntity = ({ id }: OfferView): string => `offer:${id}`

export function createNews(deps: NewsDeps): PurchaseNews {
  const { clock, reservations, rules, strikes, messages, living, receipts, noShows, alternatives } = deps

  /** Nobody said in time that they are coming. */
  async function drop(tx: Tx, purchase: PurchaseView, offer: OfferView, now: Date): Promise<boolean> {
    if (!(await reservations.cancelByCustomer(tx, purchase.id, now, false))) return false
    const content = {
      text: key('purchase-told-dropped', purchaseParams(purchase, offer)),
      keyboard: [[primary(browseButton)]],
    }
    await living.tell(tx, [purchase], offer, 'dropped', () => content)
    return true
  }

  return {
    async offerCancelled(tx, offer, reason, now) {
      const cancelled = await reservations.cancelByVenue(tx, offer.id, now)
      if (cancelled.length === 0) return 0
      const others = await alternatives(tx, offer, alternativesShown)
      return living.tell(tx, cancelled, offer, 'cancelled-by-venue', (purchase) =>
        cancelledScreen(purchase, offer, reason, others),
      )
    },

    async windowChanged(tx, offer) {
      const open = await listOpen(tx, offer.id)
      const { pickupEnd } = offer
      // Whoever was asked for the old window is asked again for the new one.
      await tx.marketplacePurchase.updateMany({
        where: { offerId: offer.id, state: 'CONFIRMED', reconfirmedAt: null },
        data: { reconfirmBy: null },
      })
      await tx.marketplaceTransfer.updateMany({
        where: { purchase: { offerId: offer.id }, usedAt: null, createdAt: { lt: pickupEnd } },
        data: { expiresAt: pickupEnd },
      })
      const now = clock.now()
      const unasked = open.map((one) => (one.reconfirmedAt ? one : { ...one, reconfirmBy: undefined }))
      await living.refresh(tx, unasked, offer)
      const isSoon = (at: Date) => at >= now && at.getTime() <= now.getTime() + soonMs
      const isUrgent = isSoon(offer.pickupStart) || isSoon(pickupEnd)
      const write = (purchase: PurchaseView, until: Date) => {
        const isFree = rules.judge(purchase, offer, until) === 'free'
        return windowChangedScreen(purchase, offer, isFree ? rules.freeUntil(purchase, offer) : undefined)
      }
      await messages.tellLatest(tx, open, write, isUrgent)
      return open.length
    },

    async remind(tx, offer, which) {
      const at = which === 'start' ? offer.pickupStart : offer.pickupEnd
      const note = reminderNote(offer, which, clock.now())
      const write = (purchase: PurchaseView) => receipts.shown(purchase, offer, { note })
      return living.tell(tx, await listOpen(tx, offer.id), offer, `${which}-${at.getTime()}`, write)
    },

    async askReconfirm(tx, offer) {
      const now = clock.now()
      if (now >= offer.pickupStart) return 0
      const unasked = await listOpen(tx, offer.id, { reconfirmedAt: null })
      const counts = await strikes.count(
        tx,
        unasked.map(({ userId }) => userId),
        now,
      )
      const asked = unasked.filter(({ userId }) => (counts.get(userId) ?? 0) >= strikesToReconfirm)
      const ids = asked.map(({ id }) => id)
      await tx.marketplacePurchase.updateMany({ where: { id: { in: ids } }, data: { reconfirmBy: offer.pickupStart } })
      // Whoever was asked for another window is asked again, also when only its end has moved.
      const window = `${offer.pickupStart.getTime()}-${offer.pickupEnd.getTime()}`
      const transition = ({ codeVersion }: PurchaseView) => `reconfirm-${codeVersion}-${window}`
      const open = asked.map((purchase): PurchaseView => ({ ...purchase, reconfirmBy: offer.pickupStart }))
      const told = await living.tell(tx, open, offer, transition, (purchase) => receipts.shown(purchase, offer))
      // Who was asked for this very window before, which has moved to and fro, sees the question again where the receipt stands.
      if (told < open.length) await living.refresh(tx, await listOpen(tx, offer.id, { id: { in: ids } }), offer)
      return told
    },

    async dropUnconfirmed(tx, offer) {
      const now = clock.now()
      if (now < offer.pickupStart) return 0
      // Only who was asked: at that moment `reconfirmBy` became the start of this very window.
      const due = await listOpen(tx, offer.id, { reconfirmBy: offer.pickupStart, reconfirmedAt: null })
      const dropped: PurchaseView[] = []
      for (const purchase of due) if (await drop(tx, purchase, offer, now)) dropped.push(purchase)
      if (dropped.length > 0)
        await messages.tellVenue(
          tx,
          offer.business.id,
          offerEntity(offer),
          `dropped-${now.getTime()}`,
          droppedScreen(dropped, offer),
        )
      return dropped.length
    },

    async windowOver(tx, offer) {
      const open = await listOpen(tx, offer.id)
      await living.refresh(tx, open, offer)
      return open.length
    },

    async closeMissed(tx, offer) {
      const now = clock.now()
      const missed = await reservations.closeMissed(tx, offer.id, now)
      if (missed.length === 0) return 0
      const closed = missed.map((before): PurchaseView => ({ ...before, state: 'UNCONFIRMED', missedAt: now }))
      await living.tell(tx, closed, offer, 'missed', (purchase) => askScreen(purchase, offer))
      const content = missedScreen(await noShows.listMissed(tx, offer.id, 0n), offer, 0n)
      await messages.tellVenue(tx, offer.business.id, offerEntity(offer), `missed-${now.getTime()}`, content)
      return missed.length
    },
  }
}
