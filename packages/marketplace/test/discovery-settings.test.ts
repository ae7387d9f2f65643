import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allergenSet, unstatedSet } from '../src/discovery/discovery.callbacks.ts'
import { marketplace } from '../src/index.ts'
import { someone, unseen } from './business-story.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace] })
})
afterAll(() => platform?.stop())

it('a second press of an older button leaves an allergen excluded', async () => {
  const anna = someone(platform, 'Anna')
  await anna.sends('/start')
  await anna.sees('Good food')
  const stored = () =>
    platform.app.core.db.prisma.marketplaceCustomer.findUnique({ where: { userId: BigInt(anna.id) } })
  const avoid = unseen(platform, anna, allergenSet.pack({ allergen: 'nuts', avoid: 'yes' }))
  await Promise.all([anna.presses(avoid), anna.presses(avoid)])
  await anna.presses(avoid)
  expect(await stored()).toMatchObject({ exclusions: ['nuts'], hideUnstated: true })
  const show = unseen(platform, anna, unstatedSet.pack({ hide: 'no' }))
  await anna.presses(show)
  await anna.presses(show)
  expect(await stored()).toMatchObject({ exclusions: ['nuts'], hideUnstated: false })
  await anna.presses(unseen(platform, anna, allergenSet.pack({ allergen: 'nuts', avoid: 'no' })))
  expect(await stored()).toMatchObject({ exclusions: [] })
})
