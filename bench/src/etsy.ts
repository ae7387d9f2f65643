// How long one look at a shop of 10,000 listings takes, beside a bare loop that fetches and parses the same pages from the same server.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startEtsy } from '@bazaar/etsy-lowstock/demo'
import { z } from 'zod'
import { type LookResult, lookResult } from './etsy/measured.ts'
import { bundle, bundled } from './support/bundle.ts'
import { startChild } from './support/child.ts'
import { readImageArgs } from './support/image-args.ts'
import { startBenchPostgres } from './support/postgres.ts'
import { readServerCpuMicros } from './support/process-cpu.ts'
import { percentile, round, spread } from './support/stats.ts'

const argument = z.object({
  listings: z.coerce.number().int().min(1).default(10_000),
  looks: z.coerce.number().int().min(3).default(20),
  /** A folder for CPU profiles. */
  profile: z.string().optional(),
})
const [user, shop] = [80_000_001, 44_000_001]
const aimedRatio = 3
const kinds = ['first', 'unchanged', 'changed', 'repriced'] as const
const megabyte = 1024 * 1024

interface Pair {
  readonly bare: LookResult
  readonly service: LookResult
  readonly postgresMicros: number
}

function figuresOf(pairs: readonly Pair[]) {
  const of = (value: (pair: Pair) => number) => spread(pairs.map(value))
  return {
    bareMs: of(({ bare }) => bare.ms),
    serviceMs: of(({ service }) => service.ms),
    ratio: of(({ bare, service }) => service.ms / bare.ms),
    bareCpuMs: of(({ bare }) => bare.cpuMicros / 1000),
    serviceCpuMs: of(({ service }) => service.cpuMicros / 1000),
    cpuRatio: of(({ bare, service }) => service.cpuMicros / bare.cpuMicros),
    postgresCpuMs: of(({ postgresMicros }) => postgresMicros / 1000),
  }
}

/** Arguments: `--listings 10000`, `--looks 20` (of each kind), `--profile DIR`. */
export async function run(args: readonly string[]): Promise<object> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...args], options: { listings: text, looks: text, profile: text } })
  const options = argument.parse(values)
  const loadBefore = loadavg()[0]
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-bench-programs-'))
  const files = ['service.ts', 'bare.ts'] as const
  await bundle(
    files.map((file) => new URL(`etsy/contenders/${file}`, import.meta.url)),
    folder,
  )
  const postgres = await startBenchPostgres()
  const etsy = await startEtsy({
    accounts: [{ userId: user, login: 'Bench', shop: { id: shop, name: 'Bench', currency: 'EUR', listings: [] } }],
  })
  const listings = etsy.addListings(shop, options.listings)
  const env = {
    DATABASE_URL: await postgres.createDatabase(),
    ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
    DATA_DIR: folder,
    ETSY_API_URL: etsy.apiUrl,
    ETSY_TOKEN_URL: etsy.tokenUrl,
  }
  const profiling = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`]
  const service = startChild(bundled('service.ts', folder), { env, nodeArgs: [...readImageArgs(), ...profiling] })
  const bare = startChild(bundled('bare.ts', folder), { env, nodeArgs: readImageArgs() })
  try {
    const tokens = etsy.give(user)
    await service.ask('link', z.object({}), {
      user,
      access: tokens.access_token,
      refresh: tokens.refresh_token,
    })
    const token = tokens.access_token
    const pair = async (): Promise<Pair> => {
      const bareLook = await bare.ask('look', lookResult, { shop, token })
      const before = readServerCpuMicros(postgres.pid) ?? Number.NaN
      const serviceLook = await service.ask('look', lookResult)
      const postgresMicros = (readServerCpuMicros(postgres.pid) ?? Number.NaN) - before
      if (bareLook.listings !== serviceLook.listings)
        throw new Error(`${bareLook.listings} listings at Etsy, ${serviceLook.listings} in the tables.`)
      return { bare: bareLook, service: serviceLook, postgresMicros }
    }
    const first = await pair()
    await pair()
    const unchanged: Pair[] = []
    const changed: Pair[] = []
    /** A hundredth of the listings sells a piece, another one each time; what has few left is filled. */
    const trade = (turn: number): void => {
      for (const listing of listings.filter((_, n) => n % 100 === turn % 100)) {
        if (listing.products.some(({ quantity }) => quantity < 3)) etsy.restock(listing.id, 20)
        else etsy.sell(listing.id)
      }
    }
    const rss: number[] = []
    for (let turn = 0; turn < options.looks; turn++) {
      unchanged.push(await pair())
      trade(turn)
      const one = await pair()
      changed.push(one)
      rss.push(one.service.rss)
      console.log(`look ${turn + 1} of ${options.looks}: load ${loadavg()[0]?.toFixed(1)}`)
    }
    for (const { id } of listings) etsy.edit(id, { price: 4_400 })
    const repriced = await pair()
    const { rss: rssNow, maxRss } = await service.ask('usage', z.object({ rss: z.number(), maxRss: z.number() }))
    const written = await service.ask('changes', z.object({ lines: z.number(), alerts: z.number() }))
    const half = Math.floor(rss.length / 2)
    const middle = (values: readonly number[]): number => Math.round(percentile(values, 0.5) / megabyte)
    const figures = {
      first: figuresOf([first]),
      unchanged: figuresOf(unchanged),
      changed: figuresOf(changed),
      repriced: figuresOf([repriced]),
      memoryMb: {
        firstHalf: middle(rss.slice(0, half)),
        secondHalf: middle(rss.slice(half)),
        end: round(rssNow / megabyte, 0),
        peak: round(maxRss / megabyte, 0),
      },
      written,
    }
    const met = figures.unchanged.ratio.median < aimedRatio && figures.changed.ratio.median < aimedRatio
    print(figures, met)
    const machine = {
      node: process.version,
      cores: cpus().length,
      cpu: cpus()[0]?.model,
      loadBefore,
      loadAfter: loadavg()[0],
    }
    return { machine, options, ...figures, aim: { atMost: aimedRatio, met } }
  } finally {
    await Promise.all([service.stop(), bare.stop()])
    await etsy.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function print(figures: Readonly<Record<(typeof kinds)[number], ReturnType<typeof figuresOf>>>, met: boolean) {
  console.log('\n| look | bare ms | service ms | x | bare CPU ms | service CPU ms | x | CPU of PostgreSQL ms |')
  console.log('|---|---|---|---|---|---|---|---|')
  for (const name of kinds) {
    const { bareMs, serviceMs, ratio, bareCpuMs, serviceCpuMs, cpuRatio, postgresCpuMs } = figures[name]
    const cells = [bareMs, serviceMs, ratio, bareCpuMs, serviceCpuMs, cpuRatio, postgresCpuMs].map(
      ({ median, min, max }) => `${median} (${min}-${max})`,
    )
    console.log(`| ${[name, ...cells].join(' | ')} |`)
  }
  console.log(`\nAim: a look at most ${aimedRatio} x the bare loop: ${met ? 'met' : 'NOT met'}\n`)
}
