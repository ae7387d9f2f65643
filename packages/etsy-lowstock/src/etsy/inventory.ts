import { z } from 'zod'
import { decodeEntities } from './entities.ts'
import { keyOf } from './variation-key.ts'

/** Etsy takes no more of one thing. */
export const mostOfOne = 999

const text = z.string().transform(decodeEntities)
const ids = z
  .array(z.number().int())
  .nullish()
  .transform((all) => all ?? [])

const offering = z.object({
  quantity: z.number().int(),
  is_enabled: z.boolean().default(true),
  is_deleted: z.boolean().default(false),
  price: z.object({ amount: z.number().int(), divisor: z.number().int().positive() }),
  readiness_state_id: z.number().int().nullish(),
})

const product = z.object({
  sku: text.nullish().transform((sku) => sku ?? ''),
  is_deleted: z.boolean().default(false),
  offerings: z.array(offering),
  property_values: z
    .array(
      z.object({
        property_id: z.number().int(),
        property_name: text.nullish(),
        scale_id: z.number().int().nullish(),
        value_ids: ids,
        values: z.array(text).default([]),
      }),
    )
    .nullish()
    .transform((values) => values ?? []),
})

/** The whole inventory record of a listing, as it has to be sent back. */
export const inventoryAnswer = z.object({
  products: z.array(product),
  price_on_property: ids,
  quantity_on_property: ids,
  sku_on_property: ids,
  readiness_state_on_property: ids,
})
export type Inventory = z.output<typeof inventoryAnswer>
type Product = Inventory['products'][number]

const living = ({ products }: Inventory): readonly Product[] =>
  products
    .filter((one) => !one.is_deleted)
    .map((one) => ({ ...one, offerings: one.offerings.filter((offered) => !offered.is_deleted) }))

/** One variation in an inventory. */
export interface PiecesOf {
  readonly quantity: number
  /** Further variations say the same number, as they share one stock. */
  readonly sharing: number
  /** What buyers can have of the others. */
  readonly elsewhere: number
}

/** Of products that Etsy counts together, each says the same number. */
function groupOf({ quantity_on_property: on }: Inventory, { property_values: values }: Product): string {
  return keyOf(values.filter((one) => on.includes(one.property_id)))
}

function findOne(inventory: Inventory, key: string): Product | undefined {
  const found = living(inventory).filter((one) => keyOf(one.property_values) === key)
  const [one] = found
  const [offered] = one?.offerings ?? []
  return found.length === 1 && one?.offerings.length === 1 && offered?.is_enabled ? one : undefined
}

/** @returns nothing where there is no such variation on sale, or it is not clear which one it is */
export function piecesOf(inventory: Inventory, key: string): PiecesOf | undefined {
  const one = findOne(inventory, key)
  if (!one) return undefined
  const group = groupOf(inventory, one)
  const isOfGroup = (other: Product): boolean => groupOf(inventory, other) === group
  const all = living(inventory)
  const offered = all.filter((other) => !isOfGroup(other)).flatMap(({ offerings }) => offerings)
  return {
    quantity: one.offerings[0]?.quantity ?? 0,
    sharing: all.filter(isOfGroup).length - 1,
    elsewhere: offered.reduce((sum, { is_enabled, quantity }) => sum + (is_enabled ? quantity : 0), 0),
  }
}

/** What is sent to Etsy: everything as it was read, but for the pieces of one variation and of those that share its stock. */
export function withPieces(inventory: Inventory, key: string, quantity: number): object | undefined {
  const one = findOne(inventory, key)
  if (!one) return undefined
  const group = groupOf(inventory, one)
  const { price_on_property, quantity_on_property, sku_on_property, readiness_state_on_property } = inventory
  return {
    products: living(inventory).map((other) =>
      toSend(other, groupOf(inventory, other) === group ? quantity : undefined),
    ),
    ...{ price_on_property, quantity_on_property, sku_on_property },
    ...(readiness_state_on_property.length > 0 && { readiness_state_on_property }),
  }
}

/** Only what Etsy takes: it refuses the ids that it gives to products, and wants a price as a number. */
function toSend({ sku, property_values, offerings }: Product, pieces: number | undefined): object {
  return {
    sku,
    property_values: property_values.map(({ property_id, property_name, scale_id, value_ids, values }) => ({
      ...{ property_id, property_name: property_name ?? '', scale_id: scale_id ?? null, value_ids, values },
    })),
    offerings: offerings.map(({ quantity, is_enabled, price: { amount, divisor }, readiness_state_id: readiness }) => ({
      ...{ quantity: pieces ?? quantity, is_enabled, price: amount / divisor },
      ...(readiness != null && { readiness_state_id: readiness }),
    })),
  }
}

/** A third property has to be asked for. */
export const hasThird = ({ products }: Inventory): boolean => products.some((one) => one.property_values.length > 2)
