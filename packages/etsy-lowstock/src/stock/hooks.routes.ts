import { type Route, route } from '@bazaar/core/http'
import type { Counter } from '@bazaar/core/metrics'
import { z } from 'zod'
import type { Hooks } from './hooks.service.ts'
import { hookSchema, verifyHook } from './hooks.ts'

/** Where Etsy sends its webhooks to: POST /api/etsy-lowstock/webhook. @param secret left out: 404 */
export function hookRoutes(hooks: Hooks, secret: string | undefined, counter: Counter): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/webhook',
      summary: 'Takes a webhook of Etsy, which makes the bot look at the shop',
      access: {
        by: 'signed',
        header: 'webhook-signature',
        verify:
          secret === undefined
            ? undefined
            : (raw, headers) => {
                // The sender's clock is a machine's, and so is ours.
                const verified = verifyHook(secret, raw, headers, Date.now())
                if (!verified) counter.inc({ result: 'refused' })
                return verified
              },
      },
      body: hookSchema,
      bodyLimit: 100_000,
      responses: { 200: z.object({ taken: z.boolean() }) },
      async handle({ body, caller, reply }) {
        const result = await hooks.take(caller.messageId ?? '', body)
        return reply(200, { taken: result === 'taken' })
      },
    }),
  ]
}
