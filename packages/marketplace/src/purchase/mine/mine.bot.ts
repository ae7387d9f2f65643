import {
  type AnyCallback,
  type BotContext,
  type Command,
  callerOf,
  onCallback,
  type PressAnswer,
} from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { definePages, homeButton, type Pages, show } from '@bazaar/core/screens'
import { purchaseOpened, reservationsOpened } from '../../callbacks.ts'
import { placeOf } from '../../chat.ts'
import { key } from '../../text.ts'
import { lockDetails, lockOwn, type PurchaseDetails, readDetails, requireOwn } from '../details.repository.ts'
import type { Living } from '../living.ts'
import { notOpenText } from '../not-open.ts'
import { listedOpened, listTurned, pastOpened, placePressed } from '../purchase.callbacks.ts'
import type { Receipts, Remark } from '../receipt.ts'
import { isPicture, mineButton } from '../screen.ts'
import type { PurchaseState } from '../types.ts'
import { activeScreen, nonePast, pastRow, pastScreen } from './mine.screens.ts'

export interface MineDeps {
  readonly db: Db
  readonly receipts: Receipts
  readonly living: Living
}

const openStates: PurchaseState[] = ['HELD', 'CONFIRMED']

/** What opens first; of what opens at once, the newest. Nobody has so many that reading them all would matter. */
async function listActive({ prisma }: Db, userId: bigint): Promise<readonly PurchaseDetails[]> {
  const newestFirst = await readDetails(prisma, { userId, state: { in: openStates } })
  return newestFirst.toSorted((a, b) => a.offer.pickupStart.getTime() - b.offer.pickupStart.getTime())
}

/** What is over, newest first. */
const pastPages = ({ prisma }: Db): Pages =>
  definePages<PurchaseDetails>({
    id: 'mp.p-then',
    size: 5,
    allows: () => true,
    load(ctx, { upTo, before, after, take }) {
      const id = { ...(upTo && { lte: upTo }), ...(before && { lt: before }), ...(after && { gt: after }) }
      const where = { userId: callerOf(ctx), state: { notIn: openStates }, id }
      return readDetails(prisma, where, { take, order: after === undefined ? 'desc' : 'asc' })
    },
    idOf: ({ purchase }) => purchase.id,
    draw: (_ctx, rows) => pastScreen(rows),
    empty: nonePast,
  })

/** A customer's own reservations: what is to be picked up, and what was. */
export function createMine({ db, receipts, living }: MineDeps) {
  const past = pastPages(db)

  /** What can be picked up comes here; what is over is only looked at. */
  async function openOne(ctx: BotContext, id: bigint, remark: Remark = {}): Promise<void> {
    const ended = await db.tx(async (tx) => {
      const { purchase, offer } = await lockOwn(tx, callerOf(ctx), id)
      if (purchase.state !== 'CONFIRMED') return receipts.shown(purchase, offer)
      await living.bring(tx, purchase, offer, placeOf(ctx), remark)
      return undefined
    })
    if (ended) await show(ctx, { ...ended, keyboard: [...(ended.keyboard ?? []), [mineButton, homeButton]] })
  }

  const openList = async (ctx: BotContext, page = 0): Promise<void> =>
    show(ctx, activeScreen(await listActive(db, callerOf(ctx)), page))

  /** The list stays, and the receipt comes below. Where that is of an old list, the list is drawn as things are now. */
  async function openListed(ctx: BotContext, id: bigint): Promise<PressAnswer> {
    const { update } = placeOf(ctx)
    const end = await db.tx(async (tx) => {
      const found = await lockDetails(tx, id)
      // It was theirs when the list was drawn.
      if (found?.purchase.userId !== callerOf(ctx)) return key('purchase-end-sent')
      if (found.purchase.state !== 'CONFIRMED') return notOpenText(found)
      await living.bring(tx, found.purchase, found.offer, { update })
      return undefined
    })
    if (end === undefined) return undefined
    await openList(ctx)
    return { alert: end }
  }

  /** Who has one needs no list. */
  async function openActive(ctx: BotContext): Promise<void> {
    const rows = await listActive(db, callerOf(ctx))
    const [first, ...others] = rows
    if (first?.purchase.state === 'CONFIRMED' && others.length === 0)
      return openOne(ctx, first.purchase.id, { more: [pastRow] })
    return show(ctx, activeScreen(rows, 0))
  }

  const callbacks: readonly AnyCallback[] = [
    past.callback,
    onCallback(reservationsOpened, openActive),
    // Below the only open one, whose receipt stays.
    onCallback(pastOpened, (ctx) => (isPicture(ctx) ? past.openBelow(ctx) : past.open(ctx))),
    onCallback(purchaseOpened, (ctx, { purchase }) => openOne(ctx, purchase)),
    onCallback(listTurned, (ctx, { page }) => openList(ctx, page)),
    onCallback(listedOpened, (ctx, { purchase }) => openListed(ctx, purchase)),
    onCallback(placePressed, async (ctx, { purchase }) => {
      const { offer } = await requireOwn(db.prisma, callerOf(ctx), purchase)
      const { name, street, city } = offer.business
      await ctx.replyWithVenue(offer.latitude, offer.longitude, name, `${street}, ${city}`)
    }),
  ]
  const commands: readonly Command[] = [{ name: 'my_reservations', audience: 'everyone', run: openActive }]
  return { callbacks, commands }
}
