import {
  type AnyCallback,
  type BotContext,
  type Command,
  callerOf,
  onCallback,
  type TargetAudience,
} from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { homeButton, say, show } from '@bazaar/core/screens'
import { collectOpened } from '../../callbacks.ts'
import { key } from '../../text.ts'
import { handedOver, handOverOpened, nextCodePressed } from '../purchase.callbacks.ts'
import { foundScreen } from './collect.form.ts'
import { handedOverScreen, handOverScreen } from './collecting.screens.ts'
import type { Collecting } from './collecting.service.ts'
import { readCode } from './read-code.ts'

async function askCode(collecting: Collecting, ctx: BotContext, options: { readonly below: boolean }): Promise<void> {
  await collecting.requireVenues(callerOf(ctx))
  await ctx.forms.open('marketplace-collect', {}, options)
}

async function collect(collecting: Collecting, ctx: BotContext, args: string): Promise<void> {
  const userId = callerOf(ctx)
  if (args === '') return askCode(collecting, ctx, { below: false })
  const code = readCode(args)
  if (code === undefined) throw new AppError('marketplace-purchase-collect-usage', {}, 400)
  await say(ctx, foundScreen(await collecting.findByCode(userId, code), code))
}

/** @param listedFor who hands out orders */
export function collectingCommands(collecting: Collecting, listedFor: TargetAudience): readonly Command[] {
  return [{ name: 'collect', audience: 'everyone', listedFor, run: (ctx, args) => collect(collecting, ctx, args) }]
}

export function collectingCallbacks(collecting: Collecting): readonly AnyCallback[] {
  return [
    onCallback(collectOpened, (ctx) => askCode(collecting, ctx, { below: false })),
    onCallback(nextCodePressed, (ctx) => askCode(collecting, ctx, { below: true })),
    onCallback(handOverOpened, async (ctx, held) => {
      await show(ctx, handOverScreen(await collecting.open(callerOf(ctx), held)))
    }),
    onCallback(handedOver, async (ctx, held) => {
      await show(ctx, handedOverScreen(await collecting.handOver(callerOf(ctx), held)))
      return { toast: key('purchase-handed-over-toast') }
    }),
  ]
}

/** The QR code was scanned: the venue's people see what to hand over, anybody else what the code is for. */
export async function openPickup(collecting: Collecting, ctx: BotContext, token: string): Promise<unknown> {
  const found = await collecting.scan(callerOf(ctx), token)
  return say(ctx, found ? handOverScreen(found) : { text: key('purchase-qr-customer'), keyboard: [[homeButton]] })
}
