import { z } from 'zod'
import type { Routes } from './context.ts'

const botStatus = z.object({
  state: z.enum(['starting', 'running', 'stopping', 'stopped', 'crashed']),
  pid: z.number().int().nullable(),
  restarts: z.number().int(),
})
const time = z.object({ time: z.string(), offset_ms: z.number().int() })
/** A century: further on, JavaScript's and PostgreSQL's dates are still exact, and nobody needs it. */
const maxAdvanceMs = 100 * 365 * 86_400_000

/** The world around Telegram: the bot's process and the clock. */
export const worldRoutes: Routes = (server, control) => {
  const { bot, clock } = control
  server.get('/control/bot', { schema: { summary: "The bot's process", response: { 200: botStatus } } }, () =>
    bot.status(),
  )
  const action = z.object({ action: z.enum(['kill', 'stop', 'start']) })
  server.post(
    '/control/bot',
    { schema: { summary: 'kill (SIGKILL), stop (SIGTERM) or start', body: action, response: { 200: botStatus } } },
    async (request) => {
      if (request.body.action === 'start') await bot.start()
      else await bot.end(request.body.action === 'kill' ? 'SIGKILL' : 'SIGTERM')
      return bot.status()
    },
  )

  server.get('/control/clock', { schema: { summary: "The platform's time", response: { 200: time } } }, () =>
    clock.read(),
  )
  const advance = z.object({ advance_ms: z.number().int().positive().max(maxAdvanceMs) })
  server.post(
    '/control/clock',
    { schema: { summary: 'Move the clock forward; what is due then runs', body: advance, response: { 200: time } } },
    async (request) => clock.advance(request.body.advance_ms),
  )
}
