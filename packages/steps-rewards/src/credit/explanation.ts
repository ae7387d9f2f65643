import type { Db, StepsRewardsWalk, Tx } from '@bazaar/core/db'
import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { kindOf, pointsFor, readRulesOf } from '../points/index.ts'
import { key } from '../text.ts'
import { countSteps } from '../track/index.ts'

const factor = (hundredths: number): number => hundredths / 100
const degrees = (tenths: number): number => Math.round(tenths / 10)

/** How a walk with this company is called. */
export const kindText = (walk: Pick<StepsRewardsWalk, 'kind'>): TextParam => ({
  text: key(`kind-${kindOf(walk.kind)}`),
})

/** Steps so far, or in the end, with the reasons why some do not count. */
export const stepsOf = ({ countedCm, fastCm, inaccurateCm, gapCm, jumps }: StepsRewardsWalk) =>
  countSteps({
    countedCm: Number(countedCm),
    notCountedCm: { fast: Number(fastCm), inaccurate: Number(inaccurateCm), gap: Number(gapCm) },
    jumps,
  })

/** What is not counted, a line for each reason. */
function reasonLines(walk: StepsRewardsWalk): readonly TextSpec[] {
  const { notCounted } = stepsOf(walk)
  const beyond = (walk.countedSteps ?? 0) - (walk.creditedSteps ?? 0)
  const reasons = [
    ['fast', notCounted.fast],
    ['inaccurate', notCounted.inaccurate],
    ['gap', notCounted.gap],
    [walk.source === 'hand' ? 'cap-hand' : 'cap', beyond],
    ['jump', walk.jumps],
  ] as const
  return reasons.flatMap(([reason, count]) => (count > 0 ? [key(`not-counted-${reason}`, { count })] : []))
}

/** Nobody pressed anything: why it is over. */
const endedByItself = ({ endReason }: StepsRewardsWalk): readonly TextSpec[] =>
  endReason === 'silence' || endReason === 'long' ? [key(`ended-by-${endReason}`)] : []

/** The temperature as it counts, or that it could not be told. */
function temperatureText({ feelsLike, feltAt, zone, source }: StepsRewardsWalk): TextSpec {
  if (feelsLike === null || feltAt === null) return key(source === 'hand' ? 'weather-no-city' : 'weather-none')
  return key('weather-felt', {
    degrees: degrees(feelsLike),
    at: { time: feltAt.toISOString(), style: 'clock', zone },
  })
}

/** How a walk's points came about, to the last one: by the rules that credited it. */
export async function explain(tx: Tx | Db['prisma'], walk: StepsRewardsWalk): Promise<TextSpec> {
  const credited = walk.creditedSteps ?? 0
  const lines = [
    ...endedByItself(walk),
    key('explained-steps', { walked: walk.walkedSteps ?? 0, counted: credited }),
    ...reasonLines(walk),
  ]
  if (credited === 0 || walk.settingsVersion === null) return key('lines', { lines: { lines } })
  const rules = await readRulesOf(tx, walk.settingsVersion)
  const { rate, form, temperature, boost, points } = pointsFor(
    rules,
    kindOf(walk.kind),
    credited,
    walk.feelsLike ?? undefined,
  )
  const formula = key('explained-formula', {
    ...{ steps: credited, form: factor(form), kind: kindText(walk) },
    ...{ temperature: factor(temperature), weather: { text: temperatureText(walk) } },
    ...{ rate: rate / 1000, boost: factor(boost), points: Number(points) },
  })
  return key('lines', { lines: { lines: [...lines, formula] } })
}
