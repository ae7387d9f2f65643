import { defineSeed } from '@bazaar/demo-kit'
import { env } from '../src/env.ts'
import { createServices } from '../src/services.ts'
import { draw } from './draw.ts'
import { type Deps, folder, publish } from './publish.ts'
import { type DemoVenue, venues } from './venues.ts'

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
  await core.approvals.approve({ actorId: person('adam').id, origin: 'chat', roles: ['owner'] }, 'B', id)
  return id
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
    for (const offer of venue.offers) {
      const where = { businessId, title: offer.title }
      const known = await world.core.db.prisma.marketplaceOffer.findFirst({ where })
      if (known && known.state !== 'DRAFT') continue
      await publish(deps, offer, { ownerId: owner.id, businessId, ...(known ? { draftId: known.id } : {}) })
    }
  }
})
