// How long `/browse` takes with many active offers, beside one prepared SQL statement that finds the same rows on the same server.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Look, type LookResult, lookResult } from './browse/look.ts'
import { type Measured, printTable, summarize } from './browse/report.ts'
import { type BrowseMarket, createMarket } from './browse/seed.ts'
import { bundle, bundled } from './support/bundle.ts'
import { type Child, startChild } from './support/child.ts'
import { readImageArgs } from './support/image-args.ts'
import { type BenchPostgres, startBenchPostgres } from './support/postgres.ts'

const numbers = z.string().transform((list) => list.split(',').map((one) => z.coerce.number().int().min(1).parse(one)))
const argument = z.object({
  offers: numbers.default([1_000, 100_000, 1_000_000]),
  looks: z.coerce.number().int().min(10).default(200),
  rounds: z.coerce.number().int().min(1).default(3),
})
type Options = z.infer<typeof argument>
const usage = z.object({ rss: z.number(), maxRss: z.number() })
const megabyte = 1024 * 1024
const filters = ['nearby', 'all', 'ending'] as const
const files = ['service.ts', 'bare.ts'] as const

/** Arguments: `--offers 1000,100000` (sizes), `--looks 200` (a round, of each filter), `--rounds 3`. */
export async function run(args: readonly string[]): Promise<object> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...args], options: { offers: text, looks: text, rounds: text } })
  const options = argument.parse(values)
  const loadBefore = loadavg()[0]
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-bench-programs-'))
  await bundle(
    files.map((file) => new URL(`browse/contenders/${file}`, import.meta.url)),
    folder,
  )
  const postgres = await startBenchPostgres()
  try {
    const sizes = []
    for (const offers of options.offers) sizes.push(await measureSize(postgres, folder, offers, options))
    const summary = summarize(sizes.flatMap(({ measured }) => measured))
    printTable(summary)
    const machine = {
      node: process.version,
      cores: cpus().length,
      cpu: cpus()[0]?.model,
      loadBefore,
      loadAfter: loadavg()[0],
    }
    return { machine, options, memory: sizes.map(({ memory }) => memory), ...summary }
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureSize(postgres: BenchPostgres, folder: string, offers: number, options: Options) {
  const startedAt = performance.now()
  const market = await createMarket(postgres, offers, options.looks * (options.rounds + 1))
  console.log(`${offers} offers in ${Math.round((performance.now() - startedAt) / 1000)} s`)
  const start = (file: (typeof files)[number]): Child =>
    startChild(bundled(file, folder), {
      env: { DATABASE_URL: market.url, ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`, DATA_DIR: folder },
      // The image's limit.
      nodeArgs: readImageArgs(),
    })
  const [service, bare] = [start('service.ts'), start('bare.ts')]
  try {
    const measured: Measured[] = []
    for (const filter of filters) measured.push(await measureFilter({ service, bare }, market, offers, filter, options))
    const { rss, maxRss } = await service.ask('usage', usage)
    return { measured, memory: { offers, rssMb: Math.round(rss / megabyte), peakMb: Math.round(maxRss / megabyte) } }
  } finally {
    await Promise.all([service.stop(), bare.stop()])
  }
}

interface Contenders {
  readonly service: Child
  readonly bare: Child
}

/** Rounds alternate; the first one warms up and does not count. */
async function measureFilter(
  { service, bare }: Contenders,
  { places }: BrowseMarket,
  offers: number,
  filter: Look['filter'],
  { looks, rounds }: Options,
): Promise<Measured> {
  const results: Record<keyof Contenders, LookResult[]> = { bare: [], service: [] }
  for (let round = 0; round <= rounds; round++) {
    const at = Date.now()
    const input = {
      looks: places
        .slice(round * looks, (round + 1) * looks)
        .map((place, n) => ({ ...place, filter, at, userId: String(1_000 + n) })),
    }
    const answers = {
      bare: await bare.ask('looks', lookResult, input),
      service: await service.ask('looks', lookResult, input),
    }
    if (round === 0) continue
    results.bare.push(answers.bare)
    results.service.push(answers.service)
    console.log(`${offers} offers, ${filter}, round ${round}: load ${loadavg()[0]?.toFixed(1)}`)
  }
  return { offers, filter, ...results }
}
