import { type AnyCallback, type BotContext, type Command, onCallback } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { definePages, homeButton, type Pages } from '@bazaar/core/screens'
import { purchaseOpened, reservationsOpened } from '../../callbacks.ts'
import { callerOf, placeOf, show } from '../../chat.ts'
import { lockOwn, type PurchaseDetails, readDetails, requireOwn } from '../details.repository.ts'
import type { Living } from '../living.ts'
import { listedOpened, pastOpened, placePressed } from '../purchase.callbacks.ts'
import type { Receipts, Remark } from '../receipt.ts'
import { isPicture, mineButton } from '../screen.ts'
import type { PurchaseState } from '../types.ts'
import { activeScreen, noneActive, nonePast, pastRow, pastScreen } from './mine.screens.ts'

export interface MineDeps {
  readonly db: Db
  readonly receipts: Receipts
  readonly living: Living
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
export function createMine({ db, receipts, living }: MineDeps) {
  const active = pages(db, 'mp.p-now', { in: open }, { draw: (_ctx, rows) => activeScreen(rows), empty: noneActive })
  const past = pages(db, 'mp.p-then', { notIn: open }, { draw: (_ctx, rows) => pastScreen(rows), empty: nonePast })

  /** What can be picked up comes here; what is over is only looked at. @param isListed the list that it was pressed in stays */
  async function openOne(ctx: BotContext, id: bigint, remark: Remark = {}, isListed = false): Promise<void> {
    const { update, onto } = placeOf(ctx)
    const ended = await db.tx(async (tx) => {
      const { purchase, offer } = await lockOwn(tx, callerOf(ctx), id)
      if (purchase.state !== 'CONFIRMED') return receipts.shown(purchase, offer)
      await living.bring(tx, purchase, offer, isListed ? { update } : { update, onto }, remark)
      return undefined
    })
    if (ended) await show(ctx, { ...ended, keyboard: [...(ended.keyboard ?? []), [mineButton, homeButton]] })
  }

  /** Who has one needs no list. */
  async function openActive(ctx: BotContext): Promise<void> {
    const [first, ...others] = await readDetails(db.prisma, { userId: callerOf(ctx), state: { in: open } }, { take: 2 })
    if (first?.purchase.state === 'CONFIRMED' && others.length === 0)
      return openOne(ctx, first.purchase.id, { more: [pastRow] })
    return active.open(ctx)
  }

  const callbacks: readonly AnyCallback[] = [
    active.callback,
    past.callback,
    onCallback(reservationsOpened, openActive),
    // Below the only open one, whose receipt stays.
    onCallback(pastOpened, (ctx) => (isPicture(ctx) ? past.openBelow(ctx) : past.open(ctx))),
    onCallback(purchaseOpened, (ctx, { purchase }) => openOne(ctx, purchase)),
    onCallback(listedOpened, (ctx, { purchase }) => openOne(ctx, purchase, {}, true)),
    onCallback(placePressed, async (ctx, { purchase }) => {
      const { offer } = await requireOwn(db.prisma, callerOf(ctx), purchase)
      const { name, street, city } = offer.business
      await ctx.replyWithVenue(offer.latitude, offer.longitude, name, `${street}, ${city}`)
    }),
  ]
  const commands: readonly Command[] = [{ name: 'my_reservations', audience: 'everyone', run: openActive }]
  return { callbacks, commands }
}
