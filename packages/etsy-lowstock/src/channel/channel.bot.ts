import { type AnyCallback, type BotContext, callerOf, chatOf, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { type ConfirmDeps, defineConfirm, show } from '@bazaar/core/screens'
import { addressForm } from './address.form.ts'
import { opened, removed, rotated } from './channel.callbacks.ts'
import { pageScreen, removeScreen, rotateScreen, secretScreen, type TestResult, testScreen } from './channel.screens.ts'
import type { Endpoints } from './endpoints.ts'

export interface ChannelBotDeps extends ConfirmDeps, Pick<Core, 'db'> {
  readonly endpoints: Endpoints
  readonly test: (ownerId: bigint, shopId: bigint) => Promise<TestResult>
}

/** Whoever pressed, in their own chat: groups must see neither hosts nor secrets. */
function ownerIn(ctx: BotContext): bigint {
  const caller = callerOf(ctx)
  if (chatOf(ctx) !== caller) throw new AppError('etsy-lowstock-webhook-private', {}, 403)
  return caller
}

type View = Parameters<typeof opened.pack>[0]['view']
type Open = (ctx: BotContext, shop: bigint, caller: bigint) => Promise<void>

export function channelCallbacks(deps: ChannelBotDeps): readonly AnyCallback[] {
  const { db, endpoints, test } = deps
  const remove = defineConfirm(deps, removed, async (tx, ctx, { shop }) =>
    pageScreen(await endpoints.remove(tx, ownerIn(ctx), shop)),
  )
  const page: Open = async (ctx, shop, caller) => show(ctx, pageScreen(await endpoints.view(caller, shop)))
  const views: Readonly<Record<View, Open>> = {
    page,
    async address(ctx, shop, caller) {
      await endpoints.view(caller, shop)
      await ctx.forms.open(addressForm, { shop: String(shop) })
    },
    async secret(ctx, shop, caller) {
      await show(ctx, secretScreen(shop, await endpoints.firstSecret(caller, shop), 'first'))
    },
    async rotate(ctx, shop, caller) {
      const view = await endpoints.view(caller, shop)
      if (view.endpoint) await show(ctx, rotateScreen(view, view.endpoint))
      else await page(ctx, shop, caller)
    },
    async remove(ctx, shop, caller) {
      await show(ctx, removeScreen(await endpoints.view(caller, shop), remove.pack({ shop })))
    },
    async test(ctx, shop, caller) {
      await show(ctx, testScreen(shop, await test(caller, shop)))
    },
    async on(ctx, shop, caller) {
      await show(ctx, pageScreen(await db.tx((tx) => endpoints.revive(tx, caller, shop))))
    },
  }
  return [
    onCallback(opened, (ctx, { view, shop }) => views[view](ctx, shop, ownerIn(ctx))),
    onCallback(rotated, async (ctx, { shop, secret }) => {
      await show(ctx, secretScreen(shop, await endpoints.rotate(ownerIn(ctx), shop, secret), 'next'))
    }),
    remove.callback,
  ]
}
