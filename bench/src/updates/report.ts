import { percentile, round, type Spread, spread } from '../support/stats.ts'
import { baseline, type Contender } from './contenders.ts'
import type { Sample } from './measure.ts'

/** One contender over all rounds. CPU in microseconds per update, memory in MB, latency in milliseconds. */
export interface Figures {
  readonly cpu: Spread
  readonly perSecond: Spread
  readonly postgresCpu: number
  readonly redisCpu: number
  readonly rssMb: number
  readonly peakMb: number
  /** CPU per update compared with bare grammY in the same round. */
  readonly ratio: Spread | undefined
  readonly paced:
    | { readonly cpu: Spread; readonly p50: number; readonly p99: number; readonly ratio: Spread | undefined }
    | undefined
}

export interface Summary {
  readonly figures: Readonly<Record<string, Figures>>
  readonly aims: { readonly ratio: number | undefined; readonly peakMb: number | undefined; readonly met: boolean }
}

const aimedRatio = 2
const aimedMb = 256

export function summarize(chosen: readonly Contender[], samples: ReadonlyMap<string, readonly Sample[]>): Summary {
  const base = samples.get(baseline.name)
  const figures = Object.fromEntries(
    chosen.map(({ name }) => [name, figuresOf(samples.get(name) ?? [], name === baseline.name ? undefined : base)]),
  )
  const { bazaar } = figures
  const ratio = bazaar?.ratio?.median
  const peakMb = bazaar?.peakMb
  return {
    figures,
    aims: { ratio, peakMb, met: (ratio ?? Infinity) <= aimedRatio && (peakMb ?? Infinity) < aimedMb },
  }
}

function figuresOf(own: readonly Sample[], base: readonly Sample[] | undefined): Figures {
  const median = (pick: (sample: Sample) => number): number => round(percentile(own.map(pick), 0.5))
  const paced = own.flatMap((sample) => sample.paced ?? [])
  return {
    cpu: spread(own.map(({ cpu }) => cpu)),
    perSecond: spread(
      own.map(({ perSecond }) => perSecond),
      0,
    ),
    postgresCpu: median(({ postgresCpu }) => postgresCpu),
    redisCpu: median(({ redisCpu }) => redisCpu),
    rssMb: median(({ rssMb }) => rssMb),
    peakMb: median(({ peakMb }) => peakMb),
    ratio: ratios(own, base, ({ cpu }) => cpu),
    paced:
      paced.length === 0
        ? undefined
        : {
            cpu: spread(paced.map(({ cpu }) => cpu)),
            p50: round(
              percentile(
                paced.map(({ p50 }) => p50),
                0.5,
              ),
              2,
            ),
            p99: round(
              percentile(
                paced.map(({ p99 }) => p99),
                0.5,
              ),
              2,
            ),
            ratio: ratios(own, base, (sample) => sample.paced?.cpu),
          },
  }
}

/** Round by round, so that a slow minute of the machine is in both sides of a ratio. */
function ratios(
  own: readonly Sample[],
  base: readonly Sample[] | undefined,
  pick: (sample: Sample) => number | undefined,
): Spread | undefined {
  const values = own.flatMap((sample, index) => {
    const mine = pick(sample)
    const other = base?.[index] && pick(base[index])
    return mine === undefined || other === undefined ? [] : [mine / other]
  })
  return values.length === 0 ? undefined : spread(values, 2)
}

export function printTable(chosen: readonly Contender[], { figures, aims }: Summary): void {
  console.log(
    '\n| bot | CPU µs/update | x grammY | updates/s | RSS / peak MB | PostgreSQL, Redis CPU µs | at 50/s: CPU µs, p50 / p99 ms |',
  )
  console.log('|---|---|---|---|---|---|---|')
  for (const { name, label } of chosen) {
    const row = figures[name]
    if (!row) continue
    const { cpu, perSecond, paced, ratio } = row
    const cells = [
      label,
      `${cpu.median} (${cpu.min}-${cpu.max})`,
      ratio ? `${ratio.median} (${ratio.min}-${ratio.max})` : '1',
      `${perSecond.median} (${perSecond.min}-${perSecond.max})`,
      `${row.rssMb} / ${row.peakMb}`,
      row.postgresCpu === 0 ? '-' : `${row.postgresCpu}, ${row.redisCpu}`,
      paced ? `${paced.cpu.median}${paced.ratio ? ` (x${paced.ratio.median})` : ''}, ${paced.p50} / ${paced.p99}` : '-',
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  if (aims.ratio !== undefined)
    console.log(
      `\nAims: at most ${aimedRatio} x bare grammY (${aims.ratio}), under ${aimedMb} MB (${aims.peakMb}): ${aims.met ? 'met' : 'NOT met'}\n`,
    )
}
