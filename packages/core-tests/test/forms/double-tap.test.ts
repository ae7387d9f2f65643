import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { pictures } from './pictures.ts'
import { createSurveyFeature, newSurvey, type Survey } from './survey-feature.ts'

const survey: Survey = newSurvey()
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createSurveyFeature(survey)] })
})
afterAll(() => platform?.stop())
beforeEach(() => void Object.assign(survey, newSurvey()))

type Person = ReturnType<TestPlatform['telegram']['user']>
type Said = Parameters<Person['sends']>[0] | { readonly press: string }

const photo = { photo: { bytes: pictures.png, filename: 'one.png' } }
const toCity = ['/short', 'Anna', { press: 'Skip' }]
const toSummary = [...toCity, 'Pune']
const toPhotos = ['/ask', 'Anna', '33', '12', { press: 'A dog' }, { press: 'Not yet' }, photo]

async function everythingIsHandled(): Promise<void> {
  await waitFor('everything is handled', async () => {
    const { rows } = await platform.app.core.db.pool.query('SELECT 1 FROM core_inbox WHERE done_at IS NULL')
    return rows.length === 0
  })
}

async function goThrough(person: Person, said: readonly Said[]): Promise<void> {
  for (const one of said) {
    if (typeof one === 'object' && 'press' in one) await person.presses(one.press)
    else await person.sends(one)
    await person.sees(() => true)
    await everythingIsHandled()
  }
}

it.each<[button: string, said: readonly Said[], shows: RegExp]>([
  ['Skip', ['/short', 'Anna'], /Step\s3\sof\s3\n✓ Name: Anna\n\nYour city/],
  ['‹ Back', toCity, /Step\s2\sof\s3\n✓ Name: Anna\n\nYour note/],
  ['Next ›', toPhotos, /Your place/],
  ['🗑 Remove these', toPhotos, /Your photos\?$/],
  ['A cat', ['/ask', 'Anna', '33', '12'], /Kind: A cat\n\nYour member/],
  ['✏️ Change something…', toSummary, /Is everything right[\s\S]*City: Pune/],
  ['✏️ City', [...toSummary, { press: '✏️ Change something…' }], /Your city/],
  ['✅ Send', toSummary, /Thank you/],
  ['✖ Cancel', toCity, /^Cancelled\. What you had entered is gone\.$/],
  ['✖ Cancel', ['/short'], /^Cancelled\.$/],
  ['▶️ Continue', [...toCity, '/ping'], /Step\s3\sof\s3\n✓ Name: Anna\n\nYour city/],
  ['▶️ Continue', [...toCity, '/short'], /Step\s3\sof\s3\n✓ Name: Anna\n\nYour city/],
  ['🔄 Start again', [...toCity, '/short'], /Step\s1\sof\s3\nYour name/],
])('a second tap on %s shows what the first one led to (%#)', async (button, said, shows) => {
  const anna = platform.telegram.user('Anna')
  await goThrough(anna, said)
  const from = anna.botMessages().findLast(({ buttons }) => buttons.flat().some(({ text }) => text === button))
  const messageId = from?.message_id ?? 0
  await Promise.all([anna.presses(button, { messageId }), anna.presses(button, { messageId })])
  await everythingIsHandled()
  const pressable = anna.botMessages().filter(({ buttons }) => buttons.length > 0)
  const ends = anna.botMessages(/Thank you/)
  expect([...pressable, ...ends].map(({ text }) => text)).toEqual([expect.stringMatching(shows)])
})

it('a second tap, after what it began anew was answered, shows where that is', async () => {
  const anna = platform.telegram.user('Anna')
  await goThrough(anna, [...toCity, '/short'])
  const again = anna.last()
  const data = again?.buttons.flat().find(({ text }) => text === '🔄 Start again')?.callback_data ?? ''
  await goThrough(anna, [{ press: '🔄 Start again' }, 'Boris'])
  const answer = await anna.presses({ data }, { messageId: again?.message_id ?? 0 })
  expect(answer.text).toContain('Here is where you are now')
  await anna.sends('a note')
  await anna.sees(/Step 3 of 3\n✓ Name: Boris\n✓ Note: a note/)
})

it('a tap that comes late shows how the form ended, as long as nothing else stands there', async () => {
  const anna = platform.telegram.user('Anna')
  await goThrough(anna, toCity)
  const form = anna.last()
  const data = form?.buttons.flat().find(({ text }) => text === '✖ Cancel')?.callback_data ?? ''
  await goThrough(anna, [{ press: '✖ Cancel' }])
  expect(await anna.presses({ data }, { messageId: form?.message_id ?? 0 })).toMatchObject({
    text: 'This was done already. Here is the result.',
  })
  expect(anna.last()?.text).toBe('Cancelled. What you had entered is gone.')
})
