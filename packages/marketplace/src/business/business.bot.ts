import { type AnyCallback, type BotContext, type Command, callerOf, onCallback } from '@bazaar/core/bot'
import type { Clock } from '@bazaar/core/clock'
import { AppError } from '@bazaar/core/errors'
import { say, show } from '@bazaar/core/screens'
import { listenPressed, venuesOpened } from '../callbacks.ts'
import { readShownId, shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import type { VenueAudiences } from './audiences.ts'
import { detailsOpened, editOpened, moreOpened, registerPressed, shareOpened, venueOpened } from './callbacks.ts'
import type { Listeners } from './listeners.service.ts'
import type { Moderation } from './moderation.service.ts'
import { aboutVenue } from './register.forms.ts'
import type { Registrations } from './registrations.service.ts'
import { editScreen, listenScreen, shareScreen, venueMoreScreen, venueScreen, venuesScreen } from './venue.screens.ts'
import type { Venues } from './venues.service.ts'

export interface BusinessBotDeps {
  readonly clock: Clock
  readonly audiences: VenueAudiences
  readonly listeners: Listeners
  readonly venues: Venues
  readonly moderation: Moderation
  readonly registrations: Pick<Registrations, 'requireRoom'>
  startLink(payload: string): Promise<string>
}

const moderators = { roles: ['moderator'] } as const

export function businessCommands(deps: BusinessBotDeps): readonly Command[] {
  const { moderation, audiences } = deps
  return [
    { name: 'register', audience: 'everyone', run: (ctx) => openRegister(deps, ctx) },
    {
      name: 'venue',
      audience: 'everyone',
      listedFor: audiences.collect,
      run: async (ctx, args) => say(ctx, await venueHome(deps, ctx, args)),
    },
    {
      name: 'suspend',
      audience: moderators,
      async run(ctx, args) {
        const [first = '', ...reason] = args.split(/\s+/)
        const id = readShownId('B', first, 'marketplace-suspend-usage')
        const venue = await moderation.suspend(moderator(ctx), id, reason.join(' '))
        await ctx.say(key('suspend-done', { id: shownId('B', id), name: venue.name }))
      },
    },
    {
      name: 'unsuspend',
      audience: moderators,
      async run(ctx, args) {
        const id = readShownId('B', args, 'marketplace-unsuspend-usage')
        const venue = await moderation.lift(moderator(ctx), id)
        await ctx.say(key('unsuspend-done', { id: shownId('B', id), name: venue.name }))
      },
    },
  ]
}

export function businessCallbacks(deps: BusinessBotDeps): readonly AnyCallback[] {
  const { clock, venues, listeners, startLink } = deps
  const open = (ctx: BotContext, business: bigint) => venues.open(callerOf(ctx), business)
  return [
    onCallback(venuesOpened, async (ctx) => show(ctx, await venueHome(deps, ctx, ''))),
    onCallback(registerPressed, async (ctx) => openRegister(deps, ctx)),
    onCallback(venueOpened, async (ctx, { business }) => {
      await show(ctx, venueScreen(await open(ctx, business), clock.now()))
    }),
    onCallback(moreOpened, async (ctx, { business }) => {
      await show(ctx, venueMoreScreen(await open(ctx, business), clock.now()))
    }),
    onCallback(listenPressed, async (ctx, { business, turn, at }) => {
      const { name } = await listeners.turn(callerOf(ctx), business, turn)
      if (at === 'card') await show(ctx, listenScreen(await open(ctx, business), clock.now()))
      return { toast: key(`business-listen-${turn}`, { name }) }
    }),
    onCallback(editOpened, async (ctx, { business }) => {
      const { venue, role } = await open(ctx, business)
      if (role !== 'owner') throw new AppError('marketplace-business-owner-only', {}, 403)
      await show(ctx, editScreen(venue))
    }),
    onCallback(detailsOpened, async (ctx, { business }) => {
      await ctx.forms.open('marketplace-details', aboutVenue(business))
    }),
    onCallback(shareOpened, async (ctx, { business }) => {
      const { venue } = await open(ctx, business)
      await show(ctx, shareScreen(venue, await startLink(`venue_${business}`)))
    }),
  ]
}

async function openRegister({ registrations }: BusinessBotDeps, ctx: BotContext): Promise<void> {
  await registrations.requireRoom(callerOf(ctx))
  await ctx.forms.open('marketplace-register')
}

/** The one venue that the person has, the one that was asked for, or the list of them. */
async function venueHome({ venues, clock }: BusinessBotDeps, ctx: BotContext, args: string) {
  const userId = callerOf(ctx)
  if (args !== '') {
    const id = readShownId('B', args, 'marketplace-venue-usage')
    return venueScreen(await venues.open(userId, id), clock.now())
  }
  const all = await venues.list(userId)
  const [only] = all
  if (all.length !== 1 || !only) return venuesScreen(all)
  return venueScreen(await venues.open(userId, only.id), clock.now())
}

function moderator(ctx: BotContext) {
  if (!ctx.person) throw new AppError('core-press-not-yours')
  return { actorId: ctx.person.id, origin: 'chat' } as const
}
