import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demo } from '../demo/index.ts'
import { marketplace } from '../src/index.ts'
import { buildOffer } from './build.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace], env: { ADMIN_IDS: '504' } })
})
afterAll(() => platform?.stop())

/** The people of the playground, by username. */
function createWorld() {
  const named = ['vera', 'kenji', 'greta', 'adam'] as const
  const people = new Map(named.map((name, at) => [name as string, platform.telegram.user(name, { id: 501 + at })]))
  return {
    core: platform.app.core,
    settings: platform.config.featureEnv.marketplace ?? {},
    signal: new AbortController().signal,
    person(username: string) {
      const found = people.get(username)
      if (!found) throw new Error(`Nobody is called @${username}.`)
      const starts = async () => {
        await found.sends('/start')
        await found.sees(/Good food/)
      }
      return { id: BigInt(found.id), starts }
    },
  }
}

const venues = () => platform.app.core.db.prisma.marketplaceBusiness.findMany({ orderBy: { id: 'asc' } })
const offers = () => platform.app.core.db.prisma.marketplaceOffer
/** How many offers each venue has on sale. */
async function onSale(): Promise<readonly number[]> {
  const pickupEnd = { gt: platform.clock.now() }
  return Promise.all(
    (await venues()).map(({ id: businessId }) => offers().count({ where: { businessId, state: 'ACTIVE', pickupEnd } })),
  )
}

it('the demo’s offers come back when they have run out, and what people did by hand stays', {
  timeout: 240_000,
}, async () => {
  const world = createWorld()
  const { prisma } = platform.app.core.db
  await demo.seed?.(world)
  expect(await onSale()).toEqual([3, 3, 4])
  await demo.topUp?.fill(world)
  expect(await onSale()).toEqual([3, 3, 4])

  const [bakery, sushi, greengrocer] = await venues()
  if (!bakery || !sushi || !greengrocer) throw new Error('A venue of the demo is missing.')
  await prisma.marketplaceBusiness.update({ where: { id: bakery.id }, data: { name: 'Vera’s Corner' } })
  const suspended = { state: 'SUSPENDED', suspendReason: 'guests fell ill' }
  await prisma.marketplaceBusiness.update({ where: { id: sushi.id }, data: suspended })
  await platform.advance(demo.topUp?.lastsMs ?? 0)
  expect(await onSale()).toEqual([0, 0, 0])
  const now = platform.clock.now()
  await buildOffer(platform.app.core.db, greengrocer, { title: 'By hand', now })
  await buildOffer(platform.app.core.db, bakery, { title: 'Bread bag', state: 'DRAFT', now })
  const before = await venues()
  for (const _ of ['due', 'again']) {
    await demo.topUp?.fill(world)
    expect(await onSale()).toEqual([3, 0, 1])
  }
  expect(await venues()).toEqual(before)
  expect(await offers().count({ where: { businessId: bakery.id, state: 'DRAFT' } })).toBe(1)
})
