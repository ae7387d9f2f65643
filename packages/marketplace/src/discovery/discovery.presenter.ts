import type { Core } from '@bazaar/core/feature'
import type { MessageContent } from '@bazaar/core/notifications'
import { availabilityOf } from '../catalog/index.ts'
import { cardMoreScreen, cardScreen, emptyScreen } from './browse/browse.screens.ts'
import type { Browse, Look } from './browse/browse.service.ts'
import type { Follows } from './follow/follow.service.ts'
import { offerMoreScreen, offerScreen } from './pages/offer-page.screen.ts'
import type { OfferPages } from './pages/offer-page.service.ts'
import { venueScreen } from './pages/venue-page.screen.ts'
import type { VenuePages } from './pages/venue-page.service.ts'
import { type Screen, toast } from './screen.ts'
import { followingScreen } from './search/search.screens.ts'
import type { Searches } from './search/searches.service.ts'
import { shareButton } from './share.ts'
import { whereScreen } from './where/where.screens.ts'
import type { Where } from './where/where.service.ts'

export interface PresenterDeps {
  readonly core: Pick<Core, 'clock' | 'startLink'>
  readonly browse: Browse
  readonly follows: Follows
  readonly offerPages: OfferPages
  readonly searches: Searches
  readonly venuePages: VenuePages
  readonly where: Where
}

/** What people see: the services' answers as messages. */
export function createPresenter({ core, browse, follows, offerPages, searches, venuePages, where }: PresenterDeps) {
  const share = (payload: string) => shareButton(core, payload)

  async function ofLook(userId: bigint, look: Look): Promise<MessageContent> {
    if (look.kind === 'card') return cardScreen(look, core.clock.now())
    if (look.kind === 'empty') return emptyScreen(look, await where.cityName(look.session.cityKey))
    return whereScreen(await where.view(userId, 0))
  }

  return {
    ofLook,
    begin: async (userId: bigint): Promise<MessageContent> => ofLook(userId, await browse.begin(userId)),
    /** Everything else about the card at this place of the list. */
    async more(userId: bigint, session: bigint, at: number): Promise<Screen> {
      const { look, isRenewed } = await browse.turn(userId, session, at)
      if (isRenewed) return { content: await ofLook(userId, look), answer: toast('list-renewed') }
      if (look.kind !== 'card') return { content: await ofLook(userId, look) }
      const { offer } = look.card
      return { content: cardMoreScreen(look, offer && (await share(`offer_${offer.id}`)), core.clock.now()) }
    },
    async turn(userId: bigint, session: bigint, at: number): Promise<Screen> {
      const { look, isRenewed } = await browse.turn(userId, session, at)
      const content = await ofLook(userId, look)
      if (isRenewed) return { content, answer: toast('list-renewed') }
      const isGone =
        look.kind === 'card' && !(look.card.offer && availabilityOf(look.card.offer, core.clock.now()) === 'open')
      return isGone ? { content, answer: toast('offer-gone') } : { content }
    },
    async offer(userId: bigint, offerId: bigint): Promise<MessageContent> {
      return offerScreen(await offerPages.open(userId, offerId), core.clock.now())
    },
    async offerMore(userId: bigint, offerId: bigint): Promise<MessageContent> {
      const page = await offerPages.open(userId, offerId)
      return offerMoreScreen(page, await share(`offer_${offerId}`), core.clock.now())
    },
    async venue(userId: bigint, businessId: bigint): Promise<MessageContent> {
      return venueScreen(await venuePages.open(userId, businessId), await share(`venue_${businessId}`))
    },
    where: async (userId: bigint, page: number): Promise<MessageContent> => whereScreen(await where.view(userId, page)),
    async following(userId: bigint): Promise<MessageContent> {
      return followingScreen(await follows.list(userId), await searches.list(userId))
    },
  }
}

export type Presenter = ReturnType<typeof createPresenter>
