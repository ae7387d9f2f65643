import type { EventType } from '@bazaar/core/events'
import { z } from 'zod'

/** An offer can be reserved from now on. Told once per offer, however often it is paused and resumed. */
export const offerPublished: EventType<{ readonly offer: bigint; readonly business: bigint }> = {
  name: 'marketplace.offer-published',
  payload: z.object({ offer: z.bigint(), business: z.bigint() }),
}
