import swagger from '@fastify/swagger'
import { type FastifyInstance, fastify } from 'fastify'
import { jsonSchemaTransform, serializerCompiler } from 'fastify-type-provider-zod'
import { cronRoutes } from './cron.routes.ts'
import { createErrorAnswer, refuseUnroutable, useErrorReplies } from './error-replies.ts'
import { createGracefulClose } from './graceful-close.ts'
import { createHealth } from './health.ts'
import { useSafeJson } from './json-body.ts'
import { listenAt } from './listen.ts'
import { mountRoutes } from './mount-routes.ts'
import { securitySchemes } from './open-api.ts'
import { type Insiders, type OperationsFacts, operationsRoutes, readyRoute } from './operations.routes.ts'
import { requestId, useRequestContext } from './request-context.ts'
import type { HttpServer, HttpServerOptions } from './types.ts'
import { webhookRoutes } from './webhook.routes.ts'

const secondMs = 1_000
/** A scrape that runs at the end may still finish. */
const lastScrapeMs = secondMs

function createApp(options: HttpServerOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    trustProxy: [...(options.trustedProxies ?? [])],
    genReqId: requestId,
    frameworkErrors: refuseUnroutable(options.message),
    bodyLimit: 1_048_576,
    // Slow clients: the whole request has to arrive within this time, looked at every 2 s.
    requestTimeout: 20 * secondMs,
    // Longer than usual load balancers keep theirs, so that they never send on a connection that we are closing.
    keepAliveTimeout: 72 * secondMs,
    http: { headersTimeout: 10 * secondMs, connectionsCheckingInterval: 2 * secondMs },
    forceCloseConnections: 'idle',
    // Requests on connections that were accepted before the close are still answered.
    return503OnClosing: false,
  })
  app.setSerializerCompiler(serializerCompiler)
  useSafeJson(app)
  useRequestContext(app, options.metrics)
  useErrorReplies(app, createErrorAnswer(options))
  return app
}

const insidersOf = ({ operations }: HttpServerOptions, otherwise: 'everybody' | 'nobody'): Insiders =>
  operations?.token === undefined ? otherwise : { token: operations.token }

/** The listener for operators, where they have an address of their own. */
function createOperations(options: HttpServerOptions, facts: OperationsFacts, isReady: () => boolean) {
  const address = options.operations?.address
  if (address === undefined) return undefined
  const app = createApp(options)
  const graceful = createGracefulClose(app)
  readyRoute(app, isReady)
  operationsRoutes(app, facts, insidersOf(options, 'everybody'))
  return { app, graceful, address }
}

/**
 * Builds the HTTP server without listening: health, readiness, metrics, OpenAPI, Telegram's webhook, the cron route and the features'
 * routes, which `checkRoutes` looked at before.
 */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { metrics, version, isReady = () => true, webhook, cron, routes } = options
  const app = createApp(options)
  const graceful = createGracefulClose(app)
  const isWanted = () => isReady() && !graceful.isClosing()
  const facts = { health: createHealth(options), metrics: () => metrics.render(), openApi: () => app.swagger() }
  const operations = createOperations(options, facts, isWanted)
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Bazaar', version },
      ...(routes && { components: { securitySchemes: securitySchemes(routes) } }),
    },
    transform: jsonSchemaTransform,
  })
  // Registered after swagger, which only sees routes that come later.
  void app.register(async (scope) => {
    readyRoute(scope, isWanted)
    if (operations === undefined) operationsRoutes(scope, facts, insidersOf(options, 'nobody'))
    if (webhook !== undefined) webhookRoutes(scope, webhook)
    if (cron !== undefined) cronRoutes(scope, cron)
    if (routes !== undefined) mountRoutes(scope, routes, createErrorAnswer(options))
  })

  async function closeGracefully(ms: number): Promise<void> {
    const until = performance.now() + ms
    await graceful.close(ms)
    // Until here it says how the stop goes.
    await operations?.graceful.close(Math.max(0, Math.min(lastScrapeMs, until - performance.now())))
  }

  return {
    app,
    operations: operations?.app,
    async listen(address) {
      await app.ready()
      try {
        if (operations) await listenAt(operations.app, operations.address, 'OPERATIONS_')
        return await listenAt(app, address)
      } catch (error) {
        await closeGracefully(0)
        throw error
      }
    },
    closeGracefully,
  }
}
