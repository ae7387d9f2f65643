import { z } from 'zod'

/** Variables of this feature. After a change: `npm run env:example`. */
export const env = {
  MARKETPLACE_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO currency code like EUR')
    .default('EUR')
    .meta({ description: 'Currency that a new venue is offered first (ISO code).' }),
  MARKETPLACE_CANCEL_CUTOFF_MINUTES: z.coerce
    .number({ error: 'a whole number from 0 to 1440' })
    .int('a whole number from 0 to 1440')
    .min(0, 'a whole number from 0 to 1440')
    .max(1440, 'a whole number from 0 to 1440')
    .default(120)
    .meta({ description: 'Until how many minutes before pickup starts a reservation is cancelled for free.' }),
}

export type Settings = z.infer<z.ZodObject<typeof env>>
