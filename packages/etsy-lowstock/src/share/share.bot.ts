import {
  type AnyCallback,
  askerOf,
  type BotContext,
  callerOf,
  chatOf,
  isPrivate,
  onCallback,
  type StartPayload,
} from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { say, show } from '@bazaar/core/screens'
import { chatsOpened, herePressed, leaveAsked } from '../callbacks.ts'
import type { Access } from '../shop/index.ts'
import { key } from '../text.ts'
import {
  chatOpened,
  chatRemoved,
  chatsTurned,
  inviteAccepted,
  invitePressed,
  invitesRevoked,
  leavePressed,
} from './callbacks.ts'
import { chatScreen, chatsScreen } from './chats.screens.ts'
import type { Chats } from './chats.service.ts'
import { requireGroupAdmin } from './group-admin.ts'
import { type Invites, payloads } from './invites.service.ts'
import { hereScreen, inviteScreen, joinedScreen, leaveScreen, leftScreen, linkScreen } from './share.screens.ts'

export interface ShareBotDeps {
  readonly access: Access
  readonly chats: Chats
  readonly invites: Invites
}

export function shareCallbacks({ access, chats, invites }: ShareBotDeps): readonly AnyCallback[] {
  const showChats = async (ctx: BotContext, shop: bigint, page = 0) =>
    show(ctx, chatsScreen(await chats.list(callerOf(ctx), shop, page)))
  return [
    onCallback(chatsOpened, (ctx, { shop }) => showChats(ctx, shop)),
    onCallback(chatsTurned, (ctx, { shop, page }) => showChats(ctx, shop, page)),
    onCallback(chatOpened, async (ctx, { chat }) => {
      const found = await chats.find(callerOf(ctx), chat)
      await show(ctx, chatScreen(found.shop, found.chat, found.page))
    }),
    onCallback(chatRemoved, async (ctx, { chat }) => {
      const { id } = await chats.remove(callerOf(ctx), chat)
      await showChats(ctx, id)
      return { toast: key('share-toast-removed') }
    }),
    onCallback(invitePressed, async (ctx, { shop, kind }) => {
      await say(ctx, linkScreen(await invites.create(callerOf(ctx), shop, kind)))
    }),
    onCallback(invitesRevoked, async (ctx, { shop }) => {
      const count = await invites.revoke(callerOf(ctx), shop)
      await showChats(ctx, shop)
      return { toast: key('share-toast-revoked', { count }) }
    }),
    onCallback(inviteAccepted, async (ctx, { token }) => {
      await show(ctx, joinedScreen(await invites.accept(callerOf(ctx), ctx.person?.firstName ?? '?', token)))
    }),
    onCallback(leaveAsked, async (ctx, { shop }) => {
      const { userId, chatId } = askerOf(ctx)
      await show(ctx, leaveScreen(await access.seen(userId, chatId, shop), !isPrivate(ctx)))
    }),
    onCallback(leavePressed, async (ctx, { shop }) => {
      const asker = askerOf(ctx)
      const { ownerId } = await access.seen(asker.userId, asker.chatId, shop)
      if (!isPrivate(ctx) && asker.userId !== ownerId) await requireGroupAdmin(ctx)
      await show(ctx, leftScreen(await chats.leave(asker, shop), !isPrivate(ctx)))
    }),
    onCallback(herePressed, async (ctx, { shop }) => {
      if (isPrivate(ctx)) throw new AppError('etsy-lowstock-invite-group-only')
      await access.owned(callerOf(ctx), shop)
      await requireGroupAdmin(ctx)
      await show(ctx, hereScreen(await chats.here(callerOf(ctx), chatOf(ctx), titleOf(ctx), shop)))
    }),
  ]
}

/** `?start=ets_<token>` for a colleague, `?startgroup=etg_<token>` for a group. */
export function sharePayloads({ invites }: ShareBotDeps): Readonly<Record<string, StartPayload>> {
  return {
    [payloads.person]: {
      async open(ctx, token) {
        if (inviteAccepted.unpack(inviteAccepted.pack({ token })) === undefined)
          throw new AppError('etsy-lowstock-invite-unknown', {}, 404)
        await say(ctx, inviteScreen(await invites.look(callerOf(ctx), token), token))
      },
    },
    [payloads.group]: {
      open: async () => {
        throw new AppError('etsy-lowstock-invite-group-only')
      },
      // What it comes to is told to the group by the outbox, together with the alerts that follow.
      async openInGroup(ctx, token) {
        await requireGroupAdmin(ctx)
        await invites.attach(chatOf(ctx), titleOf(ctx), token)
      },
    },
  }
}

const titleOf = ({ chat }: BotContext): string => chat?.title ?? '?'
