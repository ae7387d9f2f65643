import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { startStanShop } from '@bazaar/voucher-tracker/demo'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { features } from '../src/features.ts'

const ids = features.map(({ id }) => id)
/** All of them but none. */
const subsets = Array.from({ length: 2 ** ids.length - 1 }, (_, bits) =>
  ids.filter((_id, bit) => ((bits + 1) >> bit) & 1),
)

let shop: Awaited<ReturnType<typeof startStanShop>>
let platform: TestPlatform
let anna: ReturnType<TestPlatform['telegram']['user']>
beforeAll(async () => {
  shop = await startStanShop()
  platform = await startTestPlatform({ features, env: { VOUCHER_TRACKER_STANSHOP_URL: shop.url } })
  anna = platform.telegram.user('Anna')
})
afterAll(async () => {
  await platform?.stop()
  await shop?.close()
})

it.each(subsets.map((on) => [on.join(), on] as const))('%s alone are a bot', async (FEATURES, on) => {
  await platform.restart({ FEATURES })
  await anna.sends('/start')
  await anna.sees('Hello')
  await anna.sends('/help')
  const help = await anna.sees('What I can do')
  for (const { id } of features) {
    const commands = platform.app.declarations.on.flatMap(({ id: owner, part }) =>
      owner === id
        ? (part.commands ?? []).filter(({ audience, listedFor }) => audience === 'everyone' && !listedFor)
        : [],
    )
    expect(commands.length > 0).toBe(on.includes(id))
    for (const { name } of commands) expect(help.text).toContain(`/${name}`)
    // What somebody left behind in a feature that is switched off is theirs all the same.
    await expect(platform.storeOf(id).exportUser(BigInt(anna.id))).resolves.toBeTypeOf('object')
  }
})
