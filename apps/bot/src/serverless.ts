import type { IncomingMessage, ServerResponse } from 'node:http'
import { type App, createApp } from '@bazaar/core/app'
import { createLogger, redact, safeMessage } from '@bazaar/core/log'
import { openDatabase, readVersion, requireConfig } from './boot.ts'
import { features } from './features.ts'

/**
 * Two functions for hosts that run no process of their own: point the host's routes at `webhook` (everything that HTTP
 * answers: Telegram's updates, health and, with `OPERATIONS_TOKEN`, metrics, the features' routes) and its scheduler, once a minute, at `cron` (due jobs and
 * waiting messages; needs `CRON_SECRET`). Both need `DATABASE_URL`, `WEBHOOK_URL` and `WEBHOOK_SECRET`.
 */
export type NodeFunction = (request: IncomingMessage, response: ServerResponse) => Promise<void>

async function build(): Promise<App> {
  const config = requireConfig()
  const { DATABASE_URL, LOG_LEVEL, OPERATIONS_PORT } = config.platform
  if (DATABASE_URL === undefined)
    throw new Error('DATABASE_URL is not set, and a function has no disk that lasts: set it to a PostgreSQL.')
  if (config.updates.mode === 'polling')
    throw new Error('WEBHOOK_URL is not set, and a function cannot poll: set it to the public URL of this function.')
  if (OPERATIONS_PORT !== undefined)
    throw new Error('OPERATIONS_PORT is set, and a function has no ports: set OPERATIONS_TOKEN instead.')
  await openDatabase(config, createLogger({ level: LOG_LEVEL }))
  const app = await createApp({ config, allFeatures: features, databaseUrl: DATABASE_URL, version: readVersion() })
  await app.prepare()
  return app
}

/** Hosts print what a function throws, with everything that hangs on it. */
function open(): Promise<App> {
  return build().catch((error: unknown) => {
    throw new Error(redact(safeMessage(error)))
  })
}

/** Hands the request to the routes; resolves when it is answered, because hosts freeze a process whose function returned. */
function answer(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
    app.http.app.server.emit('request', request, response)
  })
}

let opening: Promise<App> | undefined
let announced = false

/** One bot per process, built at its first call and kept; an attempt that failed is not. */
export const webhook: NodeFunction = async (request, response) => {
  opening ??= open()
  const app = await opening.catch((error: unknown) => {
    opening = undefined
    throw error
  })
  await answer(app, request, response)
}

/** For hosts that say when they end a process. */
export async function close(): Promise<void> {
  const app = await opening
  opening = undefined
  await app?.stop()
}
process.once('SIGTERM', () => void close().finally(() => process.exit(0)))

/**
 * Built for each call and taken down again: jobs run under this process's heartbeat, and a frozen process would be taken
 * for dead in the middle of one. The first call also tells Telegram where to deliver.
 */
export const cron: NodeFunction = async (request, response) => {
  const app = await open()
  try {
    if (!announced) await app.announce()
    announced = true
    await answer(app, request, response)
  } finally {
    await app.stop()
  }
}
