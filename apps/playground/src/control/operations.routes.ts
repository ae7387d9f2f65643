import type { Routes } from './context.ts'
import { ControlError } from './errors.ts'

const routes = ['/health', '/metrics', '/openapi.json'] as const

/** What the bot tells nobody without its token, for the browser of whoever plays. */
export const operationsRoutes: Routes = (server, { operations }) => {
  for (const route of routes) {
    server.get(`/control/bot${route}`, { schema: { hide: true } }, async (_request, reply) => {
      const answer = await operations.ask(route).catch(() => {
        throw new ControlError(409, 'bot-is-down', 'The bot does not answer; see its state on the page.')
      })
      const type = answer.headers.get('content-type') ?? 'text/plain'
      return reply
        .code(answer.status)
        .header('content-type', type)
        .send(await answer.text())
    })
  }
}
