import { distanceCm, type Spot } from './geometry.ts'

/** Where somebody was, as Telegram reports it. */
export interface Report extends Spot {
  /** Seconds since 1970, of Telegram's clock. */
  readonly at: number
  /** Radius of uncertainty in metres, where it is known. */
  readonly accuracy?: number | undefined
}

/** The place that the next distance is measured from. It stays until 5 m are covered, so that slow people lose nothing. */
export interface Anchor extends Spot {
  /** When it was left at the earliest: standing counts for a minute at most, or a bus after a red light would be a slow walk. */
  readonly at: number
  /** The last report that could be used. */
  readonly seenAt: number
  /** Reports since then that were too inaccurate. */
  readonly blurred: number
}

/** Why distance is not counted. */
export type Reason = 'fast' | 'inaccurate' | 'gap'

/** What a walk came to, in whole centimetres. */
export interface Tally {
  readonly countedCm: number
  readonly notCountedCm: Readonly<Record<Reason, number>>
  /** How often the position leapt faster than any car: what lies between is nobody's walk. */
  readonly jumps: number
}

export interface Track {
  readonly anchor: Anchor | undefined
  readonly tally: Tally
}

const limits = {
  anchorCm: 500,
  /** 8 km/h. */
  walkCmPerSecond: 8_000_00 / 3600,
  /** 150 km/h. */
  jumpCmPerSecond: 150_000_00 / 3600,
  accuracyM: 50,
  gapSeconds: 300,
  standingSeconds: 60,
} as const

export const emptyTrack: Track = {
  anchor: undefined,
  tally: { countedCm: 0, notCountedCm: { fast: 0, inaccurate: 0, gap: 0 }, jumps: 0 },
}

const anchorAt = ({ latitude, longitude, at }: Report): Anchor => ({ latitude, longitude, at, seenAt: at, blurred: 0 })

function notCounted(tally: Tally, reason: Reason, cm: number): Tally {
  const { notCountedCm } = tally
  return { ...tally, notCountedCm: { ...notCountedCm, [reason]: notCountedCm[reason] + cm } }
}

/** Takes one report in. Reports come in the order of their time; what is not newer is to be left out before. */
export function advance({ anchor, tally }: Track, report: Report): Track {
  const isBlurred = report.accuracy !== undefined && report.accuracy > limits.accuracyM
  if (!anchor) return { anchor: isBlurred ? undefined : anchorAt(report), tally }
  if (isBlurred) return { anchor: { ...anchor, blurred: anchor.blurred + 1 }, tally }
  const cm = distanceCm(anchor, report)
  if (cm < limits.anchorCm) {
    const at = Math.max(anchor.at, report.at - limits.standingSeconds)
    return { anchor: { ...anchor, at, seenAt: report.at, blurred: 0 }, tally }
  }
  return { anchor: anchorAt(report), tally: measured(tally, anchor, report, cm) }
}

function measured(tally: Tally, anchor: Anchor, report: Report, cm: number): Tally {
  const perSecond = cm / Math.max(1, report.at - anchor.at)
  if (perSecond > limits.jumpCmPerSecond) return { ...tally, jumps: tally.jumps + 1 }
  if (report.at - anchor.seenAt > limits.gapSeconds)
    return notCounted(tally, anchor.blurred > 0 ? 'inaccurate' : 'gap', cm)
  if (perSecond > limits.walkCmPerSecond) return notCounted(tally, 'fast', cm)
  return { ...tally, countedCm: tally.countedCm + cm }
}
