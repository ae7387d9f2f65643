import { Prisma, type Tx } from '@bazaar/core/db'
import type { Decision, VariationPlan } from './decide.ts'

/** A decision with the ids of what it is about. */
export interface Saved {
  readonly decision: Decision
  readonly listingId: bigint
  /** By the variation's key. */
  readonly variationIds: ReadonlyMap<string, bigint>
}

export interface SaveContext {
  readonly shopId: bigint
  /** Business time. */
  readonly at: Date
  /** Business time when the call began that it is from. */
  readAtOf(decision: Decision): Date
  markOf(decision: Decision): string | null
}

/** Rows as JSON, which the database takes apart: thousands in one statement. */
const asJson = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))

const listingFields =
  Prisma.raw(`"etsyListingId" bigint, title text, url text, state text, stock text, "stockSince" timestamptz,
  episode int, quantity int, "hasVariations" boolean, fingerprint text, "lastSoldAt" timestamptz, mark text, "readAt" timestamptz`)
const variationFields =
  Prisma.raw(`key text, name text, sku text, quantity int, "isEnabled" boolean, "priceMinor" bigint,
  currency text, stock text, "stockSince" timestamptz, episode int, "lowToldAt" timestamptz, "lowOwed" boolean`)

/**
 * Writes listings with their variations and the lines of their history, in a few statements for all: the shop is locked meanwhile.
 * Of what another one wrote at the same time, nothing is saved.
 */
export async function saveDecisions(
  tx: Tx,
  decisions: readonly Decision[],
  context: SaveContext,
): Promise<readonly Saved[]> {
  const made = await insertListings(
    tx,
    decisions.filter(({ known }) => !known),
    context,
  )
  await updateListings(tx, decisions, context)
  const found = decisions.flatMap((decision) => {
    const listingId = decision.known?.id ?? made.get(decision.row.etsyListingId)
    return listingId === undefined ? [] : [{ decision, listingId }]
  })
  await updateVariations(tx, decisions)
  const ids = await insertVariations(
    tx,
    found.flatMap(({ decision, listingId }) =>
      decision.variations.filter((plan) => !plan.known).map((plan) => ({ ...plan.row, listingId })),
    ),
  )
  const saved = found.map(({ decision, listingId }) => ({
    ...{ decision, listingId },
    variationIds: new Map(
      decision.variations.flatMap(({ known, row }) => {
        const id = known?.id ?? ids.get(`${listingId}/${row.key}`)
        return id === undefined ? [] : [[row.key, id]]
      }),
    ),
  }))
  await insertChanges(tx, saved, context.at)
  return saved
}

async function insertListings(
  tx: Tx,
  decisions: readonly Decision[],
  { shopId, at, readAtOf, markOf }: SaveContext,
): Promise<ReadonlyMap<bigint, bigint>> {
  if (decisions.length === 0) return new Map()
  const rows = decisions.map((decision) => ({ ...decision.row, mark: markOf(decision), readAt: readAtOf(decision) }))
  const made = await tx.$queryRaw<{ id: bigint; etsyListingId: bigint }[]>(Prisma.sql`
    INSERT INTO etsy_lowstock_listing (shop_id, etsy_listing_id, title, url, state, stock, stock_since, episode, quantity,
      has_variations, fingerprint, last_sold_at, seen, read_at, first_seen_at)
    SELECT ${shopId}, n."etsyListingId", n.title, n.url, n.state, n.stock, n."stockSince", n.episode, n.quantity,
      n."hasVariations", n.fingerprint, n."lastSoldAt", n.mark, n."readAt", ${at}::timestamptz
    FROM json_to_recordset(${asJson(rows)}::json) AS n (${listingFields})
    ON CONFLICT DO NOTHING RETURNING id, etsy_listing_id AS "etsyListingId"`)
  return new Map(made.map(({ id, etsyListingId }) => [etsyListingId, id]))
}

const isToWrite = ({ isChanged, variations }: Decision): boolean =>
  isChanged || variations.some((plan) => plan.isChanged)

async function updateListings(
  tx: Tx,
  decisions: readonly Decision[],
  { readAtOf, markOf }: SaveContext,
): Promise<void> {
  const rows = decisions.flatMap((decision) =>
    decision.known && isToWrite(decision)
      ? [{ ...decision.row, id: decision.known.id, mark: markOf(decision), readAt: readAtOf(decision) }]
      : [],
  )
  if (rows.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE etsy_lowstock_listing l SET title = n.title, url = n.url, state = n.state, stock = n.stock, stock_since = n."stockSince",
      episode = n.episode, quantity = n.quantity, has_variations = n."hasVariations", fingerprint = n.fingerprint,
      last_sold_at = n."lastSoldAt", seen = n.mark, read_at = n."readAt"
    FROM json_to_recordset(${asJson(rows)}::json) AS n (id bigint, ${listingFields}) WHERE l.id = n.id`)
}

async function updateVariations(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  const rows = decisions.flatMap(({ variations }) =>
    variations.flatMap(({ known, row, isChanged }) => (known && isChanged ? [{ ...row, id: known.id }] : [])),
  )
  if (rows.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    UPDATE etsy_lowstock_variation v SET name = n.name, sku = n.sku, quantity = n.quantity, is_enabled = n."isEnabled",
      price_minor = n."priceMinor", currency = n.currency, stock = n.stock, stock_since = n."stockSince", episode = n.episode,
      low_told_at = n."lowToldAt", low_owed = n."lowOwed"
    FROM json_to_recordset(${asJson(rows)}::json) AS n (id bigint, ${variationFields}) WHERE v.id = n.id`)
}

type NewVariation = VariationPlan['row'] & { readonly listingId: bigint }

/** By listing and key. */
async function insertVariations(tx: Tx, rows: readonly NewVariation[]): Promise<ReadonlyMap<string, bigint>> {
  if (rows.length === 0) return new Map()
  const made = await tx.$queryRaw<{ id: bigint; listingId: bigint; key: string }[]>(Prisma.sql`
    INSERT INTO etsy_lowstock_variation (listing_id, key, name, sku, quantity, is_enabled, price_minor, currency, stock, stock_since,
      episode, low_told_at, low_owed)
    SELECT n."listingId", n.key, n.name, n.sku, n.quantity, n."isEnabled", n."priceMinor", n.currency, n.stock, n."stockSince",
      n.episode, n."lowToldAt", n."lowOwed"
    FROM json_to_recordset(${asJson(rows)}::json) AS n ("listingId" bigint, ${variationFields})
    RETURNING id, listing_id AS "listingId", key`)
  return new Map(made.map(({ id, listingId, key }) => [`${listingId}/${key}`, id]))
}

async function insertChanges(tx: Tx, saved: readonly Saved[], at: Date): Promise<void> {
  const rows = saved.flatMap(({ decision, listingId, variationIds }) =>
    decision.changes.map(({ variation, before, after, cause }) => ({
      ...{ listingId, before, after, cause },
      variationId: (variation && variationIds.get(variation.row.key)) ?? null,
    })),
  )
  if (rows.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO etsy_lowstock_change (listing_id, variation_id, at, before, after, cause)
    SELECT n."listingId", n."variationId", ${at}::timestamptz, n.before, n.after, n.cause
    FROM json_to_recordset(${asJson(rows)}::json) AS n ("listingId" bigint, "variationId" bigint, before int, after int, cause text)`)
}
