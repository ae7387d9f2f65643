import type { Core, Part } from '@bazaar/core/feature'
import { createCredit } from './credit/index.ts'
import type { Settings } from './env.ts'
import { createHand } from './hand/index.ts'
import { createWalk } from './walk/index.ts'
import { createWeatherNoun } from './weather/index.ts'

/** Constructors only, no I/O. Each noun builds itself from the core and from the nouns before it. @returns what each declares, in the order of /help */
export function createParts(core: Core, settings: Settings): readonly Part[] {
  const weather = createWeatherNoun(core, settings)
  const credit = createCredit(core, settings)
  const walk = createWalk(core, { ...weather, credit })
  const hand = createHand(core, { ...weather, credit })
  return [walk, credit, hand, weather].map(({ part }) => part)
}
