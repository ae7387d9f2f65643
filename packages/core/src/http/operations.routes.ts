import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireBearer } from './bearer.ts'
import { corePaths } from './core-paths.ts'
import { type HealthReport, healthSchema } from './health.ts'

const readySchema = z.object({ ready: z.boolean() })
const anybodysSchema = healthSchema.pick({ status: true })

/** What the routes tell. */
export interface OperationsFacts {
  health(): Promise<HealthReport>
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>
  openApi(): object
}

/** Who learns more of a port than whether the bot works: whoever reaches it, whoever brings the token, or nobody. */
export type Insiders = 'everybody' | 'nobody' | { readonly token: string }

/** `/ready`: whether traffic is wanted, which balancers ask. */
export function readyRoute(app: FastifyInstance, isReady: () => boolean): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    corePaths.ready,
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
}

function answerHealth(reply: FastifyReply, report: HealthReport, isInsider: boolean): FastifyReply {
  if (report.status === 'down') void reply.status(503).header('retry-after', '10')
  return reply.send(isInsider ? report : { status: report.status })
}

/**
 * `/health`, `/metrics` and `/openapi.json`. Strangers get the bare state of `/health`, which is what balancers and containers ask
 * without a token, and nothing else; a wrong token is refused everywhere, so that its owner notices.
 */
export function operationsRoutes(app: FastifyInstance, facts: OperationsFacts, insiders: Insiders): void {
  const guard = typeof insiders === 'object' ? { onRequest: requireBearer(insiders.token) } : {}
  const isOpen = insiders === 'everybody'
  const schema = {
    tags: ['operations'],
    summary: 'State of the process; with the token, also what it stands on',
    response: { 200: z.union([healthSchema, anybodysSchema]), 503: z.union([healthSchema, anybodysSchema]) },
  }
  const typed = app.withTypeProvider<ZodTypeProvider>()
  typed.get(
    corePaths.health,
    {
      schema,
      async onRequest(request, reply) {
        if (request.headers.authorization !== undefined) await guard.onRequest?.(request, reply)
      },
    },
    async (request, reply) => {
      const isKnown = guard.onRequest !== undefined && request.headers.authorization !== undefined
      return answerHealth(reply, await facts.health(), isOpen || isKnown)
    },
  )
  if (insiders === 'nobody') return
  app.get(corePaths.metrics, { ...guard, schema: { hide: true } }, async (_request, reply) => {
    const { contentType, body } = await facts.metrics()
    return reply.header('content-type', contentType).send(body)
  })
  app.get(corePaths.openApi, { ...guard, schema: { hide: true } }, async () => facts.openApi())
}
