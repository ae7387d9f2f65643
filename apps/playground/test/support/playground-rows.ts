import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'

/** Asks the database of a playground that runs: the control API shows what people see, not what is stored. */
export async function askDatabase(
  dataDir: string,
  sql: string,
  values: readonly unknown[],
): Promise<readonly object[]> {
  const folder = path.join(dataDir, 'database')
  const password = readFileSync(path.join(folder, 'password'), 'utf8').trim()
  const port = Number(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[3])
  const client = new Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres', password })
  await client.connect()
  try {
    return (await client.query(sql, [...values])).rows
  } finally {
    await client.end()
  }
}
