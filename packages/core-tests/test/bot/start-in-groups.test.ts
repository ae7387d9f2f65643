import { defineFeature } from '@bazaar/core/feature'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProbeFeature, localesOf } from './probe-feature.ts'

const en = `
guest-title = Guest
guest-alone = Alone with { $rest }
guest-together = In { $group } with { $rest }
`

/** Comes to groups by `both_`, and by `alone_` to people only. */
const guest = defineFeature({
  id: 'guest',
  code: 'gu',
  env: {},
  locales: localesOf(en),
  build: () => [
    {
      startPayloads: {
        both_: {
          open: (ctx, rest) => ctx.say({ key: 'guest-alone', params: { rest } }),
          openInGroup: (ctx, rest) =>
            ctx.say({ key: 'guest-together', params: { rest, group: ctx.chat?.title ?? '' } }),
        },
        alone_: { open: (ctx, rest) => ctx.say({ key: 'guest-alone', params: { rest } }) },
      },
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createProbeFeature(), guest] })
})
afterAll(() => platform?.stop())

const privateOnly = 'This works only in a private chat with me.'

it('says in a group that a bare start, an unknown payload and one for people belong into the private chat', async () => {
  const anna = platform.telegram.user('Anna')
  const there = anna.in(platform.telegram.group('Friends', [anna]))
  for (const text of ['/start', '/start nonsense', '/start alone_7']) {
    await there.sends(text)
    await there.sees(privateOnly)
  }
  await there.opens(await platform.app.core.startLink('alone_7', 'group'))
  await there.sees(privateOnly)
  expect(there.botMessages(/Alone/)).toEqual([])
})

it('opens what brings the bot to a group there, whether it is new in it or not', async () => {
  const anna = platform.telegram.user('Anna')
  const group = platform.telegram.group('Friends', [anna])
  const there = anna.in(group)
  const link = await platform.app.core.startLink('both_7', 'group')
  expect(link).toBe('https://t.me/bazaar_test_bot?startgroup=both_7')
  await there.opens(link)
  await there.sees('In Friends with 7')
  platform.standin.setBot(group, 'left', { botId: platform.account.id })
  await there.opens(link)
  await there.sees('In Friends with 7')
  await there.sends('/start@another_bot both_8')
  await there.sends('/start@bazaar_test_bot both_9')
  await there.sees('In Friends with 9')
  expect(there.botMessages('with 8')).toEqual([])
})

it('opens the same in private, and names /start in no group', async () => {
  const anna = platform.telegram.user('Anna')
  await anna.opens('both_7')
  await anna.sees('Alone with 7')
  const group = platform.telegram.group('Friends', [anna])
  const named = platform.standin.commands(anna.id, { chatId: group }).map(({ command }) => command)
  expect(named.toSorted()).toEqual(['help', 'here'])
})
