import { jobType } from '@bazaar/core/jobs'
import { z } from 'zod'

const walk = z.coerce.bigint()

/** A walk may be over. `heard`: how many reports there were when that was noticed first; as many still, and it is over. */
export const walkDue = jobType('steps-rewards.walk-due', z.object({ walk, heard: z.number().int().optional() }))
/** Asks what it feels like where a walk began. */
export const walkWeather = jobType('steps-rewards.walk-weather', z.object({ walk }))
