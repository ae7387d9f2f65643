import { innerOf } from '../errors/index.ts'
import { fieldOf, nameOf, safeMessage } from './safe-message.ts'

/** Errors within errors; deeper ones, and circles, are cut. */
const maxDepth = 5
const maxErrors = 10

/** What says which kind of trouble it is. Libraries hang statements, parameters, rows, payloads, commands and requests beside them. */
const knownFields: readonly string[] = [
  // Node.js, fetch, fastify, our own.
  ...['code', 'errno', 'syscall', 'address', 'hostname', 'port', 'status', 'statusCode', 'key', 'inDoubt'],
  // grammY.
  ...['method', 'error_code'],
  // PostgreSQL, and Prisma's driver.
  ...['severity', 'schema', 'table', 'column', 'dataType', 'constraint', 'routine', 'kind', 'originalCode'],
]

/** A name or a code, not a text. */
const isPlain = (value: unknown): boolean =>
  typeof value === 'number' ||
  typeof value === 'boolean' ||
  (typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value))

const onlyPlain = (fields: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => isPlain(value)))

const pick = (source: object): object =>
  onlyPlain(Object.fromEntries(knownFields.map((name) => [name, fieldOf(source, name)])))

const frame = /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?|native\))$/

/** Where it happened, without the message, which a stack repeats. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = message === '' ? -1 : stack.indexOf(message)
  const rest = start < 0 ? stack : stack.slice(start + message.length)
  return rest.split('\n').filter((line) => frame.test(line))
}

/**
 * What may be written down about something that was thrown: the kinds and names in it, where it happened, and its words where they are known to
 * hold nothing of people. A list of what goes in, not of what stays out: the next library hangs something else on its errors.
 */
export function errorRecord(thrown: unknown, depth = 0): object | string {
  if (depth === maxDepth) return '[deep]'
  // Anything can be thrown, and be the cause of something; what is no error may be a text.
  if (typeof thrown !== 'object' || thrown === null) return safeMessage(thrown)
  if (!(thrown instanceof Error)) return { ...pick(thrown), message: safeMessage(thrown) }
  const type = nameOf(thrown)
  const message = safeMessage(thrown)
  const cause = innerOf(thrown)
  const errors: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : []
  return {
    ...pick(thrown),
    ...onlyPlain({
      model: fieldOf(fieldOf(thrown, 'meta'), 'modelName'),
      command: fieldOf(fieldOf(thrown, 'command'), 'name'),
    }),
    type,
    message,
    stack: [`${type}: ${message}`, ...framesOf(thrown)].join('\n'),
    ...(cause === undefined ? {} : { cause: errorRecord(cause, depth + 1) }),
    ...(errors.length === 0 ? {} : { errors: errors.slice(0, maxErrors).map((one) => errorRecord(one, depth + 1)) }),
  }
}
