import { z } from 'zod'
import type { Listing, Product } from './types.ts'
import { propertyId, readinessStateId } from './wire.ts'

const ids = z.array(z.number().int())

/** What an app may send, as the reference of Etsy's API names it: a field that only answers have is refused. */
const bodySchema = z.strictObject({
  products: z
    .array(
      z.strictObject({
        sku: z.string().optional(),
        property_values: z
          .array(
            z.strictObject({
              property_id: z.number().int(),
              property_name: z.string(),
              scale_id: z.number().int().nullable().optional(),
              value_ids: ids,
              values: z.array(z.string()).min(1),
            }),
          )
          .optional(),
        offerings: z
          .array(
            z.strictObject({
              price: z.number().positive(),
              quantity: z.number().int().min(0).max(999),
              is_enabled: z.boolean(),
              readiness_state_id: z.number().int().nullable().optional(),
            }),
          )
          .length(1),
      }),
    )
    .min(1),
  price_on_property: ids.optional(),
  quantity_on_property: ids.optional(),
  sku_on_property: ids.optional(),
  readiness_state_on_property: ids.optional(),
})

type Sent = z.output<typeof bodySchema>['products'][number]

/** Products that are the same in these properties must be the same in what depends on nothing else. */
function isConsistent(products: readonly Sent[], on: readonly number[], of: (product: Sent) => unknown): boolean {
  const known = new Map<string, unknown>()
  return products.every((product) => {
    const values = product.property_values ?? []
    const group = JSON.stringify(values.filter((one) => on.includes(one.property_id)).map((one) => one.values))
    if (!known.has(group)) known.set(group, of(product))
    return known.get(group) === of(product)
  })
}

function toProduct({ sku = '', property_values: values = [], offerings }: Sent): Omit<Product, 'id' | 'offeringId'> {
  const [offering] = offerings
  return {
    sku,
    values: Object.fromEntries(values.map((one) => [one.property_name, one.values[0] ?? ''])),
    quantity: offering?.quantity ?? 0,
    price: Math.round((offering?.price ?? 0) * 100),
    isEnabled: offering?.is_enabled ?? false,
  }
}

/** The names of properties are those that Etsy knows by their numbers. */
function hasForeignProperty(products: readonly Sent[]): boolean {
  const values = products.flatMap((one) => one.property_values ?? [])
  const names = [...new Set(values.map((one) => one.property_name))]
  return values.some((one) => one.property_id !== propertyId(one.property_name, names))
}

/** The products of a `PUT /listings/{listing_id}/inventory`, or why it is refused. */
export function readInventory(listing: Listing, body: unknown): readonly Omit<Product, 'id' | 'offeringId'>[] | string {
  const parsed = bodySchema.safeParse(body)
  if (!parsed.success) return `Invalid value for parameter: ${parsed.error.issues[0]?.path.join('.') || 'products'}`
  const { products, price_on_property: price = [], quantity_on_property: quantity = [] } = parsed.data
  if (hasForeignProperty(products)) return 'The property_values do not fit the properties of this listing'
  if (!isConsistent(products, price, (one) => one.offerings[0]?.price)) return 'Prices differ: see price_on_property'
  if (!isConsistent(products, quantity, (one) => one.offerings[0]?.quantity))
    return 'Quantities differ: see quantity_on_property'
  if (!isConsistent(products, parsed.data.sku_on_property ?? [], (one) => one.sku))
    return 'SKUs differ: see sku_on_property'
  if (products.some((one) => one.offerings[0]?.readiness_state_id !== readinessStateId))
    return `A readiness_state_id is needed for listing ${listing.id}`
  const made = products.map(toProduct)
  if (!made.some((one) => one.isEnabled && one.quantity > 0)) return 'One offering must have quantity greater than 0'
  return made
}
