import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { makeStorable, storable } from '../i18n/index.ts'
import type { FeatureRoutes } from './types.ts'

function hasResponseSchema(route: RouteOptions): boolean {
  const response: unknown = route.schema?.response
  return (
    typeof response === 'object' && response !== null && Object.keys(response).some((status) => /^[23]/.test(status))
  )
}

/** Without a response schema whatever a service returns would reach the network, columns added later included. */
function checkRoute(feature: string, route: RouteOptions, rootPaths: readonly string[] | undefined): void {
  if (rootPaths !== undefined && !rootPaths.includes(route.url)) {
    throw new Error(
      `Feature "${feature}" registers the root route ${route.url}, but declares only ${rootPaths.join(', ')}; add it to the declared paths or mount it under /api/${feature}.`,
    )
  }
  if (!hasResponseSchema(route)) {
    throw new Error(
      `Route ${String(route.method)} ${route.url} of feature "${feature}" has no response schema; add schema.response with a zod schema for its success status.`,
    )
  }
}

/** Bodies, queries and paths, before they are validated: as texts that can be stored. */
const cleanRequest = async (request: FastifyRequest): Promise<void> => {
  const { body, query, params } = request
  makeStorable([body, query, params])
  if (typeof body === 'string') request.body = storable(body)
}

/** Mounts each feature's plugin in a scope of its own: its hooks and errors stay there. */
export function featureRoutes(app: FastifyInstance, features: readonly FeatureRoutes[]): void {
  for (const { id, api, root } of features) {
    if (api !== undefined) {
      void app.register(
        async (scope) => {
          scope.addHook('onRoute', (route) => checkRoute(id, route, undefined))
          scope.addHook('preValidation', cleanRequest)
          await scope.register(api)
        },
        { prefix: `/api/${id}` },
      )
    }
    if (root !== undefined) {
      void app.register(async (scope) => {
        scope.addHook('onRoute', (route) => checkRoute(id, route, root.paths))
        scope.addHook('preValidation', cleanRequest)
        await scope.register(root.routes)
      })
    }
  }
}
