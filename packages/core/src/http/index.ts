export { createHttpServer } from './server.ts'
export type { HealthCheck, HealthReading, HttpServer, HttpServerOptions, TelegramUpdate } from './types.ts'
