import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop, Tx } from '@bazaar/core/db'
import type { ListingReading } from '../etsy/index.ts'
import { lockShop } from '../shop/index.ts'
import { asRemoved, type DecideContext, type Decision, decide, type KnownListing } from './decide.ts'
import { markOf } from './mark.ts'
import type { Compared } from './marks.repository.ts'
import { readPace } from './pace.ts'
import { type Saved, saveDecisions } from './save.repository.ts'
import { loadListings } from './snapshot.repository.ts'
import type { Channel, Ended, StockNews } from './types.ts'

export interface ApplyDeps {
  readonly db: Db
  readonly clock: Clock
  readonly channels: readonly Channel[]
}

/** Of a listing on a page. */
export interface Said {
  /** See {@link markOf}. */
  readonly digest: string
  /** Business time when the page was asked for. */
  readonly askedAt: Date
}

/** What Etsy said about some listings of a shop. */
export interface Answer {
  readonly shopId: bigint
  /** The look that asked, where it was one: an older one than the latest may not write. Left out: a listing that was asked for by itself. */
  readonly look?: number
  /** Business time when the call began, or the first of them. */
  readonly askedAt: Date
  readonly listings: readonly ListingReading[]
  /** Where they are from several pages: what each said of them, by Etsy's id. */
  readonly said?: ReadonlyMap<bigint, Said>
  /** Listings that Etsy does not know any more. */
  readonly removed?: readonly bigint[]
}

/** A newer look at the same shop has begun, or the shop was unlinked: what this one found is of no use. */
export class OutdatedLook extends Error {
  override readonly name = 'OutdatedLook'
}

const isIdle = ({ isChanged, variations, changes, news }: Decision): boolean =>
  !isChanged && changes.length === 0 && news.length === 0 && variations.every((plan) => !plan.isChanged)

/** Compares what Etsy says with what is known, writes what is different, and tells what there is to tell. */
export function createApply({ db, clock, channels }: ApplyDeps) {
  async function contextOf(
    read: Pick<Tx, '$queryRaw'>,
    shop: EtsyShop,
    listings: readonly KnownListing[],
    needsPace: boolean,
  ): Promise<DecideContext> {
    const at = clock.now()
    const byDays = (one: { readonly thresholdBy: string | null }): boolean => one.thresholdBy === 'days'
    const wanted = listings.flatMap((listing) =>
      listing.variations.filter((one) => needsPace || byDays(shop) || byDays(listing) || byDays(one)),
    )
    const pace = await readPace(
      read,
      wanted.map((one) => one.id),
      at,
    )
    return { at, isFirst: shop.state === 'LINKING', shop, paceOf: (variation) => pace.get(variation) }
  }

  async function decideAll(
    read: Pick<Tx, 'etsyListing' | '$queryRaw'>,
    shop: EtsyShop,
    { listings, removed = [], askedAt, said }: Answer,
    /** News name how long the stock lasts; whether there are any can be said without, where no threshold is a number of days. */
    needsPace: boolean,
  ): Promise<readonly Decision[]> {
    const ids = [...listings.map((one) => one.etsyListingId), ...removed]
    const known = await loadListings(read, shop.id, ids)
    const context = await contextOf(read, shop, [...known.values()], needsPace)
    const gone = removed.flatMap((id) => known.get(id) ?? []).map(asRemoved)
    return [...listings, ...gone]
      .map((one) => ({
        one,
        before: known.get(one.etsyListingId),
        at: said?.get(one.etsyListingId)?.askedAt ?? askedAt,
      }))
      .filter(({ before, at }) => !before || before.readAt <= at)
      .map(({ one, before }) => decide(before, one, context))
  }

  async function write(tx: Tx, answer: Answer): Promise<void> {
    const shop = await lockShop(tx, answer.shopId)
    if (!shop || (answer.look !== undefined && shop.look !== answer.look)) throw new OutdatedLook()
    const at = clock.now()
    const decisions = (await decideAll(tx, shop, answer, true)).filter((one) => !isIdle(one))
    const saidOf = ({ row }: Decision): Said | undefined => answer.said?.get(row.etsyListingId)
    const saved = await saveDecisions(tx, decisions, {
      ...{ shopId: shop.id, at },
      readAtOf: (decision) => saidOf(decision)?.askedAt ?? answer.askedAt,
      markOf: (decision) => markOf(saidOf(decision)?.digest, decision, shop),
    })
    const ended = saved.flatMap((one) => endedOf(one, at))
    if (ended.length > 0) for (const channel of channels) await channel.end?.(tx, ended)
    const news = saved.flatMap((one) => newsOf(one, shop, at))
    if (news.length > 0) for (const channel of channels) await channel.tell(tx, shop, news)
  }

  return {
    /** @returns what is as it was. @throws OutdatedLook */
    async apply(answer: Answer): Promise<readonly Compared[]> {
      const shop = await db.prisma.etsyShop.findUnique({ where: { id: answer.shopId } })
      if (!shop) throw new OutdatedLook()
      // Most of what a look finds is as it was: that locks and writes nothing, and is not read again.
      const [same, moved] = split(await decideAll(db.prisma, shop, answer, false))
      if (moved.size > 0) {
        const listings = answer.listings.filter((one) => moved.has(one.etsyListingId))
        const removed = answer.removed?.filter((id) => moved.has(id)) ?? []
        await db.tx((tx) => write(tx, { ...answer, listings, removed }))
      }
      return same.flatMap((decision) => {
        const { known, row } = decision
        return known ? [{ ...known, mark: markOf(answer.said?.get(row.etsyListingId)?.digest, decision, shop) }] : []
      })
    },
  }
}

/** What is as it was, and Etsy's ids of the rest. */
function split(decisions: readonly Decision[]): readonly [readonly Decision[], ReadonlySet<bigint>] {
  const moved = decisions.filter((one) => !isIdle(one)).map(({ row }) => row.etsyListingId)
  return [decisions.filter(isIdle), new Set(moved)]
}

export type Apply = ReturnType<typeof createApply>

function endedOf({ decision, listingId, variationIds }: Saved, at: Date): readonly Ended[] {
  return decision.ended.map(({ by, variation }) => ({
    ...{ by, at, listingId },
    variationId: (variation && variationIds.get(variation.row.key)) ?? null,
  }))
}

function newsOf({ decision, listingId, variationIds }: Saved, shop: EtsyShop, at: Date): readonly StockNews[] {
  const { etsyListingId, title, url } = decision.row
  const [first] = decision.variations
  return decision.news.map((one) => {
    const variationId = one.variation && variationIds.get(one.variation.row.key)
    const priced = one.variation?.row ?? first?.row
    return {
      kind: one.kind,
      at,
      episode: one.episode,
      listing: { id: listingId, etsyListingId, title, url },
      variation:
        one.variation && variationId !== undefined ? { id: variationId, name: one.variation.row.name } : undefined,
      sku: one.sku,
      quantity: one.quantity,
      price: { minor: priced?.priceMinor ?? 0n, currency: priced?.currency ?? shop.currency },
      cause: one.cause,
      threshold: one.threshold,
      daysLeft: one.daysLeft,
    }
  })
}
