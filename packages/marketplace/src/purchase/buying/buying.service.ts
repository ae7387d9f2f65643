import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import { confirmToken, homeButton } from '@bazaar/core/screens'
import type { Person } from '@bazaar/core/users'
import { readOffer } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import type { CancelRules } from '../cancel-rules.ts'
import { findDetails } from '../details.repository.ts'
import type { Receipts } from '../receipt.ts'
import { browseButton, mineButton, type Screen } from '../screen.ts'
import type { PickupCodes, Reservations } from '../types.ts'
import { dealScreen, itemsScreen, refusalScreen, refusalText, reservedAlert, reservedScreen } from './buying.screens.ts'
import { type Deal, readDeal } from './deal.repository.ts'
import { mostOf, type Refusal, refusalOf } from './deal.ts'

export interface BuyingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly reservations: Reservations
  readonly codes: PickupCodes
  readonly receipts: Receipts
  readonly rules: CancelRules
}

/** What the confirming button carries. */
export interface Confirmed {
  readonly item: bigint
  readonly quantity: number
  readonly terms: string
  readonly token: string
}

const toast = (text: TextSpec) => ({ toast: text })
const alert = (text: TextSpec) => ({ alert: text })
const unknown: Screen = {
  content: { text: key('purchase-refused-unknown'), keyboard: [[browseButton, homeButton]] },
  answer: alert(key('purchase-refused-unknown')),
}

export type Buying = ReturnType<typeof createBuying>

/** From an offer to a pickup code. */
export function createBuying({ db, clock, keyring, reservations, codes, receipts, rules }: BuyingDeps) {
  const newToken = () => confirmToken.create(clock.now())
  const dealOf = (itemId: bigint, userId: bigint, token: string) => readDeal(db.prisma, keyring, itemId, userId, token)

  function refused(refusal: Refusal, deal: Deal, token: string): Screen {
    const answer = alert(refusalText(refusal, deal.offer.business.timeZone))
    // Nothing happened and nothing changed: the card stays, to be pressed again.
    return refusal.outcome === 'busy' ? { answer } : { content: refusalScreen(refusal, deal, token), answer }
  }

  function card(deal: Deal, wanted: number, token: string): Screen {
    const refusal = refusalOf(deal, clock.now())
    if (refusal) return refused(refusal, deal, token)
    const most = mostOf(deal)
    const quantity = Math.min(Math.max(1, wanted), most)
    const content = dealScreen(deal, quantity, token, rules.freeUntil({ reservedAt: clock.now() }, deal.offer))
    if (quantity === wanted) return { content }
    return { content, answer: toast(wanted < 1 ? key('purchase-at-least') : key('purchase-at-most', { most })) }
  }

  /** It is not what the card said: it is drawn again, to be confirmed anew. */
  function changed(deal: Deal, quantity: number, token: string): Screen {
    const drawn = card(deal, quantity, token)
    return refusalOf(deal, clock.now()) ? drawn : { ...drawn, answer: alert(key('purchase-changed')) }
  }

  /** The card did its deed: where that stands now. Somebody may have sent it to a friend since; the code is theirs then. */
  async function boughtBefore(userId: bigint, deal: Deal, purchaseId: bigint): Promise<Screen> {
    const found = await findDetails(db.prisma, purchaseId)
    const answer = toast(key('purchase-already'))
    if (found?.purchase.userId !== userId)
      return { content: { text: key('purchase-already-sent'), keyboard: [[homeButton]] }, answer }
    const { purchase, offer } = found
    if (purchase.state !== 'CONFIRMED')
      return { content: { ...receipts.shown(purchase, offer), keyboard: [[mineButton, homeButton]] }, answer }
    return { content: reservedScreen(deal, purchase, codes.shown(purchase)), answer }
  }

  async function pick(userId: bigint, itemId: bigint, quantity: number, token: string): Promise<Screen> {
    const deal = await dealOf(itemId, userId, token)
    if (!deal) return unknown
    return deal.bought === undefined ? card(deal, quantity, token) : boughtBefore(userId, deal, deal.bought)
  }

  return {
    /** First which item, where there is a choice. */
    async open(userId: bigint, offerId: bigint): Promise<Screen> {
      const offer = await readOffer(db.prisma, offerId)
      const there = offer?.items.filter(({ left }) => left > 0) ?? []
      const only = there.length > 1 ? undefined : (there[0] ?? offer?.items[0])
      if (!offer?.publishedAt) return unknown
      if (only) return pick(userId, only.id, 1, newToken())
      return { content: itemsScreen(offer) }
    },
    pickItem: (userId: bigint, itemId: bigint): Promise<Screen> => pick(userId, itemId, 1, newToken()),
    pickQuantity: pick,

    /** The second press, from a double tap or another device, is shown what came of the first. */
    async confirm(
      { id: userId, firstName }: Pick<Person, 'id' | 'firstName'>,
      { item, quantity, terms, token }: Confirmed,
    ): Promise<Screen> {
      const deal = await dealOf(item, userId, token)
      if (!deal) return unknown
      if (deal.bought !== undefined) return boughtBefore(userId, deal, deal.bought)
      if (deal.terms !== terms || quantity < 1) return changed(deal, quantity, token)
      const named = { userId, customer: firstName, requestKey: token }
      const request = { ...named, offerId: deal.offer.id, itemId: item, quantity, terms }
      const outcome = await reservations.reserve(request)
      if (outcome.outcome === 'changed') return changed((await dealOf(item, userId, token)) ?? deal, quantity, token)
      if (outcome.outcome !== 'confirmed') return refused(outcome, deal, token)
      const { purchase } = outcome
      if (outcome.repeated) return boughtBefore(userId, deal, purchase.id)
      const code = codes.shown(purchase)
      return {
        content: reservedScreen(deal, purchase, code),
        answer: alert(reservedAlert(deal, purchase, code)),
      }
    },
  }
}
