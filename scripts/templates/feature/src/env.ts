import type { z } from 'zod'

/**
 * Variables of this feature, e.g. `SAMPLE_THING_MOST: z.coerce.number().int().default(3).meta({ description: 'How far it counts.' })`.
 * After a change: `npm run env:example`.
 */
export const env = {}

export type Settings = z.infer<z.ZodObject<typeof env>>
