import swagger from '@fastify/swagger'
import { type FastifyInstance, fastify } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { cronRoutes } from './cron.routes.ts'
import { useErrorReplies } from './error-replies.ts'
import { featureRoutes } from './feature-routes.ts'
import { createGracefulClose } from './graceful-close.ts'
import { useSafeJson } from './json-body.ts'
import { operationsRoutes } from './operations.routes.ts'
import { requestId, useRequestContext } from './request-context.ts'
import type { HttpServer, HttpServerOptions } from './types.ts'
import { webhookRoutes } from './webhook.routes.ts'

const secondMs = 1_000

function createApp(): FastifyInstance {
  const app = fastify({
    logger: false,
    genReqId: requestId,
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
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app
}

/**
 * Builds the HTTP server without listening: health, readiness, metrics, OpenAPI, Telegram's webhook, the cron route and the features'
 * routes. Routes without a response schema, and root routes that are not declared, fail the boot (`app.ready()` or `listen` rejects).
 */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { metrics, version, isReady = () => true, webhook, cron, features = [] } = options
  const app = createApp()
  const graceful = createGracefulClose(app)
  useSafeJson(app)
  useRequestContext(app, metrics)
  useErrorReplies(app, options)
  void app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Bazaar', version } },
    transform: jsonSchemaTransform,
  })
  // Registered after swagger, which only sees routes that come later.
  void app.register(async (scope) => {
    operationsRoutes(scope, options, () => isReady() && !graceful.isClosing())
    if (webhook !== undefined) webhookRoutes(scope, webhook)
    if (cron !== undefined) cronRoutes(scope, cron)
    featureRoutes(scope, features)
  })
  return {
    app,
    listen: ({ host, port }) => app.listen({ host, port }),
    closeGracefully: (ms) => graceful.close(ms),
  }
}
