import {
  checkSubscriptions,
  createEvents,
  createSubscriptionJobs,
  type EventType,
  type OwnedSubscription,
} from '@bazaar/core/events'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createHarness, type Harness, rolledBack } from '../jobs/harness.ts'

let h: Harness
beforeAll(async () => {
  h = await createHarness()
})
afterEach(() => h.reset())
afterAll(() => h.close())

const published: EventType<{ offerId: bigint }> = {
  name: 'shop.offer-published',
  payload: z.object({ offerId: z.bigint() }),
}

it('reaches each subscriber through a job of its own, in the emitter’s transaction', async () => {
  const seen: unknown[] = []
  const subscriptions: OwnedSubscription[] = [
    {
      feature: 'alerts',
      subscription: {
        event: published.name,
        payload: z.object({ offerId: z.coerce.bigint() }),
        handle: async (payload) => void seen.push(payload),
      },
    },
    {
      feature: 'outdated',
      subscription: { event: published.name, payload: z.object({ other: z.string() }), handle: async () => {} },
    },
  ]
  const { jobs } = h.replica(createSubscriptionJobs(subscriptions))
  await jobs.prepare()
  const events = createEvents({ jobs, subscriptions: () => subscriptions })
  await rolledBack(h.db, (tx) => events.emit(tx, published, { offerId: 1n }))
  expect(await h.queued()).toBe(0)
  await h.db.tx((tx) => events.emit(tx, published, { offerId: 2n }))
  // The subscriber that does not understand is dead; the other one has it.
  expect(await jobs.drain()).toMatchObject({ succeeded: 1, failed: 1, dead: 1 })
  expect(seen).toEqual([{ offerId: 2n }])
  expect((await jobs.dead.list())[0]?.job).toBe('outdated.on-shop.offer-published')
})

it('refuses a payload that breaks the emitter’s own promise', async () => {
  const { jobs } = h.replica([])
  const events = createEvents({ jobs, subscriptions: () => [] })
  const wrong: EventType<unknown> = published
  await expect(h.db.tx((tx) => events.emit(tx, wrong, { offerId: 'x' }))).rejects.toThrow('own schema')
})

it('names subscriptions that nobody serves, at boot', () => {
  const subscription = { event: 'shop.offer-publishd', payload: z.object({}), handle: async () => {} }
  expect(checkSubscriptions([published], [{ feature: 'alerts', subscription }])).toEqual([
    expect.stringContaining('declared: shop.offer-published'),
  ])
  const fine = { feature: 'alerts', subscription: { ...subscription, event: published.name } }
  expect(checkSubscriptions([published], [fine])).toEqual([])
  expect(checkSubscriptions([published, published], [fine, fine])).toHaveLength(2)
})
