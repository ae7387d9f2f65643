import type { Fault } from '@bazaar/telegram-standin'
import { z } from 'zod'
import type { Routes } from './context.ts'
import { done } from './schemas.ts'

const fault = z
  .object({
    method: z.string().nullable().default(null).describe('Bot API method; null: every method'),
    chat_id: z.number().int().nullable().default(null),
    kind: z.enum(['429', '400', '403', '500', '502', 'slow', 'reset_before', 'reset_after', 'refuses']),
    what: z
      .enum(['style', 'copy_text', 'disabled', 'date_time', 'expandable_blockquote', 'effect', 'text_to_media'])
      .optional()
      .describe('For refuses: what the server does not know; calls without it go through'),
    retry_after: z.number().int().min(0).max(3600).optional(),
    delay_ms: z.number().int().min(0).max(120_000).optional(),
    times: z
      .number()
      .int()
      .min(1)
      .nullable()
      .optional()
      .describe('How many calls it hits, 1 unless told; null, and for refuses unless told: until cleared'),
    description: z.string().optional(),
  })
  .refine(
    ({ kind, what }) => (kind === 'refuses') === (what !== undefined),
    '`what` belongs to refuses, and to nothing else',
  )

const finding = z.object({ method: z.string(), kind: z.string(), message: z.string() })
const stats = z.object({
  calls: z.record(z.string(), z.number().int()),
  findings: z.array(finding),
  peak_per_second: z.number(),
  peak_per_chat_per_second: z.number(),
})

const delivered = z.object({
  update_id: z.number().int(),
  kind: z.string(),
  at: z.number(),
  via: z.enum(['polling', 'webhook']).nullable(),
  attempts: z.number().int(),
  state: z.enum(['pending', 'delivered', 'confirmed', 'dropped']),
  update: z.looseObject({}),
})

function toFault(body: z.infer<typeof fault>): Fault {
  const { retry_after, delay_ms, description, what, times, ...rest } = body
  return {
    ...rest,
    ...(retry_after === undefined ? {} : { retry_after }),
    ...(delay_ms === undefined ? {} : { delay_ms }),
    ...(description === undefined ? {} : { description }),
    ...(what === undefined ? {} : { what }),
    ...(times === undefined ? {} : { times }),
  }
}

/** What Telegram itself does: failures on demand, what it measured, what it delivered. */
export const telegramRoutes: Routes = (server, control) => {
  const { standin } = control
  server.post(
    '/control/faults',
    { schema: { summary: 'Make Telegram fail', body: fault, response: { 201: done } } },
    (request, reply) => {
      standin.faults.add(toFault(request.body))
      reply.code(201)
      return { ok: true as const }
    },
  )
  server.delete('/control/faults', { schema: { summary: 'Telegram works again', response: { 200: done } } }, () => {
    standin.faults.clear()
    return { ok: true as const }
  })
  server.get('/control/stats', { schema: { summary: 'Calls, findings and rates', response: { 200: stats } } }, () => {
    const { calls, findings, peak_per_second, peak_per_chat_per_second } = standin.stats()
    return { calls: { ...calls }, findings: [...findings], peak_per_second, peak_per_chat_per_second }
  })
  server.delete('/control/stats', { schema: { summary: 'Count from zero', response: { 200: done } } }, () => {
    standin.resetStats()
    return { ok: true as const }
  })
  const injected = z.object({ update_id: z.number().int() })
  const raw = {
    summary: 'Hand the bot any object as an update',
    body: z.record(z.string(), z.unknown()),
    response: { 201: injected },
  }
  server.post('/control/raw-update', { schema: raw }, (request, reply) => {
    reply.code(201)
    return { update_id: standin.rawUpdate(request.body) }
  })
  server.get(
    '/control/updates',
    { schema: { summary: 'Updates that the bot got', response: { 200: z.array(delivered) } } },
    () =>
      standin.updates().map((entry) => ({
        update_id: entry.updateId,
        kind: entry.kind,
        at: entry.at,
        via: entry.via,
        attempts: entry.attempts,
        state: entry.state,
        update: { ...entry.update },
      })),
  )
}
