import type { Core, Part } from '@bazaar/core/feature'
import { createBusiness } from './business/index.ts'
import { createDiscovery } from './discovery/index.ts'
import type { Settings } from './env.ts'
import { createHome } from './home/index.ts'
import { createOffer } from './offer/index.ts'
import { createPurchase } from './purchase/index.ts'
import { sanctionsPart } from './sanctions.ts'

export type Services = ReturnType<typeof createServices>

/** Constructors only, no I/O. Each noun builds itself from the core and from the nouns before it. */
export function createServices(core: Core, settings: Settings) {
  const business = createBusiness(core, settings)
  const discovery = createDiscovery(core, settings)
  const purchase = createPurchase(core, settings, { business, discovery })
  const offer = createOffer(core, { business, discovery, purchase })
  const home = createHome(core, { business })
  return { business, discovery, purchase, offer, home }
}

/** What each noun declares, in the order of /help. */
export function partsOf({ home, discovery, purchase, business, offer }: Services): readonly Part[] {
  return [...[home, discovery, purchase, business, offer].map(({ part }) => part), sanctionsPart]
}
