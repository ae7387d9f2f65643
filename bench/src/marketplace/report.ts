import type { PgbenchResult } from '../support/pgbench.ts'
import { percentile, round, type Spread, spread } from '../support/stats.ts'
import type { LoadResult } from './closed-loop.ts'

/** One round of one level. */
export interface Sample {
  readonly update: PgbenchResult
  readonly updateInsert: PgbenchResult
  readonly bare: ContenderResult
  readonly service: ContenderResult
}

export interface ContenderResult extends LoadResult {
  /** CPU of the server per purchase. */
  readonly postgresMicros: number
}

export interface Level {
  readonly offers: number
  readonly inFlight: number
  readonly samples: readonly Sample[]
}

interface Figures {
  readonly offers: number
  readonly inFlight: number
  readonly updatePerSecond: Spread
  readonly updateInsertPerSecond: Spread
  readonly barePerSecond: Spread
  readonly servicePerSecond: Spread
  readonly bareP50: number
  readonly bareP99: number
  readonly p50: number
  readonly p99: Spread
  /** CPU per purchase: of the process, of the server. */
  readonly bareCpu: readonly [number, number]
  readonly cpu: readonly [number, number]
  /** Service beside the bare loop and beside update+insert, round by round. */
  readonly ofBare: Spread
  readonly ofUpdateInsert: Spread
}

const aimedShare = 0.8
const aimedP99 = 10

export function summarize(levels: readonly Level[]) {
  const figures = levels.map(figuresOf)
  const at = figures.find(({ offers, inFlight }) => offers === 1 && inFlight === 32)
  return {
    figures,
    aims: {
      ofBare: at?.ofBare.median,
      p99: at?.p99.median,
      met: (at?.ofBare.median ?? 0) >= aimedShare && (at?.p99.median ?? Number.POSITIVE_INFINITY) < aimedP99,
    },
  }
}

function figuresOf({ offers, inFlight, samples }: Level): Figures {
  const of = (pick: (sample: Sample) => number, digits = 0): Spread => spread(samples.map(pick), digits)
  const median = (pick: (sample: Sample) => number): number => round(percentile(samples.map(pick), 0.5), 2)
  return {
    offers,
    inFlight,
    updatePerSecond: of(({ update }) => update.perSecond),
    updateInsertPerSecond: of(({ updateInsert }) => updateInsert.perSecond),
    barePerSecond: of(({ bare }) => bare.perSecond),
    servicePerSecond: of(({ service }) => service.perSecond),
    bareP50: median(({ bare }) => bare.p50),
    bareP99: median(({ bare }) => bare.p99),
    p50: median(({ service }) => service.p50),
    p99: of(({ service }) => service.p99, 1),
    bareCpu: [median(({ bare }) => bare.cpuMicros), median(({ bare }) => bare.postgresMicros)],
    cpu: [median(({ service }) => service.cpuMicros), median(({ service }) => service.postgresMicros)],
    ofBare: of(({ service, bare }) => service.perSecond / bare.perSecond, 2),
    ofUpdateInsert: of(({ service, updateInsert }) => service.perSecond / updateInsert.perSecond, 1),
  }
}

const range = ({ median, min, max }: Spread): string => `${median} (${min}-${max})`

export function printTable({ figures, aims }: ReturnType<typeof summarize>): void {
  console.log(
    '\n| offers | in flight | UPDATE/s | UPDATE+INSERT/s | bare loop/s, p50 / p99 ms | service/s, p50 / p99 ms | x bare | x UPDATE+INSERT | CPU µs (Node.js + PostgreSQL), bare | service |',
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|')
  for (const row of figures) {
    const cells = [
      row.offers,
      row.inFlight,
      row.updatePerSecond.median,
      row.updateInsertPerSecond.median,
      `${row.barePerSecond.median}, ${row.bareP50} / ${row.bareP99}`,
      `${range(row.servicePerSecond)}, ${row.p50} / ${range(row.p99)}`,
      range(row.ofBare),
      row.ofUpdateInsert.median,
      row.bareCpu.join(' + '),
      row.cpu.join(' + '),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  if (aims.p99 !== undefined)
    console.log(
      `\nAims at 32 in flight on one offer: ${aimedShare} x the bare loop (${aims.ofBare}), p99 under ${aimedP99} ms (${aims.p99}): ${aims.met ? 'met' : 'NOT met'}\n`,
    )
}
