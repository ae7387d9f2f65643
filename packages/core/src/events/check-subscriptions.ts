import type { OwnedSubscription } from './create-events.ts'

/**
 * What is wrong between emitters and subscribers, with the cure; empty when all is well. Checked at boot.
 * @param declared the events of all features: a subscriber sleeps while the emitting feature is switched off
 */
export function checkSubscriptions(
  declared: readonly { readonly name: string }[],
  subscriptions: readonly OwnedSubscription[],
): string[] {
  const problems: string[] = []
  const names = new Set<string>()
  for (const { name } of declared) {
    if (names.has(name)) problems.push(`Event "${name}" is declared twice. Rename one of them.`)
    names.add(name)
  }
  const seen = new Set<string>()
  for (const { feature, subscription } of subscriptions) {
    const { event } = subscription
    if (!names.has(event)) problems.push(unknownEvent(feature, event, names))
    const pair = `${feature} ${event}`
    if (seen.has(pair))
      problems.push(`Feature "${feature}" subscribes to "${event}" twice. Do both things in one subscription.`)
    seen.add(pair)
  }
  return problems
}

function unknownEvent(feature: string, event: string, names: ReadonlySet<string>): string {
  const known = names.size > 0 ? [...names].sort().join(', ') : 'none'
  return `Feature "${feature}" subscribes to "${event}", which no feature declares. Correct the name (declared: ${known}).`
}
