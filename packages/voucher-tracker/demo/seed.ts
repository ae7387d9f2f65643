import { defineSeed } from '@bazaar/demo-kit'
import { env } from '../src/env.ts'
import { createServices } from '../src/services.ts'

const fiveHundredRupees = 50_000n

/** Somebody else follows already: a restock of 500 tells Farid and not Anna. */
export const seed = defineSeed(env, async ({ core, settings, person }) => {
  const { subscriptions } = createServices(core, settings)
  const farid = person('farid')
  await farid.starts()
  await subscriptions.track(farid.id, farid.id, [fiveHundredRupees])
})
