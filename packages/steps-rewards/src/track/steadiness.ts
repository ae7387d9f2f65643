import type { Report } from './advance.ts'
import { distanceCm } from './geometry.ts'

const windowSeconds = 20 * 60
/** Each speed is that of half a minute at least: shorter ones are noise. */
const pieceSeconds = 30
/** Hundredths. */
const leastSpread = 2
/** Fewer say nothing: a phone that sleeps reports averages of minutes, and two of those are easily alike. */
const fewestPieces = 10

/**
 * Whether somebody moved for 20 minutes at one speed, to 2 % between the slowest half minute and the fastest one: programs do, legs and dogs never.
 * @param reports in the order of their time
 */
export function isMachineSteady(reports: readonly Report[]): boolean {
  const speeds = speedsOf(reports)
  let begin = 0
  for (let end = 0; end < speeds.length; end++) {
    while (tooWide(speeds.slice(begin, end + 1))) begin++
    const [first, last] = [speeds[begin], speeds[end]]
    if (first && last && last.until - first.since >= windowSeconds && end - begin + 1 >= fewestPieces) return true
  }
  return false
}

interface Piece {
  readonly since: number
  readonly until: number
  readonly speed: number
}

function tooWide(pieces: readonly Piece[]): boolean {
  const speeds = pieces.map(({ speed }) => speed)
  const [least, most] = [Math.min(...speeds), Math.max(...speeds)]
  return pieces.length > 0 && (least <= 0 || (most - least) * 100 >= least * leastSpread)
}

function speedsOf(reports: readonly Report[]): readonly Piece[] {
  const pieces: Piece[] = []
  let from = reports[0]
  for (const report of reports) {
    if (!from || report.at - from.at < pieceSeconds) continue
    pieces.push({ since: from.at, until: report.at, speed: distanceCm(from, report) / (report.at - from.at) })
    from = report
  }
  return pieces
}
