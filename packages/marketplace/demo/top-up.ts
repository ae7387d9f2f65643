import { defineSeed } from '@bazaar/demo-kit'
import { env } from '../src/env.ts'
import { createServices } from '../src/services.ts'
import { publish } from './publish.ts'
import { venues } from './venues.ts'

/**
 * Today's offers again, at each venue of the demo that has none on sale. A venue is its owner's first, whatever it is called by now; one that
 * is not open stays as it is. Offers and drafts that are there are left alone.
 */
export const topUp = defineSeed(env, async (world) => {
  const deps = { ...world, services: createServices(world.core, world.settings) }
  const { prisma } = world.core.db
  for (const { owner, offers } of venues) {
    world.signal.throwIfAborted()
    const { id: ownerId } = world.person(owner)
    const venue = await prisma.marketplaceBusiness.findFirst({ where: { ownerId }, orderBy: { id: 'asc' } })
    if (venue?.state !== 'VERIFIED') continue
    const onSale = { businessId: venue.id, state: 'ACTIVE', pickupEnd: { gt: world.core.clock.now() } }
    if ((await prisma.marketplaceOffer.count({ where: onSale })) > 0) continue
    for (const offer of offers) await publish(deps, offer, { ownerId, businessId: venue.id })
  }
})
