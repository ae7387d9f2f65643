import { z } from 'zod'
import { demoAccounts } from './catalogue.ts'

const listingIds = new Set(demoAccounts.flatMap(({ shop }) => shop?.listings.map(({ id }) => id) ?? []))
const userIds = new Set(demoAccounts.map(({ userId }) => userId))

const listing = z
  .number()
  .int()
  .refine((id) => listingIds.has(id), 'no such listing')
const product = z.union([z.string(), z.number().int()]).describe('SKU, value such as "L", place from 0 on, or id')
const quantity = z.number().int().min(0).max(999)

/** One thing that happens, or what lasts until it is told otherwise; what is left out stays as it is. */
export const answer = z.object({
  sell: z.object({ listing, product: product.optional(), count: quantity.default(1) }).optional(),
  sellOut: listing.optional(),
  edit: z
    .object({
      listing,
      product: product.optional(),
      title: z.string().min(1).max(140).optional(),
      quantity: quantity.optional(),
      price: z.number().int().positive().optional().describe('Minor units'),
      sku: z.string().max(32).optional(),
    })
    .optional(),
  restock: z
    .object({
      listing: listing.optional().describe('Left out: all'),
      product: product.optional(),
      quantity: quantity.min(1),
    })
    .optional(),
  expire: listing.optional(),
  deactivate: listing.optional(),
  activate: listing.optional(),
  remove: listing.optional(),
  revoke: z
    .number()
    .int()
    .refine((id) => userIds.has(id), 'no such account')
    .optional()
    .describe('userId of who takes the permission back'),
  delayMs: z.number().int().min(0).max(120_000).optional(),
  status: z.number().int().min(200).max(599).optional().describe('Of every answer; below 400 = as usual'),
  overQuota: z.boolean().optional(),
  webhooks: z.boolean().optional().describe('Etsy tells the bot of each sale at once'),
  reset: z.literal(true).optional().describe('Shops as at the start, and nothing goes wrong'),
})

export const state = z.object({
  accounts: z.array(
    z.object({
      userId: z.number().int(),
      login: z.string(),
      allowed: z.boolean().describe('The bot may read the shop'),
      shop: z.string(),
      listings: z.array(
        z.object({
          listing: z.number().int(),
          title: z.string(),
          state: z.string(),
          quantity: z.number().int(),
          products: z.array(z.object({ name: z.string(), sku: z.string(), quantity: z.number().int() })),
        }),
      ),
    }),
  ),
  delayMs: z.number().int(),
  status: z.number().int(),
  overQuota: z.boolean(),
  webhooks: z.boolean(),
  refused: z.string().nullable().describe('Why the last thing did not happen'),
  calls: z.number().int().describe('How often the bot asked since the start'),
  callsToday: z.number().int(),
})

export type EtsyAnswer = z.output<typeof answer>
export type EtsyState = z.output<typeof state>
