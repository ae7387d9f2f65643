import { createFakeClock } from '@bazaar/testing'
import { expect, it } from 'vitest'
import { createQuota } from '../src/etsy/quota.ts'
import { createSpare } from '../src/etsy/spare.ts'
import { platform, useSellers } from './sellers.ts'
import { clayThread, day, hour, startStory } from './story-harness.ts'

useSellers()

it('a day on which Etsy sends webhooks all the time: looks and people have their calls until midnight', async () => {
  const clock = createFakeClock(new Date('2026-06-01T00:00:00Z'))
  const { db } = platform.app.core
  const quota = createQuota({ db, clock, perDay: 1_000, perSecond: 100_000 })
  const spare = createSpare({ db, clock, perDay: 1_000 })
  const steps = 925
  const made = { looks: 0, people: 0, hooks: 0 }
  const byNoon = { hooks: 0 }
  for (let n = 0; n < steps; n++) {
    for (let hook = 0; hook < 3; hook++) if (await spare(1)) made.hooks += Number((await quota.take('person')).ok)
    made.looks += Number((await quota.take('look')).ok)
    if (n % 37 === 0) made.people += Number((await quota.take('person')).ok)
    if (n === Math.floor(steps / 2)) byNoon.hooks = made.hooks
    clock.advance(Math.floor(day / steps))
  }
  expect(made).toEqual({ looks: steps, people: 25, hooks: 25 })
  expect(byNoon.hooks).toBe(19)
})

it('the next look does what webhooks may not, and is not put off by them', async () => {
  const story = await startStory({ etsy: { limits: { perDay: 400 } }, env: { ETSY_CALLS_PER_DAY: '400' } })
  const anna = story.person('Anna')
  await story.link(anna)
  const url = `${story.platform.app.http.app.listeningOrigin}/api/etsy-lowstock/webhook`
  const calls = () => story.etsy.calls().filter(({ kind }) => kind === 'api').length
  const dueAt = async () => (await story.db.prisma.etsyShop.findFirstOrThrow()).nextLookAt
  const before = { calls: calls(), dueAt: await dueAt() }
  for (let n = 0; n < 30; n++) {
    const what =
      n % 2
        ? { event: 'order.paid', receiptId: 5_000 + n }
        : { event: 'inventory.updated', listingId: clayThread.print }
    await story.etsy.sendWebhook({
      url,
      secret: story.settings.ETSY_WEBHOOK_SECRET,
      shopId: clayThread.shopId,
      ...what,
    })
    await story.platform.settle()
  }
  // Half of 2.5 % of 400 at once, and of the rest what the hours since midnight brought.
  expect(calls() - before.calls).toBe(8)
  expect((await dueAt()).getTime()).toBeLessThanOrEqual(before.dueAt.getTime())
  story.etsy.sell(clayThread.print)
  await story.platform.advance(before.dueAt.getTime() - story.platform.clock.now().getTime() + 1_000)
  await anna.sees(/Sold out: Lino print/)
  await story.platform.advance(hour)
  await story.stop()
})
