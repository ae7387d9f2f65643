import { z } from 'zod'

const seconds = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

export const env = {
  ETSY_API_KEY: z.string().min(1).optional().meta({
    description:
      'Keystring of your app at Etsy. Without it, or without ETSY_SHARED_SECRET or ETSY_REDIRECT_URL, no shop can be linked.',
    secret: true,
  }),
  ETSY_SHARED_SECRET: z.string().min(1).optional().meta({ description: 'Shared secret of that app.', secret: true }),
  ETSY_REDIRECT_URL: z.url().optional().meta({
    description:
      'Public address of this bot’s page that Etsy leads back to, as registered with the app: https://<your host>/api/etsy-lowstock/callback',
  }),
  ETSY_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+=*$/, 'whsec_ and base64')
    .optional()
    .meta({
      description: 'Signing secret of Etsy’s webhooks (whsec_…), for apps with commercial access.',
      secret: true,
    }),
  ETSY_POLL_INTERVAL: seconds(10, 86_400)
    .default(60)
    .describe(
      'Shortest time between two looks at a shop, in seconds; it stretches so that the daily calls last all day',
    ),
  ETSY_CALLS_PER_DAY: z.coerce
    .number()
    .int()
    .min(1)
    .default(5000)
    .describe('Calls that Etsy allows your app a day, for all shops together, until Etsy’s answers say otherwise'),
  ETSY_CALLS_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(5).describe('The same for a second'),
  ETSY_API_URL: z.url().default('https://openapi.etsy.com/v3/application').describe('Where Etsy’s API is'),
  ETSY_TOKEN_URL: z
    .url()
    .default('https://api.etsy.com/v3/public/oauth/token')
    .describe('Where Etsy exchanges and renews tokens'),
  ETSY_CONNECT_URL: z
    .url()
    .default('https://www.etsy.com/oauth/connect')
    .describe('The page at Etsy where sellers allow the bot to read their shop'),
  ETSY_WEBHOOK_ALLOW_HOSTS: z
    .string()
    .default('')
    .describe(
      'Hosts of an intranet that sellers may have their alerts sent to although they are private or speak plain HTTP, e.g. `10.0.0.5:8080, erp.lan`; every other private address is refused',
    ),
}

export type Settings = z.infer<z.ZodObject<typeof env>>
