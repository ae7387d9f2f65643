import { callerOf } from '@bazaar/core/bot'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Core, Part } from '@bazaar/core/feature'
import type { TextSpec } from '@bazaar/core/i18n'
import { readId } from '@bazaar/core/numbers'
import { say } from '@bazaar/core/screens'
import type { OfferView } from '../catalog/index.ts'
import type { Settings } from '../env.ts'
import { key } from '../text.ts'
import { createAnnounceJobs, enqueueAnnouncement } from './alerts/announce-offer.job.ts'
import { createAnnouncer } from './alerts/announcer.service.ts'
import { createTopics } from './alerts/topics.ts'
import { createAlternatives } from './alternatives.ts'
import { type Browse, createBrowse } from './browse/browse.service.ts'
import { createCustomers } from './customer/customer.service.ts'
import { createCommands } from './discovery.commands.ts'
import { createPresenter, type Presenter } from './discovery.presenter.ts'
import { countFollowed, pauseAlerts } from './follow/follow.repository.ts'
import { createFollows } from './follow/follow.service.ts'
import { createForgetPlaces } from './forget-places.job.ts'
import { createFollowingHandlers } from './handlers/following.handlers.ts'
import { createListHandlers } from './handlers/list.handlers.ts'
import { createWhereHandlers } from './handlers/where.handlers.ts'
import { createOfferPages } from './pages/offer-page.service.ts'
import { createVenuePages } from './pages/venue-page.service.ts'
import { eraseCustomer, exportCustomer, retention, sealed } from './personal-data.ts'
import { createPriceForm } from './search/price.form.ts'
import { createSearches } from './search/searches.service.ts'
import { createPlaceForm } from './where/place.form.ts'
import { createWhere } from './where/where.service.ts'

export interface Discovery {
  readonly part: Part
  readonly browse: Browse
  /** Offers near another one that can be reserved now, best first. */
  alternatives(tx: Tx, offer: OfferView, limit: number): Promise<readonly OfferView[]>
  /** In the transaction that publishes: followers and saved searches are told. */
  onPublished(tx: Tx, offerId: bigint): Promise<void>
}

/** Browsing, following, alerts about new offers. */
export function createDiscovery(core: Core, settings: Settings): Discovery {
  const browse = createBrowse(core)
  const customers = createCustomers(core)
  const follows = createFollows(core)
  const searches = createSearches(core, settings.MARKETPLACE_CURRENCY)
  const where = createWhere(core, browse)
  const alternatives = createAlternatives(core)
  const pages = { offerPages: createOfferPages(core, alternatives), venuePages: createVenuePages(core) }
  const presenter = createPresenter({ core, browse, follows, searches, where, ...pages })
  return {
    part: {
      commands: createCommands(presenter),
      callbacks: [
        ...createListHandlers({ browse, follows, presenter }),
        ...createWhereHandlers({ customers, presenter, where }),
        ...createFollowingHandlers({ follows, searches, presenter }),
      ],
      forms: [createPlaceForm(core, browse, presenter.ofLook), createPriceForm(core)],
      startPayloads: createPayloads(presenter),
      topics: createTopics(core),
      sealed,
      retention,
      jobs: [...createAnnounceJobs({ ...core, announcer: createAnnouncer(core) }), createForgetPlaces(core)],
      status: (userId) => followingLine(core.db, userId),
      userReachable: (tx, userId) => pauseAlerts(tx, userId, false),
      userUnreachable: (tx, userId) => pauseAlerts(tx, userId, true),
      eraseUser: eraseCustomer,
      exportUser: (userId) => exportCustomer(core, userId),
    },
    browse,
    alternatives,
    onPublished: (tx, offerId) => enqueueAnnouncement(core.jobs, tx, offerId),
  }
}

/** For /status_all. */
async function followingLine({ prisma }: Db, userId: bigint): Promise<TextSpec | undefined> {
  const { venues, searches } = await countFollowed(prisma, userId)
  return venues + searches === 0 ? undefined : key('discovery-status', { venues, searches })
}

/** What links open. */
function createPayloads(presenter: Presenter): NonNullable<Part['startPayloads']> {
  return {
    offer_: {
      isPublic: true,
      open: async (ctx, rest) =>
        say(ctx, await presenter.offer(callerOf(ctx), idIn(rest, 'marketplace-discovery-offer-unknown'))),
    },
    venue_: {
      isPublic: true,
      open: async (ctx, rest) =>
        say(ctx, await presenter.venue(callerOf(ctx), idIn(rest, 'marketplace-discovery-venue-unknown'))),
    },
  }
}

function idIn(rest: string, unknown: string): bigint {
  const found = readId(rest)
  if (found === undefined || found.letter !== undefined) throw new AppError(unknown, {}, 404)
  return found.id
}
