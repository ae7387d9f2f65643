import type { Db } from '@bazaar/core/db'
import { countBlocks } from '@bazaar/testing'

type Client = Parameters<typeof countBlocks>[0]

interface Statement {
  readonly sql: string
  readonly values: readonly unknown[]
}

/** What is inserted as it was a moment ago would be refused. */
const isCounted = (sql: string): boolean => /^\s*(?:SELECT|WITH|UPDATE|DELETE)\b/i.test(sql)

function statementOf([query, values]: readonly unknown[]): Statement | undefined {
  const [sql, given] =
    typeof query === 'object' && query !== null && 'text' in query
      ? [query.text, 'values' in query ? query.values : values]
      : [query, values]
  return typeof sql === 'string' && isCounted(sql) ? { sql, values: Array.isArray(given) ? given : [] } : undefined
}

/** Measures what is asked of the database from now on, by Prisma and as plain SQL. */
export function createMeter({ pool }: Db) {
  let asked: Statement[] | undefined
  const seen = new WeakSet<object>()
  const listen = (client: Client): void => {
    if (seen.has(client)) return
    seen.add(client)
    const original: (...args: never[]) => unknown = client.query
    function heard(...args: unknown[]): unknown {
      const statement = statementOf(args)
      if (statement) asked?.push(statement)
      return Reflect.apply(original, client, args)
    }
    Object.defineProperty(client, 'query', { value: heard, configurable: true, writable: true })
  }
  pool.on('acquire', listen)

  async function record(work: () => Promise<unknown>): Promise<readonly Statement[]> {
    const statements: Statement[] = []
    asked = statements
    await work()
    asked = undefined
    return statements
  }

  return {
    /** How many blocks each statement of `work` touches when it is planned anew; what they write then is taken back. */
    async blocksOf(work: () => Promise<unknown>) {
      const statements = await record(work)
      const client = await pool.connect()
      const found: { readonly sql: string; readonly blocks: number }[] = []
      // Each by itself: what they lock together, the jobs of the bot may be waiting for in another order.
      try {
        for (const { sql, values } of statements) {
          await client.query('BEGIN')
          found.push({ sql, blocks: await countBlocks(client, sql, values) })
          await client.query('ROLLBACK')
        }
        return found
      } finally {
        client.release(true)
      }
    },
    stop: () => void pool.off('acquire', listen),
  }
}
