import { percentile, round } from '../support/stats.ts'
import type { Look, LookResult } from './look.ts'

/** All looks of one size through one filter. */
export interface Measured {
  readonly offers: number
  readonly filter: Look['filter']
  readonly bare: readonly LookResult[]
  readonly service: readonly LookResult[]
}

const aimedRatio = 3
const aimedOffers = 100_000

export function summarize(measured: readonly Measured[]) {
  const figures = measured.map(figuresOf)
  const ratios = figures.flatMap(({ offers, ofBareP95 }) => (offers === aimedOffers ? [ofBareP95] : []))
  const met = ratios.length === 0 ? undefined : Math.max(...ratios) <= aimedRatio
  return { figures, aim: { offers: aimedOffers, atMost: aimedRatio, measured: ratios, met } }
}

/** One person's look, by both. */
interface Pair {
  readonly bareMs: number
  readonly serviceMs: number
  /** Both found the same rows in the same order. */
  readonly isSame: boolean
}

function pairsOf({ bare, service }: Measured): readonly Pair[] {
  return service.flatMap((result, at) =>
    result.times.map((serviceMs, n) => ({
      serviceMs,
      bareMs: bare[at]?.times[n] ?? Number.NaN,
      isSame: result.found[n]?.join() === bare[at]?.found[n]?.join(),
    })),
  )
}

function figuresOf(measured: Measured) {
  const { offers, filter, service } = measured
  const pairs = pairsOf(measured)
  const same = pairs.filter(({ isSame }) => isSame)
  const at = (share: number, all: readonly Pair[]) => ({
    bare: percentile(
      all.map(({ bareMs }) => bareMs),
      share,
    ),
    service: percentile(
      all.map(({ serviceMs }) => serviceMs),
      share,
    ),
  })
  const [p50, p95, sameP50, sameP95] = [at(0.5, pairs), at(0.95, pairs), at(0.5, same), at(0.95, same)]
  const listed = service.flatMap(({ found }) => found.map((ids) => ids.length))
  return {
    offers,
    filter,
    looks: pairs.length,
    /** Offers in a list, at most 200. */
    listed: round(listed.reduce((sum, count) => sum + count, 0) / listed.length, 0),
    /** Share of looks for which both found the same rows; in a crowd the product ranks the nearest only. */
    same: round(same.length / pairs.length, 2),
    bare: { p50: round(p50.bare), p95: round(p95.bare) },
    service: { p50: round(p50.service), p95: round(p95.service) },
    /** Over the looks that found the same rows. */
    ofBareP50: round(sameP50.service / sameP50.bare),
    ofBareP95: round(sameP95.service / sameP95.bare),
    cpuMicros: Math.round(service.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0) / service.length),
  }
}

export function printTable({ figures, aim }: ReturnType<typeof summarize>): void {
  console.log(
    '\n| offers | filter | in the list | same rows | bare SQL p50 / p95 ms | service p50 / p95 ms | x bare, same rows, p50 / p95 | CPU µs |',
  )
  console.log('|---|---|---|---|---|---|---|---|')
  for (const { offers, filter, listed, same, bare, service, ofBareP50, ofBareP95, cpuMicros } of figures) {
    const cells = [
      offers.toLocaleString('en'),
      filter,
      listed,
      `${Math.round(same * 100)} %`,
      `${bare.p50} / ${bare.p95}`,
      `${service.p50} / ${service.p95}`,
      `${ofBareP50} / ${ofBareP95}`,
      cpuMicros,
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  if (aim.met !== undefined)
    console.log(
      `\nAim at ${aim.offers} offers: p95 at most ${aim.atMost} x bare SQL (${aim.measured.join(', ')}): ${aim.met ? 'met' : 'NOT met'}\n`,
    )
}
