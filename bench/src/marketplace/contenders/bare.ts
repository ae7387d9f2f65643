// The least that does the same: plain node-postgres, the same function, the same rows for the receipts (as long, sealed once before), the
// same batches. No texts, no codes, no sealing, no metrics, no waiting room, nothing for the case that something fails.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Pool } from 'pg'
import { readUsage, serve } from '../../support/serve.ts'
import { runClosedLoop } from '../closed-loop.ts'
import { sealedReceipt } from '../sealed-receipt.ts'

interface Waiting {
  readonly userId: bigint
  readonly requestKey: string
  done(): void
}

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 })
const batchLimit = 200

/** As the product's outbox writes them. */
const receiptsSql = `
WITH content AS (
  SELECT ordinality::int - 1 AS b, decode(value, 'base64') AS bytes
  FROM json_array_elements_text($2::text::json) WITH ORDINALITY
), input AS MATERIALIZED (
  SELECT i.* FROM json_to_recordset($1::text::json) AS i(d bigint, n int, c bigint, e text)
), intent AS (
  INSERT INTO core_notification (id, chat_id, user_id, topic, entity, transition, created_at)
  SELECT d, c, c, 'marketplace-purchase-receipt', e, 'receipt-1', $3::text::timestamptz FROM input ORDER BY c, e, n
  ON CONFLICT (chat_id, topic, entity, transition) DO NOTHING
  RETURNING id
), delivery AS (
  INSERT INTO core_delivery (notification_id, kind, chat_id, priority, run_at, content, created_at)
  SELECT i.d, 'send', i.c, 3, $3::text::timestamptz, content.bytes, $3::text::timestamptz
  FROM input i JOIN intent ON intent.id = i.d JOIN content ON content.b = i.n ORDER BY i.n
  RETURNING 1
)
SELECT count(*), CASE WHEN count(*) > 0 THEN pg_notify('core_outbox', '')::text END AS told FROM input i JOIN intent ON intent.id = i.d`

async function decide(offerId: bigint, batch: readonly Waiting[]): Promise<void> {
  const client = await pool.connect()
  await client.query('BEGIN')
  const now = new Date().toISOString()
  const { rows } = await client.query<{ decided: { readonly ids: string[]; readonly receipts: string[] } }>({
    name: 'reserve',
    text: 'SELECT marketplace_reserve($1, $2, $3, $4, $5, $6, $7) AS decided',
    values: [
      String(offerId),
      now,
      batch.map(({ userId }) => String(userId)),
      batch.map(() => String(offerId)),
      batch.map(() => 1),
      batch.map(({ requestKey }) => requestKey),
      'a',
    ],
  })
  const { ids = [], receipts = [] } = rows[0]?.decided ?? {}
  const intents = batch.map(({ userId }, n) => ({ d: receipts[n], n, c: String(userId), e: `purchase:${ids[n]}` }))
  const contents = batch.map(() => sealedReceipt)
  await client.query({
    name: 'receipts',
    text: receiptsSql,
    values: [JSON.stringify(intents), JSON.stringify(contents), now],
  })
  await client.query('COMMIT')
  client.release()
  for (const { done } of batch) done()
}

const lines = new Map<bigint, Waiting[]>()

async function serveLine(offerId: bigint, queue: Waiting[]): Promise<void> {
  while (queue.length > 0) {
    await decide(offerId, queue.splice(0, batchLimit))
    await nextTurn()
  }
  lines.delete(offerId)
}

function reserve(userId: bigint, offerId: bigint, requestKey: string): Promise<void> {
  return new Promise((done, fail) => {
    const queue = lines.get(offerId)
    if (queue) return void queue.push({ userId, requestKey, done })
    const opened = [{ userId, requestKey, done }]
    lines.set(offerId, opened)
    serveLine(offerId, opened).catch(fail)
  })
}

serve({ usage: readUsage, load: (input) => runClosedLoop(reserve, input) }, () => pool.end())
