// The ledger on the product's core, without Telegram.
import { openWorkbench } from '@bazaar/core/app'
import { createBatcher } from '@bazaar/core/batch'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import type { AccountOwner, Leg, Posting } from '@bazaar/core/ledger'
import { readUsage, serve } from '../../support/serve.ts'
import { percentile, round } from '../../support/stats.ts'
import { benchFeature } from '../bench-feature.ts'
import { hotInput, loadInput, pagesInput, type sides } from '../measured.ts'
import { people } from '../peer.ts'

const { DATABASE_URL = '', ENCRYPTION_KEYS, DATA_DIR } = process.env
const result = loadConfig([benchFeature], {
  BOT_TOKEN: `1:${'x'.repeat(35)}`,
  ENCRYPTION_KEYS,
  DATA_DIR,
  DATABASE_POOL_SIZE: '40',
})
if (!result.ok) throw new Error(describeProblems(result.problems))
const clock = { now: () => new Date(), offsetMs: 0, onJump: () => () => undefined }
const workbench = await openWorkbench({
  config: result.config,
  databaseUrl: DATABASE_URL,
  clock,
  botUsername: 'bench_bot',
})
const { db, ledger } = workbench.core
const warmUpMs = 1_500
let posted = 0

const anybody = (): bigint => 1n + BigInt(Math.floor(Math.random() * people))
const walk = (from: Leg, to: Leg): Posting => {
  posted += 1
  return { key: `bench:walk:${process.pid}-${posted}`, reason: 'bench-walk', entity: 'K1', legs: [from, to] }
}

const sources: Readonly<Record<(typeof sides)[number], () => { readonly kind: string; readonly owner: AccountOwner }>> =
  {
    one: () => ({ kind: 'bench-issued', owner: 'system' }),
    spread: () => ({ kind: 'bench-issued', owner: { entity: `s${anybody()}` } }),
    stored: () => ({ kind: 'bench-pot', owner: { entity: 'full' } }),
  }

async function loop(clients: number, seconds: number, one: () => Promise<unknown>) {
  const latencies: number[] = []
  let total = 0
  let countsFrom = performance.now() + warmUpMs
  const until = countsFrom + seconds * 1_000
  let cpuBefore = process.cpuUsage()
  const worker = async (): Promise<void> => {
    for (let startedAt = performance.now(); startedAt < until; startedAt = performance.now()) {
      await one()
      total += 1
      if (startedAt < countsFrom) cpuBefore = process.cpuUsage()
      else latencies.push(performance.now() - startedAt)
    }
  }
  await Promise.all(Array.from({ length: clients }, worker))
  countsFrom = Math.min(countsFrom, performance.now())
  const cpu = process.cpuUsage(cpuBefore)
  return {
    perSecond: Math.round(latencies.length / ((performance.now() - countsFrom) / 1_000)),
    p50: round(percentile(latencies, 0.5), 2),
    p99: round(percentile(latencies, 0.99), 2),
    cpuMicros: round((cpu.user + cpu.system) / latencies.length),
    total,
  }
}

const wallet = () => ({ kind: 'core-wallet', owner: { user: anybody() }, currency: 'PTS', amount: 10n })

serve(
  {
    usage: readUsage,
    async fill() {
      // What the stored source gives out of.
      await db.sqlTx((tx) =>
        ledger.post(
          tx,
          walk(
            { kind: 'bench-issued', owner: 'system', currency: 'PTS', amount: -1_000_000_000n },
            { ...sources.stored(), currency: 'PTS', amount: 1_000_000_000n },
          ),
        ),
      )
      return {}
    },
    load(input) {
      const { clients, seconds, side } = loadInput.parse(input)
      return loop(clients, seconds, () =>
        db.sqlTx((tx) => ledger.post(tx, walk({ ...sources[side](), currency: 'PTS', amount: -10n }, wallet()))),
      )
    },
    hot(input) {
      const { inFlight, seconds } = hotInput.parse(input)
      const batched = createBatcher<Posting, object>((postings) => db.sqlTx((tx) => ledger.postMany(tx, postings)))
      return loop(inFlight, seconds, () =>
        batched(
          walk(
            { kind: 'bench-issued', owner: 'system', currency: 'PTS', amount: -10n },
            { kind: 'bench-pot', owner: { entity: 'hot' }, currency: 'PTS', amount: 10n },
          ),
        ),
      )
    },
    async pages(input) {
      const { user, pages } = pagesInput.parse(input)
      const times: number[] = []
      for (let n = 0; n < pages; n += 1) {
        const startedAt = performance.now()
        const [first] = (await ledger.statement(BigInt(user), 'PTS', 8)).slice(-1)
        await ledger.statement(BigInt(user), 'PTS', 8, first?.id)
        times.push((performance.now() - startedAt) / 2)
      }
      return { p50: round(percentile(times, 0.5), 3), p99: round(percentile(times, 0.99), 3) }
    },
  },
  () => workbench.close(),
)
