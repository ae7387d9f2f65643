// From the tap on the confirming button to the answer with the pickup code, through the whole bot.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createMarket, listFaults } from './marketplace/seed.ts'
import { bundle, bundled } from './support/bundle.ts'
import { type Child, startChild } from './support/child.ts'
import { readImageArgs } from './support/image-args.ts'
import { type BenchPostgres, startBenchPostgres } from './support/postgres.ts'
import { percentile, round, spread } from './support/stats.ts'
import { tapResult } from './taps/people.ts'

const number = z.coerce.number().int().min(1)
const argument = z.object({
  taps: number.default(2_000),
  'per-second': number.default(100),
  offers: number.max(1_000).default(1),
  rounds: number.default(3),
})
const usage = z.object({ cpuMicros: z.number(), rss: z.number(), maxRss: z.number() })
const megabyte = 1024 * 1024
const aimedP99 = 500
/** Taps before anything counts. */
const warmUp = 300

interface Stage {
  readonly telegram: Child
  readonly bot: Child
  readonly postgres: BenchPostgres
  readonly url: string
}

/** Arguments: `--taps 2000` a round, `--per-second 100`, `--offers 1` that they are spread over, `--rounds 3`. */
export async function run(args: readonly string[]): Promise<object> {
  const text = { type: 'string' } as const
  const options = { taps: text, 'per-second': text, offers: text, rounds: text }
  const {
    taps,
    offers,
    rounds,
    'per-second': perSecond,
  } = argument.parse(parseArgs({ args: [...args], options }).values)
  const loadBefore = loadavg()[0]
  const measured = await onStage(async (stage) => {
    await playRound(stage, { taps: warmUp, offers, perSecond })
    const samples = []
    for (let n = 1; n <= rounds; n++) {
      const sample = await playRound(stage, { taps, offers, perSecond })
      samples.push(sample)
      console.log(
        `round ${n}  p50 ${sample.p50} ms, p99 ${sample.p99} ms, ${sample.cpu} µs CPU, load ${loadavg()[0]?.toFixed(1)}`,
      )
    }
    const faults = await listFaults(stage.postgres, stage.url)
    if (faults.length > 0) throw new Error(`The figures are worth nothing: ${JSON.stringify(faults)}`)
    const { rss, maxRss } = await stage.bot.ask('usage', usage)
    return { samples, memory: { rssMb: Math.round(rss / megabyte), peakMb: Math.round(maxRss / megabyte) } }
  })
  const of = (pick: (sample: Sample) => number) => spread(measured.samples.map(pick))
  const p99 = of((sample) => sample.p99)
  const figures = {
    p50: of((sample) => sample.p50),
    p99,
    most: of((sample) => sample.most),
    cpuMicros: of((sample) => sample.cpu),
  }
  const met = p99.median <= aimedP99
  console.log(
    `\nAim: p99 at most ${aimedP99} ms, the code in the answer of every tap (${p99.median}): ${met ? 'met' : 'NOT met'}\n`,
  )
  const machine = {
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    loadBefore,
    loadAfter: loadavg()[0],
  }
  return {
    machine,
    options: { taps, offers, rounds, perSecond },
    memory: measured.memory,
    figures,
    aims: { p99: p99.median, met },
  }
}

type Sample = Awaited<ReturnType<typeof playRound>>

async function playRound(
  { telegram, bot }: Stage,
  { taps, offers, perSecond }: { readonly taps: number; readonly offers: number; readonly perSecond: number },
) {
  await telegram.ask('gather', z.object({}), { people: taps, offers })
  const before = await bot.ask('usage', usage)
  const { latencies, withoutCode } = await telegram.ask('tap', tapResult, { perSecond })
  const after = await bot.ask('usage', usage)
  if (withoutCode.length > 0)
    throw new Error(`${withoutCode.length} taps got no code: ${JSON.stringify(withoutCode.slice(0, 3))}`)
  const at = (share: number) => round(percentile(latencies, share))
  return { p50: at(0.5), p99: at(0.99), most: at(1), cpu: Math.round((after.cpuMicros - before.cpuMicros) / taps) }
}

async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-bench-programs-'))
  const program = new URL('taps/contenders/bot.ts', import.meta.url)
  await bundle([program], folder)
  const postgres = await startBenchPostgres()
  const telegram = startChild(new URL('taps/telegram.ts', import.meta.url))
  const children = [telegram]
  const end = async () => {
    // The bot first: it calls the others until its end.
    for (const child of children.toReversed()) await child.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const interrupted = () => void end().then(() => process.exit(1))
  // PostgreSQL would outlive us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    const { port } = await telegram.ask('address', z.object({ port: z.number() }))
    const url = await createMarket(postgres)
    const bot = startChild(bundled('bot.ts', folder), {
      env: {
        DATABASE_URL: url,
        ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
        DATA_DIR: path.join(folder, 'data'),
        BENCH_API_ROOT: `http://127.0.0.1:${port}`,
      },
      nodeArgs: readImageArgs(),
    })
    children.push(bot)
    return await work({ telegram, bot, postgres, url })
  } finally {
    await end()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupted)
  }
}
