import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { Pool } from 'pg'
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

export interface PgbenchResult {
  readonly perSecond: number
  readonly average: number
}

export const hasPgbench = (): boolean => spawnSync('pgbench', ['--version']).status === 0

/** The server has no room for more connections than that. */
const mostClients = 100

interface Load {
  readonly inFlight: number
  readonly offers: number
  readonly seconds: number
}

async function runProgram(url: string, name: PgbenchScript, { offers, seconds }: Load, clients: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-pgbench-'))
  const file = path.join(folder, 'script.sql')
  try {
    writeFileSync(file, `\\set offer random(1, ${offers})\n${scripts[name].replaceAll('OFFER', ':offer')}\n`)
    const args = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', '2', '-T', `${seconds}`, '-f', file, url]
    const output = await text(spawn('pgbench', args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout)
    const figure = (pattern: RegExp): number => round(Number(pattern.exec(output)?.[1]), 2)
    return { perSecond: Math.round(figure(/tps = ([\d.]+)/)), average: figure(/latency average = ([\d.]+)/) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

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
