import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { createHealth, healthSchema } from './health.ts'
import type { HttpServerOptions } from './types.ts'

const readySchema = z.object({ ready: z.boolean() })

/** `/health`, `/ready`, `/metrics` and `/openapi.json`. */
export function operationsRoutes(app: FastifyInstance, options: HttpServerOptions, isReady: () => boolean): void {
  const typed = app.withTypeProvider<ZodTypeProvider>()
  const health = createHealth(options)

  typed.get(
    '/health',
    {
      schema: {
        tags: ['operations'],
        summary: 'State of the process and what it stands on',
        response: { 200: healthSchema, 503: healthSchema },
      },
    },
    async (_request, reply) => {
      const report = await health()
      if (report.status !== 'down') return report
      return reply.status(503).header('retry-after', '10').send(report)
    },
  )
  typed.get(
    '/ready',
    {
      schema: {
        tags: ['operations'],
        summary: 'Whether traffic is wanted',
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      if (isReady()) return { ready: true }
      return reply.status(503).header('retry-after', '2').send({ ready: false })
    },
  )
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    const { contentType, body } = await options.metrics.render()
    return reply.header('content-type', contentType).send(body)
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
