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
  const aimed = figures.filter(({ offers }) => offers === aimedOffers)
  const ratios = aimed.map(({ ofBareP95 }) => ofBareP95)
  const met = ratios.length === 0 ? undefined : Math.max(...ratios) <= aimedRatio
  return { figures, aim: { offers: aimedOffers, atMost: aimedRatio, measured: ratios, met } }
}

function figuresOf({ offers, filter, bare, service }: Measured) {
  const times = (results: readonly LookResult[]) => results.flatMap((result) => result.times)
  const at = (results: readonly LookResult[], share: number) => round(percentile(times(results), share))
  const lists = (results: readonly LookResult[]) => results.flatMap((result) => result.found)
  const [bareLists, serviceLists] = [lists(bare), lists(service)]
  const same = serviceLists.filter((list, n) => list.join() === bareLists[n]?.join()).length
  return {
    offers,
    filter,
    looks: serviceLists.length,
    /** Offers in a list, at most 200. */
    listed: round(serviceLists.reduce((sum, list) => sum + list.length, 0) / serviceLists.length, 0),
    /** Share of looks for which both found the same rows in the same order. */
    same: round(same / serviceLists.length, 2),
    bare: { p50: at(bare, 0.5), p95: at(bare, 0.95) },
    service: { p50: at(service, 0.5), p95: at(service, 0.95) },
    ofBareP50: round(at(service, 0.5) / at(bare, 0.5), 1),
    ofBareP95: round(at(service, 0.95) / at(bare, 0.95), 1),
    cpuMicros: Math.round(service.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0) / service.length),
  }
}

export function printTable({ figures, aim }: ReturnType<typeof summarize>): void {
  console.log(
    '\n| offers | filter | listed | same rows | bare SQL p50 / p95 ms | service p50 / p95 ms | x bare p50 / p95 | CPU µs |',
  )
  console.log('|---|---|---|---|---|---|---|---|')
  for (const { offers, filter, listed, same, bare, service, ofBareP50, ofBareP95, cpuMicros } of figures)
    console.log(
      `| ${offers} | ${filter} | ${listed} | ${Math.round(same * 100)} % | ${bare.p50} / ${bare.p95} | ${service.p50} / ${service.p95} | ${ofBareP50} / ${ofBareP95} | ${cpuMicros} |`,
    )
  if (aim.met !== undefined)
    console.log(
      `\nAim at ${aim.offers} offers: p95 at most ${aim.atMost} x bare SQL (${aim.measured.join(', ')}): ${aim.met ? 'met' : 'NOT met'}\n`,
    )
}
