import { compareSchemas } from './compare-schemas.ts'
import type { OwnedSubscription } from './create-events.ts'
import type { EventType } from './types.ts'

/**
 * What is wrong between emitters and subscribers, with the cure; empty when all is well. Checked at boot.
 * @param declared the events of all features: a subscriber sleeps while the emitting feature is switched off
 */
export function checkSubscriptions(
  declared: readonly EventType<unknown>[],
  subscriptions: readonly OwnedSubscription[],
): string[] {
  const problems: string[] = []
  const types = new Map<string, EventType<unknown>>()
  for (const type of declared) {
    if (types.has(type.name)) problems.push(`Event "${type.name}" is declared twice. Rename one of them.`)
    types.set(type.name, type)
  }
  const seen = new Set<string>()
  for (const { feature, subscription } of subscriptions) {
    const { event } = subscription
    const type = types.get(event)
    if (!type) problems.push(unknownEvent(feature, event, [...types.keys()]))
    for (const misfit of type ? compareSchemas(type.payload, subscription.payload) : [])
      problems.push(`Feature "${feature}" cannot read event "${event}": ${misfit}. Adapt its schema to the emitter's.`)
    const pair = `${feature} ${event}`
    if (seen.has(pair))
      problems.push(`Feature "${feature}" subscribes to "${event}" twice. Do both things in one subscription.`)
    seen.add(pair)
  }
  return problems
}

function unknownEvent(feature: string, event: string, names: readonly string[]): string {
  const known = names.length > 0 ? names.toSorted().join(', ') : 'none'
  return `Feature "${feature}" subscribes to "${event}", which no feature declares. Correct the name (declared: ${known}).`
}
