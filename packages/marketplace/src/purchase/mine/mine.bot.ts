import { type AnyCallback, type BotContext, type Command, onCallback } from '@bazaar/core/bot'
import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { definePages, homeButton, type Pages } from '@bazaar/core/screens'
import { purchaseOpened, reservationsOpened } from '../../callbacks.ts'
import { callerOf, show } from '../../chat.ts'
import type { CancelRules } from '../cancel-rules.ts'
import { type PurchaseDetails, readDetails, requireOwn } from '../details.repository.ts'
import { pastOpened, placePressed } from '../purchase.callbacks.ts'
import type { Receipts } from '../receipt.ts'
import { mineButton } from '../screen.ts'
import type { PickupCodes, PurchaseState } from '../types.ts'
import { activeScreen, noneActive, nonePast, pastScreen } from './mine.screens.ts'

export interface MineDeps {
  readonly db: Db
  readonly clock: Clock
  readonly codes: PickupCodes
  readonly receipts: Receipts
  readonly rules: CancelRules
}

const open: PurchaseState[] = ['HELD', 'CONFIRMED']

function pages(
  db: Db,
  id: string,
  states: { in: PurchaseState[] } | { notIn: PurchaseState[] },
  spec: Pick<Parameters<typeof definePages<PurchaseDetails>>[0], 'draw' | 'empty'>,
): Pages {
  return definePages<PurchaseDetails>({
    id,
    size: 5,
    allows: () => true,
    load: (ctx, { upTo, before, after, take }) =>
      readDetails(
        db.prisma,
        {
          userId: callerOf(ctx),
          state: states,
          id: { ...(upTo && { lte: upTo }), ...(before && { lt: before }), ...(after && { gt: after }) },
        },
        { take, order: after === undefined ? 'desc' : 'asc' },
      ),
    idOf: ({ purchase }) => purchase.id,
    ...spec,
  })
}

/** A customer's own reservations: what is to be picked up, and what was. */
export function createMine({ db, clock, codes, receipts, rules }: MineDeps) {
  const mayCancel = ({ purchase, offer }: PurchaseDetails) =>
    purchase.state === 'CONFIRMED' && rules.judge(purchase, offer, clock.now()) !== 'over'
  const active = pages(
    db,
    'mp.p-now',
    { in: open },
    {
      draw: (_ctx, rows) => activeScreen(rows, codes, mayCancel),
      empty: noneActive,
    },
  )
  const past = pages(db, 'mp.p-then', { notIn: open }, { draw: (_ctx, rows) => pastScreen(rows), empty: nonePast })

  async function openOne(ctx: BotContext, id: bigint): Promise<void> {
    const { purchase, offer } = await requireOwn(db.prisma, callerOf(ctx), id)
    const { keyboard = [], ...content } = receipts.shown(purchase, offer)
    await show(ctx, { ...content, keyboard: [...keyboard, [mineButton, homeButton]] })
  }

  const callbacks: readonly AnyCallback[] = [
    active.callback,
    past.callback,
    onCallback(reservationsOpened, (ctx) => active.open(ctx)),
    onCallback(pastOpened, (ctx) => past.open(ctx)),
    onCallback(purchaseOpened, (ctx, { purchase }) => openOne(ctx, purchase)),
    onCallback(placePressed, async (ctx, { purchase }) => {
      const { offer } = await requireOwn(db.prisma, callerOf(ctx), purchase)
      const { name, street, city } = offer.business
      await ctx.replyWithVenue(offer.latitude, offer.longitude, name, `${street}, ${city}`)
    }),
  ]
  const commands: readonly Command[] = [{ name: 'my_reservations', audience: 'everyone', run: active.open }]
  return { callbacks, commands }
}
