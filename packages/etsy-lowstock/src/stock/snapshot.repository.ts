import { type EtsyListing, type EtsyVariation, Prisma, type Tx } from '@bazaar/core/db'
import type { ChangePlan, Decision, KnownListing, VariationPlan } from './decide.ts'

/** What is known of these listings, by Etsy's id. */
export async function loadListings(
  db: Pick<Tx, 'etsyListing'>,
  shopId: bigint,
  etsyListingIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, KnownListing>> {
  const rows = await db.etsyListing.findMany({
    where: { shopId, etsyListingId: { in: [...etsyListingIds] } },
    include: { variations: true },
  })
  // Sorted here: the database would rather read all variations in their order than look these up.
  for (const row of rows) row.variations.sort((one, other) => (one.id < other.id ? -1 : 1))
  return new Map(rows.map((row) => [row.etsyListingId, row]))
}

/** A decision with the ids of what it is about. */
export interface Saved {
  readonly decision: Decision
  readonly listing: EtsyListing
  readonly variations: ReadonlyMap<string, EtsyVariation>
}

async function saveListing(
  tx: Tx,
  shopId: bigint,
  { known, row, isChanged, variations }: Decision,
  readAt: Date,
  at: Date,
) {
  if (!known) return tx.etsyListing.create({ data: { ...row, shopId, readAt, firstSeenAt: at } })
  return isChanged || variations.some((plan) => plan.isChanged)
    ? tx.etsyListing.update({ where: { id: known.id }, data: { ...row, readAt, seen: null } })
    : known
}

const saveVariation = (tx: Tx, listingId: bigint, { known, row, isChanged }: VariationPlan) => {
  if (!known) return tx.etsyVariation.create({ data: { ...row, listingId } })
  return isChanged ? tx.etsyVariation.update({ where: { id: known.id }, data: row }) : known
}

/** Writes one listing with its variations and the lines of its history. */
export async function saveDecision(tx: Tx, shopId: bigint, decision: Decision, readAt: Date, at: Date): Promise<Saved> {
  const listing = await saveListing(tx, shopId, decision, readAt, at)
  const variations = new Map<string, EtsyVariation>()
  for (const plan of decision.variations) variations.set(plan.row.key, await saveVariation(tx, listing.id, plan))
  await saveChanges(tx, listing.id, variations, decision.changes, at)
  return { decision, listing, variations }
}

async function saveChanges(
  tx: Tx,
  listingId: bigint,
  variations: ReadonlyMap<string, EtsyVariation>,
  changes: readonly ChangePlan[],
  at: Date,
): Promise<void> {
  if (changes.length === 0) return
  await tx.etsyChange.createMany({
    data: changes.map(({ variation, before, after, cause }) => ({
      listingId,
      variationId: (variation && variations.get(variation.row.key)?.id) ?? null,
      at,
      before,
      after,
      cause,
    })),
  })
}

/** New listings of a page in two statements: a shop that is linked brings thousands. */
export async function saveNew(
  tx: Tx,
  shopId: bigint,
  decisions: readonly Decision[],
  readAt: Date,
  at: Date,
): Promise<void> {
  if (decisions.length === 0) return
  const made = await tx.etsyListing.createManyAndReturn({
    data: decisions.map(({ row }) => ({ ...row, shopId, readAt, firstSeenAt: at })),
    select: { id: true, etsyListingId: true },
    skipDuplicates: true,
  })
  const ids = new Map(made.map((one) => [one.etsyListingId, one.id]))
  await tx.etsyVariation.createMany({
    data: decisions.flatMap(({ row, variations }) => {
      const listingId = ids.get(row.etsyListingId)
      return listingId === undefined ? [] : variations.map((plan) => ({ ...plan.row, listingId }))
    }),
  })
}

/** Listings that were active when they were seen last, and that a whole look did not meet. */
export function findGone(
  db: Pick<Tx, '$queryRaw'>,
  shopId: bigint,
  seen: readonly bigint[],
  most: number,
): Promise<readonly { readonly etsyListingId: bigint }[]> {
  return db.$queryRaw<{ etsyListingId: bigint }[]>(Prisma.sql`
    SELECT etsy_listing_id AS "etsyListingId" FROM etsy_lowstock_listing
    WHERE shop_id = ${shopId} AND state = 'active' AND NOT (etsy_listing_id = ANY (${[...seen]}::bigint[]))
    ORDER BY id LIMIT ${most}`)
}

/** So many listings that are sold out are looked up again in one look, each once a day. */
const mostStale = 3
const staleAfterMs = 24 * 3_600_000

/** Listings that are sold out since long: no list of Etsy's that is read shows them. */
export function findStale(
  db: Pick<Tx, 'etsyListing'>,
  shopId: bigint,
  now: Date,
): Promise<readonly { readonly etsyListingId: bigint }[]> {
  const before = new Date(now.getTime() - staleAfterMs)
  return db.etsyListing.findMany({
    where: {
      ...{ shopId, stock: 'OUT', state: 'sold_out', stockSince: { lt: before } },
      OR: [{ lookedUpAt: null }, { lookedUpAt: { lt: before } }],
    },
    orderBy: { lookedUpAt: { sort: 'asc', nulls: 'first' } },
    take: mostStale,
    select: { etsyListingId: true },
  })
}

export async function noteLookup(
  db: Pick<Tx, 'etsyListing'>,
  shopId: bigint,
  etsyListingIds: readonly bigint[],
  at: Date,
): Promise<void> {
  if (etsyListingIds.length === 0) return
  await db.etsyListing.updateMany({
    where: { shopId, etsyListingId: { in: [...etsyListingIds] } },
    data: { lookedUpAt: at },
  })
}
