import type { BotContext } from '@bazaar/core/bot'
import { defineFeature } from '@bazaar/core/feature'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createProbeFeature, localesOf } from './probe-feature.ts'

/** Speaks past `ctx.say`, and to somebody else. */
const loud = defineFeature({
  id: 'loud',
  code: 'ld',
  env: {},
  locales: localesOf('loud-title = Loud\nloud-command-place = Says where\nloud-command-fail = Fails\n'),
  build: () => [
    {
      commands: [
        {
          name: 'place',
          audience: 'group',
          async run(ctx: BotContext) {
            await ctx.reply('by reply')
            await ctx.api.sendLocation(ctx.chatId ?? 0, 41.3, 69.2)
            await ctx.api.sendMessage(ctx.from?.id ?? 0, 'in private')
          },
        },
        {
          name: 'fail',
          audience: 'group',
          run: () => {
            throw new Error('wires are crossed')
          },
        },
      ],
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createProbeFeature(), loud] })
})
afterAll(() => platform?.stop())

it('what is asked in a topic is answered in it: commands, presses, apologies, and whatever a feature sends by itself', async () => {
  const anna = platform.telegram.user('Anna')
  await anna.sends('/start')
  await anna.sees('Probe')
  const forum = platform.telegram.forum('Neighbours', [anna])
  const there = anna.in(forum)
  await there.sends({ text: '/here', topicId: 7 })
  await there.sees('Here in supergroup')
  expect(await there.presses('quick')).toMatchObject({ text: 'Done quick' })
  await there.sends({ text: '/place', topicId: 7 })
  await anna.sees('in private')
  await there.sends({ text: '/fail', topicId: 7 })
  await there.sees(/went wrong on our side/)
  expect(there.botMessages().map(({ topic_id }) => topic_id)).toEqual([7, 7, 7, 7])
  expect(anna.last()?.topic_id).toBeNull()
  await there.sends('/here')
  await there.sees('Here in supergroup')
  expect(there.last()?.topic_id).toBeNull()
})
