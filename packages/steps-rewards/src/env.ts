import { z } from 'zod'

const steps = z.coerce
  .number({ error: 'a whole number from 1 to 100000' })
  .int('a whole number from 1 to 100000')
  .min(1, 'a whole number from 1 to 100000')
  .max(100_000, 'a whole number from 1 to 100000')

/** Variables of this feature. After a change: `npm run env:example`. */
export const env = {
  STEPS_REWARDS_DAILY_STEPS: steps
    .default(10_000)
    .meta({ description: 'How many steps of one person and day earn points.' }),
  STEPS_REWARDS_HAND_STEPS: steps.default(3_000).meta({ description: 'How many of these may be entered by hand.' }),
  STEPS_REWARDS_WEATHER_URL: z
    .url()
    .default('https://api.open-meteo.com')
    .meta({ description: 'Where the weather is asked for: Open-Meteo, or what speaks its protocol.' }),
  STEPS_REWARDS_WEATHER_KEY: z.string().min(1).optional().meta({
    description: 'Your key there; Open-Meteo asks commercial operators to have one.',
    secret: true,
  }),
}

export type Settings = z.infer<z.ZodObject<typeof env>>
