const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** So long something is tried; then the address counts as dead. */
export const triedForMs = 7 * 24 * hour

/** Signatures by the secret before go along for so long. */
export const overlapMs = 24 * hour

const pauses = [5 * second, 5 * minute, ...[0.5, 2, 5, 10, 14, 20].map((hours) => hours * hour)]
const longest = 24 * hour

/** Between two tries, ±10 %, and not shorter than what the receiver asked for. @param tries made so far */
export function pauseAfter(tries: number, random: () => number, askedMs = 0): number {
  const pause = pauses[tries - 1] ?? longest
  return Math.round(Math.max(pause * (0.9 + 0.2 * random()), askedMs))
}
