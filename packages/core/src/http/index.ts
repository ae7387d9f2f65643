export type { Access, Caller, RouteLimit, VerifySignature } from './access.ts'
export { checkRoutes } from './check-routes.ts'
export { corePaths } from './core-paths.ts'
export type { ErrorShape, InvalidPlace, Problem } from './error-shape.ts'
/** @waits for the webhooks of payment providers */
export { hmacSignature } from './hmac-signature.ts'
export type { Route, RouteSpec } from './route.ts'
export { route } from './route.ts'
export { createHttpServer } from './server.ts'
export type {
  ApiKeyDoor,
  HealthCheck,
  HealthReading,
  HttpServer,
  HttpServerOptions,
  Idempotency,
  TelegramUpdate,
} from './types.ts'
