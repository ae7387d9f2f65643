import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.ts'
import { makeStorable } from '../i18n/index.ts'
import { type Caller, headerOf } from './access.ts'
import { pathOf } from './check-routes.ts'
import type { ErrorAnswer } from './error-replies.ts'
import { houseErrors } from './error-shape.ts'
import { createGuard } from './guard.ts'
import { openApiSchema } from './open-api.ts'
import type { Route } from './route.ts'
import { useRouteBodies } from './route-bodies.ts'
import type { RouteOptions } from './types.ts'

const idempotencyKey = /^[\x21-\x7e]{1,255}$/

/** What is known of a request before its handler runs. */
interface Arrived {
  readonly caller: Caller
  raw: Uint8Array
  isVerified: boolean
}

/** Mounts each feature's routes, every one in a scope of its own: its parsers and its answers to errors stay there. */
export function mountRoutes(app: FastifyInstance, options: RouteOptions, errors: ErrorAnswer): void {
  for (const { id, routes } of options.features)
    for (const route of routes) void app.register(async (scope) => mountRoute(scope, id, route, options, errors))
}

function mountRoute(
  app: FastifyInstance,
  id: string,
  route: Route,
  { limits, apiKeys, idempotency }: RouteOptions,
  errors: ErrorAnswer,
): void {
  const url = pathOf(id, route)
  const place = `${route.method} ${url}`
  const guard = createGuard(id, place, route, { limits, apiKeys })
  const arrived = new WeakMap<FastifyRequest, Arrived>()
  const arrivalOf = (request: FastifyRequest): Arrived => {
    const arrival = arrived.get(request)
    if (!arrival) throw new Error(`A request to ${place} came past its guard.`)
    return arrival
  }
  const verify = async (request: FastifyRequest, raw: Uint8Array): Promise<void> => {
    const arrival = arrivalOf(request)
    await guard.verify(raw, request.headers)
    Object.assign(arrival, { raw, isVerified: true })
  }

  useRouteBodies(app, route.accepts ?? ['json'], verify)
  app.route({
    method: route.method,
    url,
    exposeHeadRoute: false,
    ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
    schema: openApiSchema(id, route),
    // Each part is read by its own schema where its type is known.
    validatorCompiler: () => (value) => ({ value }),
    errorHandler: errors(route.errors ?? houseErrors),
    onRequest: async (request, reply) =>
      void arrived.set(request, {
        caller: await guard.admit(request, reply),
        raw: new Uint8Array(),
        isVerified: false,
      }),
    async preValidation(request) {
      // A request without a body met no parser.
      if (!arrivalOf(request).isVerified) await verify(request, new Uint8Array())
    },
    async handler(request, reply) {
      const { caller, raw } = arrivalOf(request)
      const sent = raw.length === 0 ? undefined : request.body
      const [body, query, params] = makeStorable([sent, request.query, request.params])
      const given = { params, query, body, caller, correlationId: request.id }
      const answered = route.idempotent
        ? await idempotency.run(
            {
              key: [callerName(caller), place, idempotencyKeyOf(request)],
              userId: caller.by === 'api-key' ? caller.userId : undefined,
              request: createHash('sha256').update(`${request.url}\n`).update(raw).digest('base64'),
            },
            (tx) => route.run(given, tx),
          )
        : { isFirst: true, answer: await route.run(given, undefined) }
      if (!answered.isFirst) void reply.header('idempotency-replayed', 'true')
      const { status, json } = answered.answer
      void reply.status(status)
      return json === '' ? reply.send() : reply.type('application/json; charset=utf-8').send(json)
    },
  })
}

const callerName = (caller: Caller): string => (caller.by === 'api-key' ? `user:${caller.userId}` : caller.by)

function idempotencyKeyOf({ headers }: FastifyRequest): string {
  const key = headerOf(headers, 'idempotency-key')
  if (key === undefined || !idempotencyKey.test(key)) throw new AppError('core-http-idempotency-missing', {}, 400)
  return key
}
