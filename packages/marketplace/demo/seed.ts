import { defineSeed, type SeedWorld } from '@bazaar/core/demo'
import { env, type Settings } from '../src/env.ts'
import { createServices, type Services } from '../src/services.ts'
import { draw } from './draw.ts'
import { type DemoOffer, type DemoVenue, venues } from './venues.ts'

const hour = 3_600_000
const folder = 'marketplace/demo'

interface Deps extends SeedWorld<Settings> {
  readonly services: Services
}

/** Registered and verified as anybody's venue. An interrupted run finds what it left. */
async function openVenue({ core, services, person }: Deps, { owner, details, front }: DemoVenue): Promise<bigint> {
  const { id: ownerId } = person(owner)
  const known = await core.db.prisma.marketplaceBusiness.findFirst({ where: { ownerId, name: details.name } })
  const photo = known ? undefined : await core.photos.fromBytes(await draw(['#a8d5e5', '#f5efe0'], front), folder)
  const id =
    known?.id ??
    (await core.db.tx(async (tx) => {
      const venue = await services.business.registrations.register(tx, ownerId, {
        ...details,
        photos: photo ? [photo] : [],
      })
      return venue.id
    }))
  await core.approvals.approve({ actorId: person('adam').id, origin: 'chat' }, 'B', id)
  return id
}

async function publish({ core, services }: Deps, ownerId: bigint, businessId: bigint, offer: DemoOffer): Promise<void> {
  const { drafts, edits, moves } = services.offer
  const at = (hours: number) => new Date(core.clock.now().getTime() + hours * hour)
  const { title, priceMinor, quantity } = offer
  const known = await core.db.prisma.marketplaceOffer.findFirst({ where: { businessId, title } })
  if (known && known.state !== 'DRAFT') return
  const photo = await core.photos.fromBytes(await draw(['#fdf3e1', '#e8cfa9'], offer.picture), folder)
  await core.db.tx(async (tx) => {
    const fresh = { title, priceMinor, quantity, pickupEnd: at(offer.closesInHours) }
    const { id, items } = known
      ? { id: known.id, items: await tx.marketplaceItem.findMany({ where: { offerId: known.id } }) }
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
  })
  const draft = await core.db.prisma.marketplaceOffer.findFirstOrThrow({ where: { businessId, title } })
  await moves.move(ownerId, draft.id, 'publish')
}

/** Three venues with ten offers around one city. */
export const seed = defineSeed(env, async (world) => {
  const deps = { ...world, services: createServices(world.core, world.settings) }
  await world.person('adam').starts()
  for (const venue of venues) {
    world.signal.throwIfAborted()
    const owner = world.person(venue.owner)
    await owner.starts()
    const businessId = await openVenue(deps, venue)
    for (const offer of venue.offers) await publish(deps, owner.id, businessId, offer)
  }
})
