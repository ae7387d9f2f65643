import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pathOf } from './check-routes.ts'
import type { ErrorAnswer } from './error-replies.ts'
import { houseErrors } from './error-shape.ts'
import { createGuard } from './guard.ts'
import { openApiSchema } from './open-api.ts'
import { pagePolicy } from './page.ts'
import type { Route } from './route.ts'
import { useRouteBodies } from './route-bodies.ts'
import { type Arrived, createRouteHandler } from './route-handler.ts'
import type { RouteOptions } from './types.ts'

const nothing = new Uint8Array()

/** Mounts each feature's routes, every one in a scope of its own: its parsers and its answers to errors stay there. */
export function mountRoutes(app: FastifyInstance, options: RouteOptions, errors: ErrorAnswer): void {
  for (const { id, routes } of options.features)
    for (const route of routes) void app.register(async (scope) => mountRoute(scope, id, route, options, errors))
}

function mountRoute(app: FastifyInstance, id: string, route: Route, options: RouteOptions, errors: ErrorAnswer): void {
  const url = pathOf(id, route)
  const place = `${route.method} ${url}`
  const guard = createGuard(id, place, route, options)
  const handle = createRouteHandler(place, route, options.idempotency)
  const { note, arrivalOf } = createArrivals(place)
  const policy = route.page && pagePolicy(route.page)
  const verified = new WeakSet<FastifyRequest>()
  const verify = async (request: FastifyRequest, raw: Uint8Array): Promise<void> => {
    const caller = await guard.verify(raw, request.headers)
    verified.add(request)
    note(request, { ...arrivalOf(request), ...(caller && { caller }), raw })
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
    async onRequest(request, reply) {
      if (policy !== undefined) void reply.header('content-security-policy', policy)
      note(request, { caller: await guard.admit(request, reply), raw: nothing })
    },
    async preValidation(request) {
      // A request without a body met no parser.
      if (!verified.has(request)) await verify(request, nothing)
    },
    handler: (request, reply) => handle(arrivalOf(request), request, reply),
  })
}

/** What is known of requests between the guard and the handler. */
function createArrivals(place: string) {
  const arrivals = new WeakMap<FastifyRequest, Arrived>()
  return {
    note: (request: FastifyRequest, arrived: Arrived): void => void arrivals.set(request, arrived),
    arrivalOf(request: FastifyRequest): Arrived {
      const arrived = arrivals.get(request)
      if (!arrived) throw new Error(`A request to ${place} came past its guard.`)
      return arrived
    },
  }
}
