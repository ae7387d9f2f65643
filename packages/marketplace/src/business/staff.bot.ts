import { type AnyCallback, type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { say, show } from '@bazaar/core/screens'
import { key } from '../text.ts'
import {
  inviteAccepted,
  invitePressed,
  invitesRevoked,
  leaveAsked,
  leavePressed,
  memberChanged,
  memberOpened,
  memberRemoved,
  staffOpened,
} from './callbacks.ts'
import type { Invites } from './invites.service.ts'
import {
  inviteScreen,
  joinedScreen,
  leaveScreen,
  leftScreen,
  linkScreen,
  memberScreen,
  staffScreen,
} from './staff.screens.ts'
import type { Staff } from './staff.service.ts'
import type { Businesses } from './types.ts'

export interface StaffBotDeps {
  readonly staff: Staff
  readonly invites: Invites
  readonly businesses: Businesses
}

export function staffCallbacks({ staff, invites, businesses }: StaffBotDeps): readonly AnyCallback[] {
  const showStaff = async (ctx: BotContext, business: bigint) =>
    show(ctx, staffScreen(await staff.list(callerOf(ctx), business)))
  return [
    onCallback(staffOpened, (ctx, { business }) => showStaff(ctx, business)),
    onCallback(invitePressed, async (ctx, { business, permission }) => {
      await say(ctx, linkScreen(await invites.create(callerOf(ctx), business, permission)))
    }),
    onCallback(invitesRevoked, async (ctx, { business }) => {
      const count = await invites.revoke(callerOf(ctx), business)
      await showStaff(ctx, business)
      return { toast: key('staff-revoked', { count }) }
    }),
    onCallback(memberOpened, async (ctx, { business, user }) => {
      await show(ctx, memberScreen(business, await staff.find(callerOf(ctx), business, user)))
    }),
    onCallback(memberChanged, async (ctx, { business, user, permission }) => {
      await show(ctx, memberScreen(business, await staff.change(callerOf(ctx), business, user, permission)))
      return { toast: key('staff-changed') }
    }),
    onCallback(memberRemoved, async (ctx, { business, user }) => {
      const { name } = await staff.remove(callerOf(ctx), business, user)
      await showStaff(ctx, business)
      return { toast: key('staff-removed', { name }) }
    }),
    onCallback(leaveAsked, async (ctx, { business }) => {
      await show(ctx, leaveScreen(await businesses.require(callerOf(ctx), business, 'collect')))
    }),
    onCallback(leavePressed, async (ctx, { business }) => {
      await show(ctx, leftScreen(await staff.leave(callerOf(ctx), business)))
    }),
    onCallback(inviteAccepted, async (ctx, { token }) => {
      await show(ctx, joinedScreen(await invites.accept(callerOf(ctx), token)))
    }),
  ]
}

/** `?start=staff_<token>` */
export async function openInvite({ invites }: StaffBotDeps, ctx: BotContext, token: string): Promise<void> {
  if (inviteAccepted.unpack(inviteAccepted.pack({ token })) === undefined)
    throw new AppError('marketplace-invite-unknown', {}, 404)
  await say(ctx, inviteScreen(await invites.look(callerOf(ctx), token), token))
}
