import type { FastifyInstance } from 'fastify'
import { requireBearer } from './bearer.ts'
import { corePaths } from './core-paths.ts'
import type { HttpServerOptions } from './types.ts'

/** `/api/cron`: an outside scheduler wakes a serverless installation. Answers what was done. */
export function cronRoutes(app: FastifyInstance, cron: NonNullable<HttpServerOptions['cron']>): void {
  app.route({
    method: ['GET', 'POST'],
    url: corePaths.cron,
    exposeHeadRoute: false,
    schema: { hide: true },
    onRequest: requireBearer(cron.secret),
    handler: () => cron.run(),
  })
}
