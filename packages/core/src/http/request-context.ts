import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { newCorrelationId, withCorrelation } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'

/** Somebody else's request id, when it is short and plain enough for a log line; otherwise a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[A-Za-z0-9_-]{4,64}$/.test(given) ? given : newCorrelationId()
}

export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const

/** Correlation id through the whole request, security headers (unless a route set its own), counting and timing. */
export function useRequestContext(app: FastifyInstance, metrics: Metrics): void {
  const requests = metrics.counter('http_requests_total', 'Answered HTTP requests', ['method', 'route', 'status'])
  const seconds = metrics.histogram('http_request_seconds', 'Time to answer an HTTP request, in seconds', ['route'])

  app.addHook('onRequest', (request, _reply, done) => withCorrelation(request.id, done))
  // The body arrives in events of the socket, which know nothing of the context set above.
  app.addHook('preValidation', (request, _reply, done) => withCorrelation(request.id, done))
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) if (!reply.hasHeader(name)) reply.header(name, value)
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the path: paths are endless and may be personal.
    const route = request.routeOptions.url ?? 'none'
    requests.inc({ method: request.method, route, status: String(reply.statusCode) })
    seconds.observe(reply.elapsedTime / 1000, { route })
  })
}
