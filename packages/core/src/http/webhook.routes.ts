import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors/index.ts'
import { corePaths } from './core-paths.ts'
import { sameSecret } from './same-secret.ts'
import type { HttpServerOptions, TelegramUpdate } from './types.ts'

const paths = [corePaths.webhook, corePaths.oldWebhook] as const
const bodyLimit = 1_048_576

function isUpdate(body: unknown): body is TelegramUpdate {
  return typeof body === 'object' && body !== null && 'update_id' in body && Number.isSafeInteger(body.update_id)
}

/** Where Telegram delivers updates. The secret is checked in `onRequest`, before a byte of the body is read. */
export function webhookRoutes(app: FastifyInstance, webhook: NonNullable<HttpServerOptions['webhook']>): void {
  for (const path of paths) {
    app.post(path, {
      bodyLimit,
      schema: { hide: true },
      onRequest: async (request) => {
        const given = request.headers['x-telegram-bot-api-secret-token']
        if (!sameSecret(typeof given === 'string' ? given : undefined, webhook.secretToken)) {
          throw new AppError('core-http-unauthorized', {}, 401)
        }
      },
      handler: async (request, reply) => {
        if (!isUpdate(request.body)) throw new AppError('core-http-bad-request', {}, 400)
        const outcome = await webhook.handle(request.body)
        // An object without `method`: Telegram would execute one that has it.
        if (outcome === 'done') return {}
        const seconds = Math.max(1, Math.ceil(outcome.retryAfterSeconds))
        return reply.status(503).header('retry-after', String(seconds)).send({})
      },
    })
  }
}
