import { afterAll, beforeAll, expect, it } from 'vitest'
import { clayThread, hour, nordlicht, type Person, type Story, startStory } from './story-harness.ts'

const perDay = 500
let story: Story
let boris: Person
beforeAll(async () => {
  story = await startStory({ env: { ETSY_CALLS_PER_DAY: String(perDay) } })
  story.etsy.setLimits({ perDay })
  story.etsy.addListings(clayThread.shopId, 600)
  await story.link(story.person('Anna'))
  boris = story.person('Boris')
  await story.link(boris, nordlicht.userId)
})
afterAll(() => story.stop())

const lookUps = () => story.etsy.calls().filter(({ path }) => /listings\/\d+$/.test(path)).length

it('a seller who takes everything down at once leaves the others their calls, all day long', async () => {
  for (const { id } of story.etsy.shop(clayThread.shopId)?.listings ?? []) story.etsy.deactivate(id)
  for (let hours = 0; hours < 12; hours++) await story.platform.advance(hour)
  const { used } = await story.db.prisma.etsyQuota.findFirstOrThrow()
  expect(used).toBeLessThan(perDay * 0.95)
  expect(lookUps()).toBeGreaterThan(100)
  story.etsy.sell(nordlicht.notebook, { count: 15 })
  for (let hours = 0; hours < 7; hours++) await story.platform.advance(hour)
  await boris.sees(/Sold out: Stitched notebook/)
})
