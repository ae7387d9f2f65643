import type { Core, Part } from '@bazaar/core/feature'
import type { TextSpec } from '@bazaar/core/i18n'
import type { RetentionRule, SealedColumn } from '@bazaar/core/privacy'
import type { Settings } from '../env.ts'
import { key } from '../text.ts'
import { createAudiences, type VenueAudiences } from './audiences.ts'
import { createBusinessNoun } from './business.approval.ts'
import { businessCallbacks, businessCommands } from './business.bot.ts'
import { stateText } from './business-state.ts'
import { createBusinesses } from './businesses.service.ts'
import { createInvites } from './invites.service.ts'
import { createListeners, type Listeners, pauseListener } from './listeners.service.ts'
import { createModeration } from './moderation.service.ts'
import { createNews, newsTopic } from './news.ts'
import { eraseBlockers, eraseUser, exportUser } from './personal-data.ts'
import { registerForms } from './register.forms.ts'
import { createRegistrations, type Registrations } from './registrations.service.ts'
import { openInvite, staffCallbacks } from './staff.bot.ts'
import { createStaff } from './staff.service.ts'
import type { Businesses } from './types.ts'
import { createVenues } from './venues.service.ts'

export { lockBusiness } from './business.repository.ts'
export { businessStateOf } from './business-state.ts'
export { closingTime } from './fields/closing-time.ts'
export type { Listeners } from './listeners.service.ts'
export type { Businesses, BusinessState, BusinessView } from './types.ts'

const day = 86_400_000

const sealed: readonly SealedColumn[] = [{ table: 'marketplace_business', column: 'phone', key: ['id'] }]
const retention: readonly RetentionRule[] = [
  {
    id: 'invites',
    table: 'marketplace_invite',
    ageColumn: 'expires_at',
    keepMs: 7 * day,
    time: 'business',
    personal: true,
  },
]

export interface Business {
  readonly part: Part
  readonly businesses: Businesses
  readonly registrations: Registrations
  readonly audiences: VenueAudiences
  readonly listeners: Listeners
}

/** Venues: registering, deciding, staff. */
export function createBusiness(core: Core, settings: Settings): Business {
  const { db } = core
  const businesses = createBusinesses(db)
  const audiences = createAudiences(db)
  const deps = { ...core, businesses, news: createNews(core) }
  const listeners = createListeners(core)
  const venues = createVenues({ ...deps, listeners })
  const registrations = createRegistrations(core)
  const bot = { ...core, audiences, listeners, venues, registrations, moderation: createModeration(deps) }
  const people = { businesses, staff: createStaff(deps), invites: createInvites(deps) }
  const part: Part = {
    commands: businessCommands(bot),
    callbacks: [...businessCallbacks(bot), ...staffCallbacks(people)],
    forms: registerForms({ registrations, firstCurrency: settings.MARKETPLACE_CURRENCY }),
    startPayloads: { staff_: { open: (ctx, token) => openInvite(people, ctx, token) } },
    topics: [newsTopic],
    nouns: [createBusinessNoun(deps)],
    sealed,
    retention,
    status: (userId) => status(businesses, userId),
    userReachable: (tx, userId) => pauseListener(tx, userId, false),
    userUnreachable: (tx, userId) => pauseListener(tx, userId, true),
    eraseBlockers: (userId) => eraseBlockers(db.prisma, userId),
    eraseUser: (tx, userId) => eraseUser(core, tx, userId),
    exportUser: (userId) => exportUser(core, userId),
  }
  return { part, businesses, registrations, audiences, listeners }
}

const shownInStatus = 5

async function status(businesses: Businesses, userId: bigint): Promise<TextSpec | undefined> {
  const venues = await businesses.listOf(userId, 'collect')
  if (venues.length === 0) return undefined
  const lines = venues
    .slice(0, shownInStatus)
    .map(({ name, state }) => key('business-status-one', { name, state: { text: stateText(state) } }))
  return key('business-status', { lines: { lines } })
}
