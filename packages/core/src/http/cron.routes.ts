import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors/index.ts'
import { sameSecret } from './same-secret.ts'
import type { HttpServerOptions } from './types.ts'

/** `/api/cron`: an outside scheduler wakes a serverless installation. Answers what was done. */
export function cronRoutes(app: FastifyInstance, cron: NonNullable<HttpServerOptions['cron']>): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/cron',
    exposeHeadRoute: false,
    schema: { hide: true },
    onRequest: async (request) => {
      const [, given] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '') ?? []
      if (!sameSecret(given, cron.secret)) throw new AppError('core-http-unauthorized', {}, 401)
    },
    handler: () => cron.run(),
  })
}
