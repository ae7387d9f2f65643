import { Client } from 'pg'

export interface Entry {
  readonly id: number
  readonly updateId: number
  readonly chatId: number
  readonly text: string
  readonly stage: 'begin' | 'end'
  readonly process: number
}

/** Reads what the journal feature wrote, over a connection of its own. */
export interface Journal {
  entries(): Promise<readonly Entry[]>
  /** How many updates ended, repetitions not counted. */
  ended(): Promise<number>
  /** Updates that are recorded and not done. */
  unfinished(): Promise<number>
  query(sql: string): Promise<readonly Record<string, unknown>[]>
  close(): Promise<void>
}

export async function openJournal(url: string): Promise<Journal> {
  const client = new Client({ connectionString: url })
  // A server that is restarted under us is part of the test.
  client.on('error', () => undefined)
  await client.connect()
  await client.query(
    `CREATE TABLE IF NOT EXISTS journal_entry (id serial PRIMARY KEY, update_id bigint, chat_id bigint, text text, stage text, process int)`,
  )
  const count = async (sql: string) => Number((await client.query<{ n: string }>(sql)).rows[0]?.n ?? 0)
  return {
    async entries() {
      const { rows } = await client.query<Entry>(
        `SELECT id, update_id::float8 AS "updateId", chat_id::float8 AS "chatId", text, stage, process FROM journal_entry ORDER BY id`,
      )
      return rows
    },
    ended: () => count(`SELECT count(DISTINCT update_id) AS n FROM journal_entry WHERE stage = 'end'`),
    unfinished: () => count('SELECT count(*) AS n FROM core_inbox WHERE done_at IS NULL'),
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    close: () => client.end(),
  }
}

/** Chats in which a handler began before the one before it had ended. */
export function listOverlaps(entries: readonly Entry[]): readonly string[] {
  const open = new Map<number, Entry>()
  return entries.flatMap((entry) => {
    const before = open.get(entry.chatId)
    if (entry.stage === 'end') {
      open.delete(entry.chatId)
      return []
    }
    open.set(entry.chatId, entry)
    return before ? [`chat ${entry.chatId}: "${entry.text}" began while "${before.text}" was running`] : []
  })
}
