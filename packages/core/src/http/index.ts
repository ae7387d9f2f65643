export { sameSecret } from './same-secret.ts'
export { createHttpServer } from './server.ts'
export type {
  FeatureRoutes,
  HealthCheck,
  HealthReading,
  HttpServer,
  HttpServerOptions,
  TelegramUpdate,
  WebhookOutcome,
} from './types.ts'
