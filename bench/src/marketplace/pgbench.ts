import { Pool } from 'pg'
import { hasPgbench, type PgbenchResult, runPgbenchScript } from '../support/pgbench.ts'
import { round } from '../support/stats.ts'

/** One conditional UPDATE a commit: the raw limit of a hot row. */
const update = `UPDATE marketplace_item SET committed = committed + 1 WHERE id = OFFER AND quantity - committed >= 1;`

/** The least that sells: stock and a row for the purchase, one commit each. */
const updateInsert = `BEGIN;
${update}
INSERT INTO marketplace_purchase (offer_id, item_id, business_id, user_id, state, quantity, unit_price_minor, currency, request_key,
  code_key_id, reserved_at)
VALUES (OFFER, OFFER, OFFER, :client_id, 'CONFIRMED', 1, 400, 'EUR', gen_random_uuid()::text, 'a', now());
COMMIT;`

const scripts = { update, 'update+insert': updateInsert } as const
export type PgbenchScript = keyof typeof scripts

/** The server has no room for more connections than that. */
const mostClients = 100

interface Load {
  readonly inFlight: number
  readonly offers: number
  readonly seconds: number
}

const runProgram = (url: string, name: PgbenchScript, { offers, seconds }: Load, clients: number) =>
  runPgbenchScript(url, `\\set offer random(1, ${offers})\n${scripts[name].replaceAll('OFFER', ':offer')}\n`, {
    clients,
    seconds,
  })

/** The same statements without the program, over as many connections of node-postgres. */
async function runPlainly(url: string, name: PgbenchScript, { offers, seconds }: Load, clients: number) {
  const pool = new Pool({ connectionString: url, max: clients })
  const until = performance.now() + seconds * 1_000
  let count = 0
  const worker = async (_: unknown, id: number): Promise<void> => {
    while (performance.now() < until) {
      const offer = 1 + Math.floor(Math.random() * offers)
      await pool.query(scripts[name].replaceAll('OFFER', `${offer}`).replaceAll(':client_id', `${id}`))
      count += 1
    }
  }
  await Promise.all(Array.from({ length: clients }, worker))
  await pool.end()
  return { perSecond: Math.round(count / seconds), average: round((clients * seconds * 1_000) / count, 2) }
}

/** As many connections as there are in flight, at most 100; throughput and the average in milliseconds. */
export function runPgbench(url: string, name: PgbenchScript, load: Load): Promise<PgbenchResult> {
  const clients = Math.min(load.inFlight, mostClients)
  return hasPgbench() ? runProgram(url, name, load, clients) : runPlainly(url, name, load, clients)
}
