// Postings per second through core.ledger, beside pgbench that writes the same rows; hot accounts; pages of long statements.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadResult, pagesResult, type sides } from './ledger/measured.ts'
import { createPeer, peerScripts } from './ledger/peer.ts'
import { fillStatement } from './ledger/statements.ts'
import { bundle, bundled } from './support/bundle.ts'
import { type Child, startChild } from './support/child.ts'
import { readImageArgs } from './support/image-args.ts'
import { hasPgbench, runPgbenchScript } from './support/pgbench.ts'
import { type BenchPostgres, startBenchPostgres } from './support/postgres.ts'
import { readServerCpuMicros } from './support/process-cpu.ts'
import { round, spread } from './support/stats.ts'

const number = z.coerce.number().int().min(1)
const argument = z.object({ seconds: number.default(4), rounds: number.default(3), entries: number.default(1_000_000) })
const usage = z.object({ cpuMicros: z.number(), rss: z.number(), maxRss: z.number() })
const megabyte = 1024 * 1024
const aims = { post: 0.7, derived: 0.9, hot: 5, statement: 2 } as const

interface Stage {
  readonly postgres: BenchPostgres
  readonly url: string
  readonly peer: string
  readonly service: Child
}

/** Arguments: `--seconds 4` a figure, `--rounds 3`, `--entries 1000000` of the long statement. */
export async function run(args: readonly string[]): Promise<object> {
  if (!hasPgbench()) throw new Error('pgbench is missing: install it (Debian: postgresql-contrib)')
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...args], options: { seconds: text, rounds: text, entries: text } })
  const options = argument.parse(values)
  const loadBefore = loadavg()[0]
  const measured = await onStage(async (stage) => {
    await stage.service.ask('fill', z.object({}))
    const samples: Sample[] = []
    for (let n = 1; n <= options.rounds; n += 1) {
      const sample = await playRound(stage, options.seconds)
      samples.push(sample)
      console.log(`round ${n}`, JSON.stringify(sample), `load ${loadavg()[0]?.toFixed(1)}`)
    }
    return { samples, statement: await readStatements(stage, options.entries), memory: await memoryOf(stage) }
  })
  const of = (pick: (sample: Sample) => number, digits = 2) => spread(measured.samples.map(pick), digits)
  const ratios = {
    post8: of(({ post8, peer8 }) => post8.perSecond / peer8),
    post32: of(({ post32, peer32 }) => post32.perSecond / peer32),
    derived: of(({ post32, spread32 }) => post32.perSecond / spread32.perSecond),
    stored: of(({ stored32, spread32 }) => stored32.perSecond / spread32.perSecond),
    hot: of(({ hot, peerHot }) => hot.perSecond / peerHot),
    statement: round(measured.statement.long.p50 / measured.statement.short.p50, 2),
  }
  console.log(
    `\npost / pgbench ${ratios.post8.median} at 8, ${ratios.post32.median} at 32 (aim ${aims.post}); one derived / spread ${ratios.derived.median} ` +
      `(aim ${aims.derived}; one stored, as a control: ${ratios.stored.median}); hot stored by postMany / pgbench ${ratios.hot.median} (aim ${aims.hot}); ` +
      `page of a long statement / of a short one ${ratios.statement} (aim ${aims.statement})\n`,
  )
  const machine = {
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    loadBefore,
    loadAfter: loadavg()[0],
  }
  return { machine, options, ratios, ...measured }
}

type Sample = Awaited<ReturnType<typeof playRound>>

async function playRound(stage: Stage, seconds: number) {
  const peer = async (name: keyof typeof peerScripts, clients: number) =>
    (await runPgbenchScript(stage.peer, peerScripts[name], { clients, seconds })).perSecond
  const load = (clients: number, side: (typeof sides)[number]) => measure(stage, 'load', { clients, seconds, side })
  return {
    peer8: await peer('spread', 8),
    post8: await load(8, 'one'),
    peer32: await peer('spread', 32),
    post32: await load(32, 'one'),
    spread32: await load(32, 'spread'),
    stored32: await load(32, 'stored'),
    peerHot: await peer('hot', 32),
    hot: await measure(stage, 'hot', { inFlight: 200, seconds }),
  }
}

/** The server works for nobody else meanwhile. */
async function measure({ service, postgres }: Stage, command: 'load' | 'hot', input: object) {
  const before = readServerCpuMicros(postgres.pid) ?? Number.NaN
  const { perSecond, p50, p99, cpuMicros, total } = await service.ask(command, loadResult, input)
  const postgresMicros = round(((readServerCpuMicros(postgres.pid) ?? Number.NaN) - before) / total)
  return { perSecond, p50, p99, cpuMicros, postgresMicros }
}

async function readStatements({ postgres, url, service }: Stage, entries: number) {
  const [short, long] = [5_000_001n, 5_000_002n]
  await fillStatement(postgres, url, { user: short, entries: 1_000 })
  await fillStatement(postgres, url, { user: long, entries })
  const read = (user: bigint) => service.ask('pages', pagesResult, { user: `${user}`, pages: 500 })
  await read(short)
  await read(long)
  return { short: await read(short), long: await read(long) }
}

async function memoryOf({ service }: Stage): Promise<object> {
  const { rss, maxRss } = await service.ask('usage', usage)
  return { rssMb: Math.round(rss / megabyte), peakMb: Math.round(maxRss / megabyte) }
}

async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-bench-programs-'))
  await bundle([new URL('ledger/contenders/service.ts', import.meta.url)], folder)
  const postgres = await startBenchPostgres()
  const children: Child[] = []
  const end = async () => {
    for (const child of children) await child.stop()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const interrupted = () => void end().then(() => process.exit(1))
  // PostgreSQL would outlive us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    const url = await postgres.createDatabase()
    const service = startChild(bundled('service.ts', folder), {
      env: {
        DATABASE_URL: url,
        ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
        DATA_DIR: path.join(folder, 'data'),
      },
      nodeArgs: readImageArgs(),
    })
    children.push(service)
    return await work({ postgres, url, service, peer: await createPeer(postgres) })
  } finally {
    await end()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupted)
  }
}
