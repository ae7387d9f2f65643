// Reservations per second on one hot offer and over many, through the service, beside pgbench and a bare loop of the same SQL.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type LoadInput, loadResult } from './marketplace/closed-loop.ts'
import { runPgbench } from './marketplace/pgbench.ts'
import { type Level, printTable, type Sample, summarize } from './marketplace/report.ts'
import { createMarket, listFaults, offersSeeded } from './marketplace/seed.ts'
import { bundle, bundled } from './support/bundle.ts'
import { type Child, startChild } from './support/child.ts'
import { readImageArgs } from './support/image-args.ts'
import { hasPgbench } from './support/pgbench.ts'
import { type BenchPostgres, startBenchPostgres } from './support/postgres.ts'
import { readServerCpuMicros } from './support/process-cpu.ts'
import { round } from './support/stats.ts'

const numbers = z.string().transform((list) => list.split(',').map((one) => z.coerce.number().int().min(1).parse(one)))
const argument = z.object({
  seconds: z.coerce.number().min(1).default(4),
  rounds: z.coerce.number().int().min(1).default(3),
  levels: numbers.default([1, 8, 32, 200]),
  offers: numbers.default([1, offersSeeded]),
  profile: z.string().optional(),
})
const usage = z.object({ rss: z.number(), maxRss: z.number() })
const megabyte = 1024 * 1024
const files = ['service.ts', 'bare.ts'] as const

/** Arguments: `--seconds --rounds` (numbers), `--levels 1,8 --offers 1,1000` (lists), `--profile DIR` (a CPU profile of each process). */
export async function run(args: readonly string[]): Promise<object> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: text, rounds: text, levels: text, offers: text, profile: text },
  })
  const { profile, ...options } = argument.parse(values)
  if (!hasPgbench()) console.log('pgbench is missing: its transactions run through node-postgres instead')
  const loadBefore = loadavg()[0]
  const measured = await onStage(profile, async (stage) => ({
    levels: await playRounds(stage, options),
    memory: await memoryOf(stage),
  }))
  const summary = summarize(measured.levels)
  printTable(summary)
  const machine = {
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    loadBefore,
    loadAfter: loadavg()[0],
  }
  return { machine, options, pgbench: hasPgbench() ? 'program' : 'node-postgres', memory: measured.memory, ...summary }
}

interface Contender {
  readonly url: string
  readonly child: Child
}

interface Stage {
  readonly postgres: BenchPostgres
  readonly rawUrl: string
  readonly service: Contender
  readonly bare: Contender
}

async function playRounds(
  stage: Stage,
  { levels, offers, rounds, seconds }: Omit<z.infer<typeof argument>, 'profile'>,
): Promise<readonly Level[]> {
  const all = offers.flatMap((count) =>
    levels.map((inFlight) => ({ offers: count, inFlight, samples: [] as Sample[] })),
  )
  for (let number = 1; number <= rounds; number++)
    for (const level of all) {
      const load: LoadInput = { inFlight: level.inFlight, offers: level.offers, seconds }
      const sample: Sample = {
        update: await runPgbench(stage.rawUrl, 'update', load),
        updateInsert: await runPgbench(stage.rawUrl, 'update+insert', load),
        bare: await measure(stage, 'bare', load),
        service: await measure(stage, 'service', load),
      }
      level.samples.push(sample)
      console.log(
        `round ${number}  ${load.offers} offers, ${load.inFlight} in flight: update ${sample.update.perSecond}/s, with insert ` +
          `${sample.updateInsert.perSecond}/s, bare ${sample.bare.perSecond}/s, service ${sample.service.perSecond}/s ` +
          `(p50 ${sample.service.p50}, p99 ${sample.service.p99} ms), load ${loadavg()[0]?.toFixed(1)}`,
      )
    }
  for (const { url } of [stage.service, stage.bare]) {
    const faults = await listFaults(stage.postgres, url)
    if (faults.length > 0) throw new Error(`The figures are worth nothing: ${JSON.stringify(faults)}`)
  }
  return all
}

/** The server works for nobody else meanwhile. */
async function measure(stage: Stage, name: 'bare' | 'service', load: LoadInput): Promise<Sample['bare']> {
  const cpu = () => readServerCpuMicros(stage.postgres.pid) ?? Number.NaN
  const before = cpu()
  const result = await stage[name].child.ask('load', loadResult, load)
  return { ...result, postgresMicros: round((cpu() - before) / result.total) }
}

async function memoryOf({ service }: Stage): Promise<object> {
  const { rss, maxRss } = await service.child.ask('usage', usage)
  return { rssMb: Math.round(rss / megabyte), peakMb: Math.round(maxRss / megabyte) }
}

async function onStage<T>(profile: string | undefined, work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-bench-programs-'))
  const contenders = files.map((file) => new URL(`marketplace/contenders/${file}`, import.meta.url))
  await bundle(contenders, folder)
  const postgres = await startBenchPostgres()
  const children: Child[] = []
  const start = async (file: (typeof files)[number]): Promise<Contender> => {
    const url = await createMarket(postgres)
    const child = startChild(bundled(file, folder), {
      env: {
        DATABASE_URL: url,
        ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
        DATA_DIR: path.join(folder, 'data'),
      },
      nodeArgs: [...readImageArgs(), ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])],
    })
    children.push(child)
    return { url, child }
  }
  const end = async () => {
    await Promise.allSettled(children.map((child) => child.stop()))
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const interrupted = () => void end().then(() => process.exit(1))
  // PostgreSQL would outlive us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    return await work({
      postgres,
      rawUrl: await createMarket(postgres),
      service: await start('service.ts'),
      bare: await start('bare.ts'),
    })
  } finally {
    await end()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupted)
  }
}
