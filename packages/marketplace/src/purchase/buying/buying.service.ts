import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import { confirmToken, homeButton } from '@bazaar/core/screens'
import type { Person } from '@bazaar/core/users'
import { readOffer } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import type { CancelRules } from '../cancel-rules.ts'
import { lockDetails } from '../details.repository.ts'
import type { Living, Place } from '../living.ts'
import { browseButton, mineButton, type Screen } from '../screen.ts'
import type { PickupCodes, Reservations } from '../types.ts'
import { dealScreen, itemsScreen, refusalScreen, refusalText } from './buying.screens.ts'
import { type Deal, readDeal } from './deal.repository.ts'
import { mostOf, type Refusal, refusalOf } from './deal.ts'

export interface BuyingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly reservations: Reservations
  readonly codes: PickupCodes
  readonly living: Living
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

const already = key('purchase-already')
const sentSince: Screen = {
  content: { text: key('purchase-already-sent'), keyboard: [[homeButton]] },
  answer: toast(already),
}

export type Buying = ReturnType<typeof createBuying>

/** From an offer to a pickup code. */
export function createBuying({ db, clock, keyring, reservations, codes, living, rules }: BuyingDeps) {
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
    const now = clock.now()
    const content = dealScreen(deal, quantity, token, {
      freeUntil: rules.freeUntil({ reservedAt: now }, deal.offer),
      now,
    })
    if (quantity === wanted) return { content }
    return { content, answer: toast(wanted < 1 ? key('purchase-at-least') : key('purchase-at-most', { most })) }
  }

  /** It is not what the card said: it is drawn again, to be confirmed anew. */
  function changed(deal: Deal, quantity: number, token: string): Screen {
    const drawn = card(deal, quantity, token)
    return refusalOf(deal, clock.now()) ? drawn : { ...drawn, answer: alert(key('purchase-changed')) }
  }

  /** The card did its deed: where that stands now. Somebody may have sent it to a friend since; the code is theirs then. */
  const boughtBefore = (userId: bigint, purchaseId: bigint, place: Place): Promise<Screen> =>
    db.tx(async (tx) => {
      const found = await lockDetails(tx, purchaseId)
      if (found?.purchase.userId !== userId) return sentSince
      const { purchase, offer } = found
      const isOpen = purchase.state === 'CONFIRMED'
      await living.bring(tx, purchase, offer, place, isOpen ? {} : { more: [[mineButton, homeButton]] })
      return { answer: toast(isOpen ? key('purchase-already-code', { code: codes.shown(purchase) }) : already) }
    })

  async function pick(userId: bigint, itemId: bigint, quantity: number, token: string, place?: Place): Promise<Screen> {
    const deal = await dealOf(itemId, userId, token)
    if (!deal) return unknown
    return deal.bought === undefined || !place ? card(deal, quantity, token) : boughtBefore(userId, deal.bought, place)
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
    pickQuantity: (
      userId: bigint,
      place: Place,
      { item, quantity, token }: Omit<Confirmed, 'terms'>,
    ): Promise<Screen> => pick(userId, item, quantity, token, place),

    /** The second press, from a double tap or another device, is shown what came of the first. */
    async confirm(
      { id: userId, firstName }: Pick<Person, 'id' | 'firstName'>,
      place: Place,
      { item, quantity, terms, token }: Confirmed,
    ): Promise<Screen> {
      const deal = await dealOf(item, userId, token)
      if (!deal) return unknown
      if (deal.bought !== undefined) return boughtBefore(userId, deal.bought, place)
      if (deal.terms !== terms || quantity < 1) return changed(deal, quantity, token)
      const named = { userId, customer: firstName, requestKey: token }
      const seen = { terms, food: deal.offer, card: place.onto }
      const request = { ...named, ...seen, offerId: deal.offer.id, itemId: item, quantity }
      const outcome = await reservations.reserve(request)
      if (outcome.outcome === 'changed') return changed((await dealOf(item, userId, token)) ?? deal, quantity, token)
      if (outcome.outcome !== 'confirmed') return refused(outcome, deal, token)
      const { purchase } = outcome
      if (outcome.repeated) return boughtBefore(userId, purchase.id, place)
      // The card becomes the receipt by the message that was written with the reservation.
      return { answer: toast(key('purchase-reserved-toast', { code: codes.shown(purchase) })) }
    },
  }
}
