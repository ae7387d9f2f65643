import type { BotContext } from '@bazaar/core/bot'
import { defineFeature } from '@bazaar/core/feature'
import { ask, defineForm } from '@bazaar/core/forms'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { Composer } from 'grammy'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { localesOf } from '../bot/probe-feature.ts'

const en = `
live-title = Live
live-home = Live
live-command-note = Write a note
live-command-place = Name a place
live-note-title = A note
live-note-words = What is the note?
live-note-words-label = Note
live-note-words-example = milk
live-place-title = A place
live-place-where = Where is it?
live-place-where-label = Place
live-place-where-example = here
live-noted = Noted
live-kept = Kept
live-begun = Sharing has begun
`
const seen: string[] = []
function sharing(): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer.on('edited_message:location', async (ctx) => {
    const { location } = ctx.editedMessage
    seen.push(`${location.latitude}${location.live_period === undefined ? ' end' : ''}`)
  })
  composer.on('message:location', (ctx) => ctx.reply('Sharing has begun'))
  return composer
}

const live = defineFeature({
  id: 'live',
  code: 'lv',
  env: {},
  locales: localesOf(en),
  build: () => [
    {
      home: { open: (ctx) => ctx.show({ key: 'live-title' }) },
      commands: [
        { name: 'note', audience: 'everyone', run: (ctx) => ctx.forms.open('live-note') },
        { name: 'place', audience: 'everyone', run: (ctx) => ctx.forms.open('live-place') },
      ],
      forms: [
        defineForm({
          name: 'note',
          version: 1,
          review: 'none',
          steps: { words: ask.text({ max: 20 }) },
          finish: async () => ({ text: { key: 'live-noted' } }),
        }),
        defineForm({
          name: 'place',
          version: 1,
          review: 'none',
          steps: { where: ask.location() },
          finish: async () => ({ text: { key: 'live-kept' } }),
        }),
      ],
      handlers: sharing(),
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [live], env: { RATE_LIMIT_MAX_REQUESTS: '5' } })
})
afterAll(() => platform?.stop())
beforeEach(() => {
  seen.length = 0
})

const at = (latitude: number) => ({ latitude, longitude: 37 })

it('moves count against nobody’s limit, and beyond a limit of their own nobody is told', async () => {
  const dora = platform.telegram.user('Dora')
  const messageId = await dora.sends({ location: { ...at(1), live_period: 900 } })
  await dora.sees('Sharing has begun')
  for (let move = 2; move <= 40; move++) await dora.moves(messageId, at(move))
  await dora.moves(messageId, null)
  await expect.poll(() => seen.at(-1)).toBe('40 end')
  // All of these came within moments: a client that floods is heard now and then.
  expect(seen.length).toBeGreaterThan(10)
  expect(seen.length).toBeLessThan(40)
  expect(dora.botMessages(/Too many|wait/i)).toHaveLength(0)
  await dora.sends('/note')
  await dora.sees('What is the note?')
})

it('a form that asks for something else leaves them alone, and goes on', async () => {
  const emil = platform.telegram.user('Emil')
  await emil.sends('/note')
  await emil.sees('What is the note?')
  const messageId = await emil.sends({ location: { ...at(1), live_period: 900 } })
  await emil.sees('Sharing has begun')
  await emil.moves(messageId, at(2))
  await expect.poll(() => seen).toEqual(['2'])
  await emil.sends('milk')
  await emil.sees('Noted')
})

it('a form that asks for a place takes where it begins', async () => {
  const fay = platform.telegram.user('Fay')
  await fay.sends('/place')
  await fay.sees('Where is it?')
  await fay.sends({ location: { ...at(1), live_period: 900 } })
  await fay.sees('Kept')
})
