import { pino, destination as pinoDestination, stdTimeFunctions } from 'pino'
import { correlationId } from './correlation.ts'
import { prettyLine } from './pretty.ts'
import { mask, redact } from './redact.ts'
import { scrubFields } from './scrub.ts'
import type { Logger } from './types.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Where lines go. Each call brings whole lines that end in a line feed. */
export interface LogDestination {
  write(line: string): void
}

export interface LoggerOptions {
  readonly level: LogLevel
  /** Standard output unless given. */
  readonly destination?: LogDestination
  /** One readable line instead of JSON. `colour` adds terminal colours. */
  readonly pretty?: boolean | { readonly colour: boolean }
  /** Configured secrets that are masked wherever they occur; values under 6 characters are ignored (they would mask half the log). */
  readonly secrets?: readonly string[]
}

type Redact = (text: string) => string
type Write = 'debug' | 'info' | 'warn' | 'error'

function createRedact(secrets: readonly string[]): Redact {
  const known = secrets.filter((secret) => secret.length >= 6).sort((a, b) => b.length - a.length)
  if (known.length === 0) return redact
  return (text) => {
    let clean = text
    for (const secret of known) clean = clean.replaceAll(secret, mask)
    return redact(clean)
  }
}

function createDestination(options: LoggerOptions): LogDestination {
  const target = options.destination ?? pinoDestination(1)
  const { pretty } = options
  if (pretty === undefined || pretty === false) return target
  const colour = pretty !== true && pretty.colour
  return { write: (line) => void target.write(prettyLine(line, colour)) }
}

function wrap(inner: pino.Logger, clean: Redact): Logger {
  const write =
    (level: Write) =>
    (fields: object, message: string): void => {
      // Copying fields is the expensive part; a line that nobody will see costs nothing.
      if (inner.isLevelEnabled(level)) inner[level](scrubFields(fields, clean), clean(message))
    }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => wrap(inner.child(scrubFields(fields, clean)), clean),
  }
}

/**
 * Creates the process's logger. Tokens, passwords and fields with secret names are masked in messages, fields and errors;
 * the current correlation id is added to every line. Errors go into fields: `log.error({ error }, 'What failed')`.
 */
export function createLogger(options: LoggerOptions): Logger {
  const inner = pino(
    {
      level: options.level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors arrive as plain copies already.
      serializers: {},
      mixin: () => {
        const id = correlationId()
        return id === undefined ? {} : { correlationId: id }
      },
    },
    createDestination(options),
  )
  return wrap(inner, createRedact(options.secrets ?? []))
}
