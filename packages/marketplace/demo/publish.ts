import type { SeedWorld } from '@bazaar/demo-kit'
import type { Settings } from '../src/env.ts'
import type { Services } from '../src/services.ts'
import { draw } from './draw.ts'
import type { DemoOffer } from './venues.ts'

const hour = 3_600_000
/** Where the pictures of the demo lie. */
export const folder = 'marketplace/demo'

export interface Deps extends SeedWorld<Settings> {
  readonly services: Services
}

interface Place {
  readonly ownerId: bigint
  readonly businessId: bigint
  /** A draft of the offer that is there already. */
  readonly draftId?: bigint
}

/** Puts an offer on sale. */
export async function publish({ core, services }: Deps, offer: DemoOffer, place: Place): Promise<void> {
  const { ownerId, businessId, draftId } = place
  const { drafts, edits, transitions } = services.offer
  const at = (hours: number) => new Date(core.clock.now().getTime() + hours * hour)
  const { title, priceMinor, quantity } = offer
  const photo = await core.photos.fromBytes(await draw(['#fdf3e1', '#e8cfa9'], offer.picture), folder)
  const offerId = await core.db.tx(async (tx) => {
    const fresh = { title, priceMinor, quantity, pickupEnd: at(offer.closesInHours) }
    const { id, items } = draftId
      ? { id: draftId, items: await tx.marketplaceItem.findMany({ where: { offerId: draftId } }) }
      : await drafts.create(tx, ownerId, businessId, fresh)
    const edit = (change: Parameters<typeof edits.edit>[3]) => edits.edit(tx, ownerId, id, change)
    for (const item of items)
      await edit({ what: 'original-price', item: item.id, originalPriceMinor: offer.originalPriceMinor })
    await edit({ what: 'description', description: offer.description })
    await edit({ what: 'start', start: at(offer.opensInHours) })
    for (const allergen of offer.contains) await edit({ what: 'allergen', allergen, as: 'contains' })
    await edit({ what: 'stated', isStated: true })
    if (offer.diet) await edit({ what: 'diet', diet: offer.diet, fits: true })
    await edit({ what: 'photo', photo })
    return id
  })
  await transitions.apply(ownerId, offerId, 'publish')
}
