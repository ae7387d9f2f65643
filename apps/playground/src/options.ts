import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The repository's root: relative folders start here, wherever `npm start` was typed. */
export const root = fileURLToPath(new URL('../../../', import.meta.url))

type Environment = Readonly<Record<string, string | undefined>>

export interface PlaygroundOptions {
  /** Absolute folder of everything that survives a restart. */
  readonly dataDir: string
  /** Chat page and control API. */
  readonly pagePort: number
  /** The bot's own HTTP. */
  readonly botPort: number
  /** What the bot process inherits. */
  readonly environment: Environment
}

export type ParsedOptions =
  | { readonly kind: 'ready'; readonly options: PlaygroundOptions }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback)
const tokenNames = ['BOT_TOKEN', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_TOKEN']

/** Settings that belong to production: mixing them with demo people would show real data to everybody on this machine. */
function productionSettings(environment: Environment): string[] {
  const problems: string[] = []
  const token = tokenNames.find((name) => environment[name])
  if (token)
    problems.push(
      `${token} is set: the playground talks to no real bot. Unset it, or run the bot itself with "npm start".`,
    )
  if (environment.DATABASE_URL) {
    problems.push(
      'DATABASE_URL is set but no BOT_TOKEN: set BOT_TOKEN to run the bot on that database, or unset DATABASE_URL (the playground brings its own database).',
    )
  }
  if (environment.NODE_ENV === 'production') {
    problems.push(
      'NODE_ENV=production but no BOT_TOKEN: set BOT_TOKEN to run in production, or unset NODE_ENV to play.',
    )
  }
  return problems
}

/** Reads the playground's settings; lists every problem at once. */
export function parseOptions(environment: Environment): ParsedOptions {
  const problems = productionSettings(environment)
  const readPort = (name: string, fallback: number) => {
    const parsed = port(fallback).safeParse(environment[name] || undefined)
    if (parsed.success) return parsed.data
    problems.push(`${name} is "${environment[name]}", expected a port number from 1 to 65535.`)
    return fallback
  }
  const botPort = readPort('PORT', 8080)
  const pagePort = readPort('PLAYGROUND_PORT', 8081)
  if (botPort === pagePort) problems.push(`PORT and PLAYGROUND_PORT are both ${botPort}; give them different ports.`)
  if (problems.length > 0) return { kind: 'refused', problems }
  const dataDir = path.resolve(root, environment.PLAYGROUND_DATA_DIR || '.data/playground')
  return { kind: 'ready', options: { dataDir, pagePort, botPort, environment } }
}
