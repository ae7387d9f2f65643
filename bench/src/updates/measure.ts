import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { bundled } from '../support/bundle.ts'
import { type Child, startChild } from '../support/child.ts'
import type { BenchPostgres } from '../support/postgres.ts'
import { readServerCpuMicros } from '../support/process-cpu.ts'
import { percentile } from '../support/stats.ts'
import type { Contender } from './contenders.ts'

export interface Options {
  readonly updates: number
  readonly warmUp: number
  readonly users: number
  /** Updates of the low, steady load; 0 leaves it out. */
  readonly paced: number
  readonly pacedPerSecond: number
  readonly nodeArgs: readonly string[]
}

/** What the contenders run against; started once. */
export interface Stage {
  readonly api: Child
  readonly apiRoot: string
  /** Folder of the contenders' bundles. */
  readonly programs: string
  readonly postgres: BenchPostgres
  readonly redis: { readonly url: string; readonly pid: number } | undefined
}

/** CPU in microseconds per update, memory in MB. */
export interface Sample {
  readonly cpu: number
  readonly perSecond: number
  readonly postgresCpu: number
  readonly redisCpu: number
  readonly rssMb: number
  readonly peakMb: number
  readonly paced: { readonly cpu: number; readonly p50: number; readonly p99: number } | undefined
}

const usage = z.object({ cpuMicros: z.number(), rss: z.number(), maxRss: z.number() })
const done = z.object({ seconds: z.number(), latencies: z.array(z.number()) })
const megabyte = 1024 * 1024

/** One contender in a process of its own: warm-up, full load, then a low steady load. */
export async function measure(contender: Contender, stage: Stage, options: Options): Promise<Sample> {
  const databaseUrl = contender.needs === 'nothing' ? undefined : await stage.postgres.createDatabase()
  const bot = startChild(bundled(contender.file, stage.programs), {
    env: {
      BENCH_API_ROOT: stage.apiRoot,
      BENCH_TOKEN: `1:${'x'.repeat(35)}`,
      ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(contender.needs === 'database and redis' && stage.redis ? { REDIS_URL: stage.redis.url } : {}),
      ...contender.env,
    },
    nodeArgs: [...options.nodeArgs, ...(contender.nodeArgs ?? [])],
  })
  const settled = () => waitUntilFinished(stage.postgres, databaseUrl)
  const load = async (count: number, intervalMs: number) => {
    const before = await readAll(bot, stage)
    const { seconds, latencies } = await stage.api.ask('load', done, { count, users: options.users, intervalMs })
    await settled()
    return { seconds, latencies, before, after: await readAll(bot, stage) }
  }
  try {
    await load(options.warmUp, 0)
    const full = await load(options.updates, 0)
    const paced =
      contender.paced && options.paced > 0 ? await load(options.paced, 1000 / options.pacedPerSecond) : undefined
    const per = (pick: 'cpuMicros' | 'postgres' | 'redis') => (full.after[pick] - full.before[pick]) / options.updates
    return {
      cpu: per('cpuMicros'),
      perSecond: options.updates / full.seconds,
      postgresCpu: contender.needs === 'nothing' ? 0 : per('postgres'),
      redisCpu: contender.needs === 'database and redis' ? per('redis') : 0,
      rssMb: full.after.rss / megabyte,
      peakMb: full.after.maxRss / megabyte,
      paced: paced && {
        cpu: (paced.after.cpuMicros - paced.before.cpuMicros) / options.paced,
        p50: percentile(paced.latencies, 0.5),
        p99: percentile(paced.latencies, 0.99),
      },
    }
  } finally {
    await bot.stop()
  }
}

async function readAll(bot: Child, { postgres, redis }: Stage) {
  return {
    ...(await bot.ask('usage', usage)),
    postgres: readServerCpuMicros(postgres.pid) ?? Number.NaN,
    redis: redis ? (readServerCpuMicros(redis.pid) ?? Number.NaN) : 0,
  }
}

/** Ours still marks updates as done after the last reply: that work counts too. */
async function waitUntilFinished(postgres: BenchPostgres, databaseUrl: string | undefined): Promise<void> {
  for (const deadline = Date.now() + 30_000; databaseUrl !== undefined; await delay(20)) {
    const [row] = await postgres.query<{ open: number }>(
      databaseUrl,
      'SELECT count(*)::int AS open FROM core_inbox WHERE done_at IS NULL',
    )
    if (row?.open === 0) return
    if (Date.now() > deadline) throw new Error(`${row?.open} updates were answered but not finished within 30 s`)
  }
}
