import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop, Prisma } from '@bazaar/core/db'
import type { PageQuery } from '@bazaar/core/screens'
import { type PageAt, pageAt } from '../pages.ts'
import { type Asker, seenIn, shopUnknown } from './access.ts'
import { readCounts, type StockCounts } from './counts.ts'

const dayMs = 24 * 3_600_000
/** From when on it is said that the permission ends. */
const endsSoonDays = 14
/** As buttons, one a row: so many fit a phone. */
const pageSize = 8
/** In a group each has its lines too. */
const groupPageSize = 5

/** How the connection with Etsy is. */
export type ShopState =
  | { readonly kind: 'linking' | 'active' }
  | { readonly kind: 'expiring'; readonly days: number }
  | { readonly kind: 'disconnected'; readonly since: Date }

/** A shop as its people see it. */
export interface ShopView extends StockCounts {
  readonly id: bigint
  readonly name: string
  readonly url: string
  /** Whoever asks linked it. */
  readonly isMine: boolean
  readonly state: ShopState
  readonly lookedAt: Date | undefined
  /** Since when Etsy has not answered. */
  readonly failingSince: Date | undefined
  readonly threshold: { readonly value: number; readonly by: 'units' | 'days' }
  /** How many chats get its alerts. */
  readonly chats: number
  /** The chat that asks gets none for now: the bot could not write there. */
  readonly isPausedHere: boolean
}

/** Some of a person's own shops. */
export interface MyShops {
  readonly shops: readonly ShopView[]
  readonly total: number
  readonly at: PageAt
}

/** Some of the shops that concern a group: those whose alerts it gets come first. */
export interface GroupShops {
  readonly here: readonly ShopView[]
  /** The person's own ones that it could get. */
  readonly elsewhere: readonly ShopView[]
  /** Whether it gets the alerts of any shop. */
  readonly getsAny: boolean
  /** Whoever asks could not be told: an admin who stays anonymous. */
  readonly isAnonymous: boolean
  readonly at: PageAt
}

export interface ShopsDeps {
  readonly db: Db
  readonly clock: Clock
}

const parts = { grant: { select: { refreshExpiresAt: true } }, chats: { select: { chatId: true, pausedAt: true } } }
type Row = Prisma.EtsyShopGetPayload<{ include: typeof parts }>

/** What people see of the shops that concern them. */
export function createShopViews({ db, clock }: ShopsDeps) {
  async function view(asker: Asker, rows: readonly Row[]): Promise<readonly ShopView[]> {
    const counts = await readCounts(
      db.prisma,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({
      ...{ id: row.id, name: row.name, url: row.url, isMine: row.ownerId === asker.userId },
      ...(counts.get(row.id) ?? { onSale: 0, low: 0, soldOut: 0 }),
      state: stateOf(row, row.grant?.refreshExpiresAt, clock.now()),
      lookedAt: row.lookedAt ?? undefined,
      failingSince: row.failingSince ?? undefined,
      threshold: { value: row.threshold, by: row.thresholdBy === 'days' ? 'days' : 'units' },
      chats: row.chats.length,
      isPausedHere: row.chats.some((chat) => chat.chatId === asker.chatId && chat.pausedAt !== null),
    }))
  }
  const find = async (asker: Asker, where: Prisma.EtsyShopWhereInput, skip = 0, take = pageSize) =>
    view(asker, await db.prisma.etsyShop.findMany({ where, include: parts, orderBy: { id: 'asc' }, skip, take }))
  const count = (where: Prisma.EtsyShopWhereInput): Promise<number> => db.prisma.etsyShop.count({ where })

  return {
    /** A person's own shops and those whose alerts they get, in pages. */
    async page(asker: Asker, { upTo, before, after, take }: PageQuery): Promise<readonly ShopView[]> {
      const edges = [upTo && { lte: upTo }, before && { lt: before }, after && { gt: after }]
      const where = { AND: [seenIn(asker), ...edges.flatMap((id) => (id ? [{ id }] : []))] }
      const orderBy = { id: after ? ('asc' as const) : ('desc' as const) }
      return view(asker, await db.prisma.etsyShop.findMany({ where, include: parts, orderBy, take }))
    },
    async ofGroup(asker: Asker, wanted: number): Promise<GroupShops> {
      const { userId, chatId } = asker
      const ofHere = seenIn({ userId: undefined, chatId })
      const ofElsewhere = { ownerId: userId ?? 0n, chats: { none: { chatId, pausedAt: null } } }
      const [here, elsewhere] = await Promise.all([count(ofHere), count(ofElsewhere)])
      const at = pageAt(wanted, here + elsewhere, groupPageSize)
      const shown = await find(asker, ofHere, at.before, groupPageSize)
      return {
        here: shown,
        elsewhere: await find(asker, ofElsewhere, Math.max(0, at.before - here), groupPageSize - shown.length),
        ...{ getsAny: here > 0, isAnonymous: userId === undefined, at },
      }
    },
    /** @throws AppError where it does not concern whoever asks */
    async open(asker: Asker, shopId: bigint): Promise<ShopView> {
      const [found] = await find(asker, { id: shopId, ...seenIn(asker) })
      if (!found) throw shopUnknown()
      return found
    },
    /** The person's own shops. */
    async mine(userId: bigint, wanted: number): Promise<MyShops> {
      const where = { ownerId: userId }
      const total = await count(where)
      const at = pageAt(wanted, total, pageSize)
      return { shops: await find({ userId, chatId: userId }, where, at.before), total, at }
    },
    /** Shops that share Etsy's calls. */
    sharing: (): Promise<number> => db.prisma.etsyShop.count({ where: { state: { not: 'DISCONNECTED' } } }),
  }
}

export type ShopViews = ReturnType<typeof createShopViews>

function stateOf(shop: EtsyShop, endsAt: Date | undefined, now: Date): ShopState {
  if (shop.state === 'DISCONNECTED') return { kind: 'disconnected', since: shop.disconnectedAt ?? now }
  const days = endsAt && Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / dayMs))
  if (days !== undefined && days <= endsSoonDays) return { kind: 'expiring', days }
  return { kind: shop.lookedAt === null ? 'linking' : 'active' }
}
