import { type ErrorShape, type Route, route } from '@bazaar/core/http'
import { z } from 'zod'
import type { Callback, CallbackOutcome } from './callback.service.ts'
import { pageStyle } from './page.ts'
import type { Pages } from './pages.ts'

const part = (max: number) => z.string().max(max).optional()

const statuses = {
  authorized: 200,
  denied: 200,
  kept: 200,
  unknown: 404,
  used: 410,
  expired: 410,
  unavailable: 502,
} as const
const page = z.string()

/** Where Etsy leads a seller’s browser back to. */
export function callbackRoute({ callback, pages }: { readonly callback: Callback; readonly pages: Pages }): Route {
  const errors: ErrorShape = {
    contentType: 'text/html',
    schema: page,
    body: ({ status }) => pages.refused(status),
  }
  return route({
    method: 'GET',
    path: '/callback',
    access: { by: 'public' },
    summary: 'The page that Etsy leads sellers back to',
    query: z.object({ code: part(2_000), state: part(200), error: part(200) }),
    responses: { 200: page, 404: page, 410: page, 502: page },
    page: { style: pageStyle },
    errors,
    limit: { max: 30, windowMs: 60_000 },
    async handle({ query, reply }) {
      const outcome: CallbackOutcome = await callback(query)
      return reply(statuses[outcome.kind], await pages.of(outcome))
    },
  })
}
