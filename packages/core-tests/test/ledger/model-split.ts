/** What somebody can give: in proportion to the weight, at most the cap. Of equals the lower order gives first. */
export interface Giver {
  readonly weight: bigint
  readonly cap: bigint
  readonly order: number
}

/**
 * Divides an amount that the caps can bear. In proportion: whoever is full soonest, seen from what the cap is of the weight, is settled first;
 * once somebody is not full, nobody after them is. Those get the whole parts of their share, and what is left goes to the largest remainders.
 */
export function divide(
  amount: bigint,
  split: 'in-order' | 'in-proportion',
  givers: readonly Giver[],
): readonly bigint[] {
  const given = new Map<Giver, bigint>()
  let left = amount
  if (split === 'in-order') {
    for (const giver of givers) {
      given.set(giver, least(giver.cap, left))
      left -= given.get(giver) ?? 0n
    }
    return givers.map((giver) => given.get(giver) ?? 0n)
  }
  const waiting = givers
    .filter(({ weight }) => weight > 0n)
    .toSorted((one, other) => sign(one.cap * other.weight - other.cap * one.weight))
  let weight = waiting.reduce((sum, giver) => sum + giver.weight, 0n)
  for (let first = waiting[0]; first && first.cap * weight < left * first.weight; first = waiting[0]) {
    waiting.shift()
    given.set(first, first.cap)
    left -= first.cap
    weight -= first.weight
  }
  const share = left
  for (const giver of waiting) {
    given.set(giver, (share * giver.weight) / weight)
    left -= given.get(giver) ?? 0n
  }
  const remainder = (giver: Giver) => (share * giver.weight) % weight
  waiting.sort((one, other) => sign(remainder(other) - remainder(one)) || one.order - other.order)
  for (const giver of waiting.slice(0, Number(left))) given.set(giver, (given.get(giver) ?? 0n) + 1n)
  return givers.map((giver) => given.get(giver) ?? 0n)
}

const least = (one: bigint, other: bigint): bigint => [one, other].toSorted((a, b) => sign(a - b))[0] ?? 0n
const sign = (difference: bigint): number => (difference < 0n ? -1 : difference > 0n ? 1 : 0)
