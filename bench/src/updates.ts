// What a command costs in the whole bot, beside bare bots that reply to the same command and do nothing else.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { hasRedisServer, startRedisServer } from '@bazaar/testing'
import { z } from 'zod'
import { bundle } from './support/bundle.ts'
import { startChild } from './support/child.ts'
import { startBenchPostgres } from './support/postgres.ts'
import { readRedisPid } from './support/redis-pid.ts'
import { type Contender, contenders } from './updates/contenders.ts'
import { measure, type Options, type Sample, type Stage } from './updates/measure.ts'
import { printTable, summarize } from './updates/report.ts'

const number = z.coerce.number().int().min(0)
const argument = z.object({
  updates: number.default(20_000),
  'warm-up': number.default(10_000),
  users: number.min(1).default(2_000),
  rounds: number.min(1).default(3),
  paced: number.default(500),
  only: z.string().optional(),
  profile: z.string().optional(),
})

/**
 * Arguments: `--updates --warm-up --users --rounds --paced` (numbers), `--only a,b` (names of contenders), `--profile DIR`
 * (writes a CPU profile of each process there).
 */
export async function run(args: readonly string[]): Promise<object> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { updates: text, 'warm-up': text, users: text, rounds: text, paced: text, only: text, profile: text },
  })
  const { rounds, only, profile, ...rest } = argument.parse(values)
  const options: Options = {
    updates: rest.updates,
    warmUp: rest['warm-up'],
    users: rest.users,
    paced: rest.paced,
    pacedPerSecond: 50,
    nodeArgs: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  }
  const chosen = choose(only?.split(','))
  const loadBefore = loadavg()[0]
  const samples = await onStage(chosen, (stage) => playRounds(chosen, rounds, stage, options))
  const { nodeArgs, ...sizes } = options
  const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model, loadBefore }
  const summary = summarize(chosen, samples)
  printTable(chosen, summary)
  return { machine, options: { ...sizes, rounds }, ...summary }
}

function choose(names: readonly string[] | undefined): readonly Contender[] {
  const unknown = names?.filter((name) => !contenders.some((one) => one.name === name)) ?? []
  if (unknown.length > 0)
    throw new Error(`Unknown: ${unknown.join(', ')}. Known: ${contenders.map(({ name }) => name).join(', ')}`)
  const wanted = contenders.filter(({ name }) => names?.includes(name) ?? true)
  const redis = hasRedisServer()
  if (!redis) console.log('redis-server is missing: the row with Redis is left out')
  return wanted.filter(({ needs }) => redis || needs !== 'database and redis')
}

/** A B C A B C: what else the machine does meanwhile hits everybody alike. */
async function playRounds(
  chosen: readonly Contender[],
  rounds: number,
  stage: Stage,
  options: Options,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(chosen.map(({ name }) => [name, []]))
  for (let round = 1; round <= rounds; round++)
    for (const contender of chosen) {
      const sample = await measure(contender, stage, options)
      samples.get(contender.name)?.push(sample)
      console.log(
        `round ${round}  ${contender.label.padEnd(34)} ${sample.cpu.toFixed(0).padStart(5)} µs CPU per update  ` +
          `${sample.perSecond.toFixed(0).padStart(6)} updates/s  ${sample.peakMb.toFixed(0).padStart(4)} MB`,
      )
    }
  return samples
}

async function onStage<T>(chosen: readonly Contender[], work: (stage: Stage) => Promise<T>): Promise<T> {
  const programs = mkdtempSync(path.join(tmpdir(), 'bazaar-bench-programs-'))
  await bundle(
    [...new Set(chosen.map(({ file }) => file))].map((file) => new URL(`updates/contenders/${file}`, import.meta.url)),
    programs,
  )
  const api = startChild(new URL('updates/api-server.ts', import.meta.url))
  const postgres = await startBenchPostgres()
  const redis = hasRedisServer() ? await startRedisServer() : undefined
  const end = () => Promise.allSettled([api.stop(), redis?.stop(), postgres.stop()])
  const interrupted = () => void end().then(() => process.exit(1))
  // PostgreSQL would outlive us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted)
  try {
    const { port } = await api.ask('address', z.object({ port: z.number() }))
    return await work({
      api,
      apiRoot: `http://127.0.0.1:${port}`,
      programs,
      postgres,
      redis: redis && { url: redis.url, pid: await readRedisPid(redis.url) },
    })
  } finally {
    await end()
    rmSync(programs, { recursive: true, force: true })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupted)
  }
}
