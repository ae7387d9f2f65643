import type { Pool, PoolClient } from 'pg'
import type { SqlTx, Tx } from './types.ts'

type NameOf = (query: { readonly sql: string }) => string

async function finish<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  // Sent together with the first statement, whose failure tells more.
  const begun = client.query('BEGIN')
  begun.catch(() => undefined)
  const result = await work()
  await begun
  // After a failed statement that somebody swallowed, the server answers COMMIT with ROLLBACK.
  const { command } = await client.query('COMMIT')
  if (command !== 'COMMIT') throw new Error('Nothing was committed: a statement failed and its error was swallowed.')
  return result
}

/** One transaction on one connection; statements are prepared under the names that `nameOf` gives. */
export async function runSqlTx<T>(pool: Pool, nameOf: NameOf, work: (tx: SqlTx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // The pool listens to idle connections only. One that breaks between two statements would end the process; the next statement fails anyway.
  const ignore = () => undefined
  client.on('error', ignore)
  const release = (isBroken: boolean): void => {
    client.removeListener('error', ignore)
    client.release(isBroken)
  }
  const tx: SqlTx = {
    async query<Row extends object>(sql: string, values: readonly unknown[]) {
      const { rows } = await client.query<Row>({ name: nameOf({ sql }), text: sql, values: [...values] })
      return rows
    },
  }
  try {
    const result = await finish(client, () => work(tx))
    release(false)
    return result
  } catch (error) {
    await client.query('ROLLBACK').then(
      () => release(false),
      () => release(true),
    )
    throw error
  }
}

/** One statement in a transaction of either kind. Cast what is not text: int8 comes as bigint from one, as text from the other. */
export function queryIn<Row extends object>(
  tx: Tx | SqlTx,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  return 'query' in tx ? tx.query<Row>(sql, values) : tx.$queryRawUnsafe<Row[]>(sql, ...values)
}
