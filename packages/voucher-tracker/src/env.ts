import { linkUrl } from '@bazaar/core/config'
import { z } from 'zod'

const seconds = (min: number) => z.coerce.number().int().min(min).max(86_400)

export const env = {
  VOUCHER_TRACKER_CHECK_INTERVAL: seconds(1)
    .default(3600)
    .describe('Seconds between two checks of a shop, for all users together'),
  VOUCHER_TRACKER_BACKOFF_MAX: seconds(10).default(3600).describe('Longest pause after failures of a shop, in seconds'),
  VOUCHER_TRACKER_STANSHOP_URL: z
    .url()
    .default('https://api.getstan.app')
    .describe("Where StanShop's inventory is asked"),
  VOUCHER_TRACKER_STANSHOP_SLUG: z
    .string()
    .min(1)
    .default('phonepe-gift-voucher')
    .describe('Which StanShop voucher is watched'),
  VOUCHER_TRACKER_SHOP_PAGE_URL: linkUrl('https://shop.example.com/vouchers')
    .default('https://www.stanshop.co/in/product/phonepe-gift-card')
    .describe('The page behind "Open shop"'),
}

export type Settings = z.infer<z.ZodObject<typeof env>>
