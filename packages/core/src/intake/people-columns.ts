import type { SourceOf } from './start-source.ts'
import type { UpdateFacts } from './update-facts.ts'

/**
 * The people of a batch as columns for `unnest`, each person once, sorted by id so that two processes never lock people
 * in opposite orders. Names are the newest; a start payload or a private chat counts wherever in the batch it was. A live location that moves makes
 * nobody known: it goes on moving by itself after its person has had everything deleted.
 */
export function peopleColumns(facts: readonly UpdateFacts[], sourceOf: SourceOf): readonly unknown[][] {
  const people = new Map<number, UpdateFacts>()
  for (const fact of facts)
    if (fact.from && !fact.liveMove) people.set(fact.from.id, merge(people.get(fact.from.id), fact))
  const sorted = [...people.values()].toSorted((a, b) => (a.from?.id ?? 0) - (b.from?.id ?? 0))
  return [
    sorted.map(({ from }) => from?.id),
    sorted.map(({ from }) => textOf(from?.first_name) ?? ''),
    sorted.map(({ from }) => textOf(from?.last_name)),
    sorted.map(({ from }) => textOf(from?.username)),
    sorted.map(({ from }) => textOf(from?.language_code)),
    sorted.map(({ startPayload }) => (startPayload === undefined ? null : sourceOf(startPayload))),
    sorted.map(({ opensPrivateChat }) => (opensPrivateChat ? 'reachable' : 'needs_start')),
  ]
}

function merge(older: UpdateFacts | undefined, newer: UpdateFacts): UpdateFacts {
  return {
    ...newer,
    startPayload: older?.startPayload ?? newer.startPayload,
    opensPrivateChat: newer.opensPrivateChat || older?.opensPrivateChat === true,
  }
}

/** Updates that the schema does not foresee may hold anything. */
function textOf(name: string | undefined): string | null {
  return typeof name === 'string' ? name : null
}
