import type { PressAnswer } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import type { Listeners } from '../../business/index.ts'
import type { OfferView } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { countOpenReservations } from '../changes/offer.repository.ts'
import type { OfferAccess } from '../changes/offer-access.ts'
import type { Transition, Transitions } from '../changes/transitions.service.ts'
import { checkAction, stateAt, stateText } from '../changes/transitions.ts'
import { listenButton } from './buttons.ts'
import {
  allergensScreen,
  dietsScreen,
  discardScreen,
  itemsScreen,
  limitScreen,
  moreScreen,
} from './contents.screens.ts'
import { drawOffer, salesOf } from './draw-offer.ts'
import { editScreen } from './edit.screens.ts'
import { endScreen, shareScreen } from './ending.screens.ts'
import { transitionNote } from './notes.ts'
import type { View } from './offer.callbacks.ts'
import { customerScreen, manageMoreScreen } from './offer.screens.ts'
import { isOver } from './sales.lines.ts'

/** What commands and buttons show alike. Every method refuses strangers. */
export interface OfferPresenter {
  readonly now: () => Date
  find(userId: bigint, offerId: bigint): Promise<OfferView>
  open(userId: bigint, offerId: bigint): Promise<MessageContent>
  draw(offer: OfferView): Promise<MessageContent>
  view(userId: bigint, offerId: bigint, view: View): Promise<MessageContent>
  /** What was done, above the offer as it is then; a press that changes nothing says so. */
  apply(
    userId: bigint,
    offerId: bigint,
    transition: Transition,
  ): Promise<{ readonly content: MessageContent; readonly answer: PressAnswer }>
}

export interface OfferPresenterDeps {
  readonly db: Db
  readonly access: OfferAccess
  readonly transitions: Transitions
  readonly listeners: Pick<Listeners, 'isOn'>
  readonly startLink: (payload: string) => Promise<string>
}

export function createOfferPresenter({
  db,
  access,
  transitions,
  listeners,
  startLink,
}: OfferPresenterDeps): OfferPresenter {
  const now = () => access.clock.now()
  const find = async (userId: bigint, offerId: bigint) => (await access.find(db.prisma, userId, offerId)).offer

  const draw = (offer: OfferView, note?: TextSpec) => drawOffer(db.prisma, offer, now(), note)

  const views: Readonly<Record<View, (offer: OfferView) => MessageContent | Promise<MessageContent>>> = {
    edit(offer) {
      checkAction('edit', offer, now())
      return editScreen(offer)
    },
    items: itemsScreen,
    allergens: allergensScreen,
    diets: dietsScreen,
    limit: limitScreen,
    more: moreScreen,
    async end(offer) {
      checkAction('end', offer, now())
      return endScreen(offer, await countOpenReservations(db.prisma, offer.id))
    },
    discard(offer) {
      checkAction('discard', offer, now())
      return discardScreen(offer)
    },
    rest: async (offer) => {
      if (isOver(stateAt(offer, now()))) return draw(offer)
      return manageMoreScreen(offer, now(), await salesOf(db.prisma, offer, now()))
    },
    customer: (offer) => customerScreen(offer, now()),
    share: async (offer) => shareScreen(offer, await startLink(`offer_${offer.id}`)),
  }

  /** Whoever publishes may want to hear of what comes of it. */
  async function withListening(userId: bigint, offer: OfferView, content: MessageContent): Promise<MessageContent> {
    if (await listeners.isOn(userId, offer.business.id)) return content
    return { ...content, keyboard: [[listenButton(offer.business.id)], ...(content.keyboard ?? [])] }
  }

  return {
    now,
    find,
    draw: (offer) => draw(offer),
    open: async (userId, offerId) => draw(await find(userId, offerId)),
    view: async (userId, offerId, view) => views[view](await find(userId, offerId)),
    async apply(userId, offerId, transition) {
      const result = await transitions.apply(userId, offerId, transition)
      const { offer } = result
      const content = await draw(offer, transitionNote(transition, result))
      if (result.outcome === 'done')
        return {
          content: transition === 'publish' ? await withListening(userId, offer, content) : content,
          answer: undefined,
        }
      const state = { text: stateText(offer.state) }
      return { content, answer: { toast: key('offer-unchanged', { id: shownId('O', offer.id), state }) } }
    },
  }
}
