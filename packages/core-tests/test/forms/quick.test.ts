import { AppError } from '@bazaar/core/errors'
import { defineFeature } from '@bazaar/core/feature'
import { ask, defineForm, type Step } from '@bazaar/core/forms'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { localesOf } from '../bot/probe-feature.ts'

const texts = `
pick-title = Pick
pick-command-pick = Pick
pick-button = in { $hours } h
pick-too-late = { $at } is too late
pick-done = Stored { $values }
pick-taken = { $count } is taken
pick-pick-title = The pick
pick-pick-count = How many?
pick-pick-count-label = Count
pick-pick-count-example = 4
pick-pick-until = Until when?
pick-pick-until-label = Until
`
const hourMs = 3_600_000
const lastMoment = new Date('2026-01-05T12:30:00Z')

/** An hour from now or two, up to half past twelve. */
const until: Step<string> = {
  isOptional: false,
  hasExample: false,
  schema: z.string(),
  read: () => ({ outcome: 'refused', why: { key: 'core-form-want-button' } }),
  quick: ({ context }) =>
    [1, Number(context.hours)].map((hours) => ({ id: `h${hours}`, text: { key: 'pick-button', params: { hours } } })),
  readQuick(id, { now }) {
    const at = new Date(now.getTime() + Number(id.slice(1)) * hourMs)
    const value = at.toISOString().slice(11, 16)
    if (at > lastMoment) return { outcome: 'refused', why: { key: 'pick-too-late', params: { at: value } } }
    return { outcome: 'accepted', value }
  },
  show: (value) => value,
}

/** Counts that somebody else has by now. */
const taken = new Set<number>()

const form = defineForm({
  name: 'pick',
  version: 1,
  steps: { count: ask.number({ min: 1, max: 10, quick: [1, 2, 3, 50] }), until },
  review: 'none',
  async finish({ count, until }) {
    if (taken.has(count)) throw new AppError('pick-taken', { count })
    return { text: { key: 'pick-done', params: { values: `${count} until ${until}` } } }
  },
})
const feature = defineFeature({
  id: 'pick',
  code: 'pk',
  env: {},
  locales: localesOf(texts),
  build: () => [
    {
      forms: [form],
      commands: [{ name: 'pick', audience: 'everyone', run: (ctx) => ctx.forms.open('pick-pick', { hours: '2' }) }],
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [feature], startAt: new Date('2026-01-05T09:00:00Z') })
})
afterAll(() => platform?.stop())

describe('a ready answer', () => {
  it('is checked like one that is typed, and means what it says when it is pressed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/pick')
    const asked = await anna.sees(/How many/)
    expect(asked.buttons.map((row) => row.map(({ text }) => text))).toEqual([['1', '2', '3', '50'], ['✖ Cancel']])
    await anna.presses('50')
    await anna.sees(/from 1 to 10[\s\S]*How many/)
    await anna.presses('3')
    const next = await anna.sees(/✓ Count: 3[\s\S]*Until when/)
    expect(next.buttons[0]?.map(({ text }) => text)).toEqual(['in 1 h', 'in 2 h'])
    // One for the question before: it shows where the form is.
    const stale = asked.buttons[0]?.[0]?.callback_data ?? ''
    expect(await anna.presses({ data: stale }, { messageId: asked.message_id })).toMatchObject({
      text: expect.stringMatching(/earlier step/),
    })
    await platform.advance(2 * hourMs)
    await platform.restart()
    await anna.presses('in 2 h')
    await anna.sees(/13:00 is too late[\s\S]*Until when/)
    await anna.presses('in 1 h')
    await anna.sees('Stored 3 until 12:00')
    expect(anna.botMessages()).toHaveLength(1)
    // Another device still shows the button.
    const late = next.buttons[0]?.[0]?.callback_data ?? ''
    expect(await anna.presses({ data: late }, { messageId: next.message_id })).toMatchObject({
      text: expect.stringMatching(/already/),
    })
  })

  it('is never somebody else’s', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/pick')
    const asked = await anna.sees(/How many/)
    const boris = platform.telegram.user('Boris')
    await boris.sends('/pick')
    await boris.sees(/How many/)
    const data = asked.buttons[0]?.[0]?.callback_data ?? ''
    expect(await boris.presses({ data })).toMatchObject({ text: expect.stringMatching(/not yours/) })
  })
})

it('what is refused at the end is said above the last question, in the same message', async () => {
  const anna = platform.telegram.user('Anna')
  await anna.sends('/pick')
  await anna.sees(/How many/)
  await anna.presses('2')
  await anna.sees(/Until when/)
  taken.add(2)
  await anna.presses('in 1 h')
  await anna.sees(/^2 is taken[\s\S]*✓ Count: 2[\s\S]*Until when/)
  await anna.presses('‹ Back')
  await anna.sees(/How many/)
  await anna.sends('4')
  await anna.sees(/✓ Count: 4[\s\S]*Until when/)
  await anna.presses('in 1 h')
  await anna.sees(/Stored 4/)
  expect(anna.botMessages()).toHaveLength(1)
})
