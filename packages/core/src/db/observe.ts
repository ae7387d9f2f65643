import type { Pool } from 'pg'

/** A query that took long. Its parameters are left out on purpose: they hold people's data. */
export interface SlowQuery {
  readonly sql: string
  readonly ms: number
  readonly failed: boolean
  readonly correlationId: string | undefined
}

export interface Observation {
  readonly slowMs: number
  readonly onSlowQuery: ((query: SlowQuery) => void) | undefined
  readonly correlationId: (() => string | undefined) | undefined
}

interface QueryConfig {
  readonly text: string
  readonly name?: unknown
}

function isConfig(value: unknown): value is QueryConfig {
  // Cursors and streams (`submit`) are left alone: they live longer than one call.
  return typeof value === 'object' && value !== null && 'text' in value && !('submit' in value)
}

/** Only harmless characters may enter a comment: an id that came from outside must not end it. */
function withComment(text: string, id: string): string {
  return `/* c=${id.replaceAll(/[^\w.:-]/g, '').slice(0, 64)} */ ${text}`
}

/** A named (prepared) statement keeps its text: a text that changes per call would defeat the server's cache. */
function annotate(query: unknown, id: string | undefined): unknown {
  if (id === undefined) return query
  if (typeof query === 'string') return withComment(query, id)
  if (isConfig(query) && !query.name) return { ...query, text: withComment(query.text, id) }
  return query
}

/**
 * One after the other: Prisma reads several relations of a transaction at once, and pg warns about queries that are handed to a busy
 * connection. What comes to an idle one is issued at once.
 */
function createLine(): (issue: () => unknown) => unknown {
  let last: Promise<unknown> | undefined
  return (issue) => {
    const result = last ? last.then(issue) : issue()
    if (!(result instanceof Promise)) return result
    const settled: Promise<unknown> = result.then(
      () => undefined,
      () => undefined,
    )
    last = settled
    void settled.then(() => {
      if (last === settled) last = undefined
    })
    return result
  }
}

/**
 * Watches every query of the pool, Prisma's and plain ones: reports the slow ones and writes the correlation id into
 * the SQL where that costs no prepared statement (plain queries, BEGIN and COMMIT, which frame Prisma's statements).
 */
export function observePool(pool: Pool, { slowMs, onSlowQuery, correlationId }: Observation): void {
  pool.on('connect', (client) => {
    const original: (...args: never[]) => unknown = client.query
    const inLine = createLine()
    function observed(...args: unknown[]): unknown {
      const sql = typeof args[0] === 'string' ? args[0] : isConfig(args[0]) ? args[0].text : undefined
      if (sql === undefined) return Reflect.apply(original, client, args)
      const id = correlationId?.()
      const startedAt = performance.now()
      const finish = (failed: boolean) => {
        const ms = performance.now() - startedAt
        if (ms >= slowMs) onSlowQuery?.({ sql, ms: Math.round(ms), failed, correlationId: id })
      }
      const callback = args.at(-1)
      const rest = args.slice(1)
      if (typeof callback === 'function') {
        rest[rest.length - 1] = (error: unknown, ...results: unknown[]) => {
          finish(Boolean(error))
          Reflect.apply(callback, undefined, [error, ...results])
        }
      }
      const issue = (): unknown => Reflect.apply(original, client, [annotate(args[0], id), ...rest])
      const result = typeof callback === 'function' ? issue() : inLine(issue)
      if (result instanceof Promise) {
        result.then(
          () => finish(false),
          () => finish(true),
        )
      }
      return result
    }
    // Not an assignment: the overloads of `query` have no single signature that TypeScript would accept.
    Object.defineProperty(client, 'query', { value: observed, configurable: true, writable: true })
  })
}
