import type { EtsyOrder, EtsyQuiet, Prisma, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { mayWrite } from '../etsy/index.ts'
import { type EndedBy, type NewsKind, newsKinds, type StockNews } from '../stock/index.ts'
import { factsSchema } from './facts.ts'
import type { AlertView } from './types.ts'

/** What an alert is about: a listing, or one of its variations. */
export interface Item {
  readonly listingId: bigint
  readonly variationId: bigint | null
}

/** What concerns a whole listing concerns each of its variations. */
export const isAbout = (one: Item, item: Item): boolean =>
  one.listingId === item.listingId && (one.variationId === null || one.variationId === item.variationId)

export const itemKey = ({ listingId, variationId }: Item): string => `${listingId}:${variationId ?? ''}`

export const itemOfNews = ({ listing, variation }: StockNews): Item => ({
  listingId: listing.id,
  variationId: variation?.id ?? null,
})

/** What keeps this chat in peace about it at that moment. */
export const silenceOf = (quiets: readonly EtsyQuiet[], chatRef: bigint, item: Item, at: Date): EtsyQuiet | undefined =>
  quiets.find((one) => one.chatRef === chatRef && isAbout(one, item) && (one.until === null || one.until > at))

type Read = Pick<Tx, 'etsyAlert' | 'etsyOrder' | 'etsyQuiet'>
type AlertRow = Prisma.EtsyAlertGetPayload<{ include: typeof listingOf }>

const kindOf = (stored: string): NewsKind => {
  const kind = newsKinds.find((one) => one === stored)
  if (!kind) throw new Error(`An alert has the unknown kind "${stored}".`)
  return kind
}

export const listingOf = {
  listing: { select: { shopId: true, shop: { select: { ownerId: true, grant: { select: { scopes: true } } } } } },
  chat: { select: { userId: true } },
} as const

/** @param owner whose chat it is, and what Etsy grants, see to whether there is something to restock from here */
export function restockOf(
  { listingId, variationId }: Item,
  owner: { readonly isHere: boolean; readonly scopes: string | undefined },
): AlertView['restock'] {
  if (!owner.isHere || !mayWrite(owner.scopes ?? '')) return undefined
  return variationId === null ? { level: 'listing', id: listingId } : { level: 'variation', id: variationId }
}

const endedByOf = (stored: string | null): EndedBy => (stored === 'enough' || stored === 'off' ? stored : 'back')

/** An alert of this chat. @throws AppError where there is none */
export async function findAlert(db: Read, chatId: bigint, id: bigint): Promise<AlertRow> {
  const row = await db.etsyAlert.findFirst({ where: { id, chat: { chatId } }, include: listingOf })
  if (!row) throw new AppError('etsy-lowstock-alert-unknown', {}, 404)
  return row
}

/** Orders and silences that alerts are drawn with. */
export async function viewAlerts(db: Read, rows: readonly AlertRow[], now: Date): Promise<readonly AlertView[]> {
  const listingIds = [...new Set(rows.map((row) => row.listingId))]
  const [orders, quiets] = await Promise.all([
    db.etsyOrder.findMany({ where: { listingId: { in: listingIds }, remindedAt: null } }),
    db.etsyQuiet.findMany({
      where: { listingId: { in: listingIds }, chatRef: { in: rows.map((row) => row.chatRef) } },
    }),
  ])
  return rows.map((row) => viewAlert(row, orders, quiets, now))
}

function viewAlert(row: AlertRow, orders: readonly EtsyOrder[], quiets: readonly EtsyQuiet[], now: Date): AlertView {
  const order = orders.find((one) => isAbout(one, row))
  const quiet = silenceOf(quiets, row.chatRef, row, now)
  return {
    id: row.id,
    shopId: row.listing.shopId,
    kind: kindOf(row.kind),
    at: row.at,
    facts: factsSchema.parse(row.facts),
    over: row.overAt ? { at: row.overAt, by: endedByOf(row.overBy) } : undefined,
    order: order && { dueAt: order.dueAt },
    restock: restockOf(row, {
      isHere: row.chat.userId === row.listing.shop.ownerId,
      scopes: row.listing.shop.grant?.scopes,
    }),
    quiet: quiet && { until: quiet.until ?? undefined },
  }
}
