import type { Core, Part } from '@bazaar/core/feature'
import type { Business } from '../business/index.ts'
import type { Settings } from '../env.ts'
import { buyingCallbacks } from './buying/buying.callbacks.ts'
import { createBuying } from './buying/buying.service.ts'
import { createCancelRules } from './cancel-rules.ts'
import { cancellingCallbacks, purchaseNoun } from './cancelling/cancelling.bot.ts'
import { createCancelling } from './cancelling/cancelling.service.ts'
import { collectForm } from './collecting/collect.form.ts'
import { collectingCallbacks, collectingCommands, openPickup } from './collecting/collecting.bot.ts'
import { createCollecting } from './collecting/collecting.service.ts'
import { createLiving } from './living.ts'
import { createMine } from './mine/mine.bot.ts'
import { newsCallbacks } from './news/news.bot.ts'
import { createNews, type NewsDeps } from './news/news.service.ts'
import { appealCallbacks, appealForm, appealNoun } from './no-shows/appeals.bot.ts'
import { createAppeals } from './no-shows/appeals.service.ts'
import { noShowCallbacks } from './no-shows/no-show.bot.ts'
import { createNoShows } from './no-shows/no-shows.service.ts'
import { createStrikes } from './no-shows/strikes.ts'
import { eraseBlockers, eraseUser, exportUser, keyIds, retention, sealed } from './personal-data.ts'
import { createMessages } from './purchase.messages.ts'
import { createReceipts } from './receipt.ts'
import { createPickupCodes, createReservations } from './reserve/index.ts'
import { openFriendLink, sendingCallbacks } from './sending/sending.bot.ts'
import { createSending } from './sending/sending.service.ts'
import { reservationsLine } from './status.ts'
import { purchaseTopics } from './topics.ts'
import type { PurchaseNews, Reservations } from './types.ts'

export { closeAfterMs } from './pickup-times.ts'
export type { PurchaseNews } from './types.ts'

/** The nouns that reservations ask. */
export interface PurchaseOthers {
  readonly business: Pick<Business, 'businesses' | 'audiences' | 'listeners'>
  readonly discovery: Pick<NewsDeps, 'alternatives'>
}

export interface Purchase {
  readonly part: Part
  readonly reservations: Reservations
  readonly news: PurchaseNews
}

/** Counts what this process handed over; the counter of the same name is the service's. */
function createCompleted({ metrics }: Pick<Core, 'metrics'>): () => void {
  let count = 0
  const gauge = metrics.gauge('purchases_completed', 'Reservations that were collected, since the start')
  return () => gauge.set(++count)
}

function createServices(core: Core, settings: Settings, { business, discovery }: PurchaseOthers) {
  const { businesses, listeners } = business
  const codes = createPickupCodes(core.keyring)
  const rules = createCancelRules(settings.MARKETPLACE_CANCEL_CUTOFF_MINUTES)
  const receipts = createReceipts(codes, rules, () => core.clock.now())
  const reservations = createReservations(core, receipts.write)
  const living = createLiving(core.notifications, receipts)
  const messages = createMessages({ ...core, businesses, listeners })
  const strikes = createStrikes(core)
  const deps = { ...core, businesses, codes, rules, receipts, reservations, living, messages, strikes }
  const noShows = createNoShows(deps)
  return {
    deps,
    noShows,
    buying: createBuying(deps),
    mine: createMine(deps),
    cancelling: createCancelling(deps),
    collecting: createCollecting({ ...deps, completed: createCompleted(core) }),
    sending: createSending(deps),
    appeals: createAppeals(core),
    news: createNews({ ...deps, noShows, alternatives: discovery.alternatives }),
  }
}

/** Reserving, cancelling, collecting; what happens when nobody comes. */
export function createPurchase(core: Core, settings: Settings, others: PurchaseOthers): Purchase {
  const services = createServices(core, settings, others)
  const { deps, noShows, buying, mine, cancelling, collecting, sending, appeals, news } = services
  return {
    reservations: deps.reservations,
    news,
    part: {
      commands: [...mine.commands, ...collectingCommands(collecting, others.business.audiences.collect)],
      callbacks: [
        ...buyingCallbacks(buying),
        ...mine.callbacks,
        ...cancellingCallbacks(cancelling),
        ...collectingCallbacks(collecting),
        ...sendingCallbacks(sending),
        ...noShowCallbacks(noShows),
        ...appealCallbacks(appeals),
        ...newsCallbacks(deps),
      ],
      forms: [collectForm(collecting), appealForm(appeals)],
      startPayloads: {
        pickup_: { open: (ctx, token) => openPickup(collecting, ctx, token) },
        friend_: { open: (ctx, token) => openFriendLink(sending, ctx, token) },
      },
      topics: purchaseTopics,
      nouns: [purchaseNoun(cancelling), appealNoun(appeals)],
      sealed,
      keyIds,
      retention,
      status: (userId) => reservationsLine(core.db, userId),
      eraseBlockers: (userId) => eraseBlockers(deps, userId),
      eraseUser: (tx, userId) => eraseUser(deps, tx, userId),
      exportUser: (userId) => exportUser(deps, userId),
    },
  }
}
