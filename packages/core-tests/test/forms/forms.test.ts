import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSurveyFeature, newSurvey, type Survey } from './survey-feature.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const photo = { photo: { bytes: png, filename: 'one.png' } }
const survey: Survey = newSurvey()
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createSurveyFeature(survey)] })
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  const needsOld = survey.version !== 1
  Object.assign(survey, newSurvey())
  if (needsOld) await platform.restart()
})

type Person = ReturnType<TestPlatform['telegram']['user']>

/** Every step with a way to answer it, and what is seen next. */
const answers: readonly (readonly [step: RegExp, give: (person: Person) => Promise<unknown>])[] = [
  [/Step 1 of 9[\s\S]*Your name/, (person) => person.sends('Anna')],
  [/Step 2 of 9[\s\S]*Your age/, (person) => person.sends('33')],
  [/Step 3 of 9[\s\S]*Your price/, (person) => person.sends('€12,50')],
  [/Step 4 of 9[\s\S]*Your kind/, (person) => person.presses('A dog')],
  [/Step 5 of 9[\s\S]*Your member/, (person) => person.presses('Yes, I am')],
  [/Step 6 of 9[\s\S]*Your photos/, (person) => person.sends(photo)],
  [/Step 6 of 9[\s\S]*1 photo/, (person) => person.sends(photo)],
  [/Step 7 of 9[\s\S]*Your place/, (person) => person.sends({ location: { latitude: 51.5, longitude: -0.1 } })],
  [/Step 8 of 9[\s\S]*Your phone/, (person) => person.sends({ contact: true })],
  [/Step 9 of 9[\s\S]*Your note/, (person) => person.presses('Skip')],
]
const finished =
  /"name":"Anna","age":33,"price":"1250n","kind":"dog","member":true,"photos":\["[^"]+","[^"]+"\],"place":{"latitude":51.5,"longitude":-0.1},"phone":"\+\d+"}/

async function fill(person: Person, from = 0, to = answers.length): Promise<void> {
  for (const [step, give] of answers.slice(from, to)) {
    await person.sees(step)
    await give(person)
  }
}

describe('a form', () => {
  it('asks step by step, shows everything, and finishes once', async () => {
    const anna = platform.telegram.user('Anna', { phone: '491701234567' })
    await anna.sends('/ask')
    await fill(anna)
    const card = await anna.sees(/Is everything right/)
    expect(card.text).toMatch(/Name: Anna\nAge: 33\nPrice: €12.50\nKind: A dog\nMember: Yes, I am\nPhotos: 2 photos/)
    expect(card.text).toMatch(/Note: –/)
    await anna.presses('✅ Send')
    await anna.sees(finished)
    expect(survey.finished).toHaveLength(1)
    await anna.sends('and now?')
    await anna.sees('You said and now?')
  })

  it('says what is wrong with an example, and the question stays', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/ask')
    await anna.sees(/Your name/)
    for (const [wrong, hint] of [
      ['A', /at least 2 characters[\s\S]*example of name[\s\S]*Your name/],
      ['x'.repeat(21), /has 21 characters[\s\S]*Your name/],
      [photo, /answer in words[\s\S]*example of name[\s\S]*Your name/],
      [{ location: { latitude: 1, longitude: 1 } }, /answer in words/],
    ] as const) {
      await anna.sends(wrong)
      await anna.sees(hint)
    }
    await anna.sends('<b>An & na</b>')
    await anna.sees(/Your age/)
    for (const [wrong, hint] of [
      ['old', /whole number[\s\S]*example of age/],
      ['121', /from 1 to 120/],
    ] as const) {
      await anna.sends(wrong)
      await anna.sees(hint)
    }
    await anna.presses('Skip')
    await anna.sees(/Your price/)
    await anna.sends('0.50')
    await anna.sees(/from €1 to €1,000/)
    await anna.sends('1.234')
    await anna.sees(/Do you mean 1234 or 1\.234\?/)
    await anna.sends('10 or 12')
    await anna.sees(/send an amount/)
    await anna.sends('$10')
    await anna.sees(/in EUR, and “\$” is something else/)
    await anna.sends('10')
    await anna.sees(/Your kind/)
    await anna.sends('a parrot')
    await anna.sees(/press one of the buttons/)
    await anna.sends('a cat')
    await anna.sees(/Your member/)
    await anna.presses('Not yet')
    await anna.sees(/Your photos/)
    await anna.sends('here')
    await anna.sees(/send a photo/)
    await anna.sends({ document: { bytes: png, filename: 'one.png' } })
    await anna.sees(/as a file/)
    await anna.presses('Skip')
    await anna.sees(/Your place/)
    await anna.sees(/Press the button below/)
    expect(anna.keyboard()).toEqual(['📍 Send my location'])
    await anna.presses('📍 Send my location')
    await anna.sees(/Your phone/)
    await anna.sends('+491701234567')
    await anna.sees(/cannot be checked/)
    // Somebody else's contact, as Telegram would deliver it.
    platform.standin.rawUpdate({
      message: {
        message_id: 9_000,
        date: 1_767_603_600,
        chat: { id: anna.id, type: 'private', first_name: 'Anna' },
        from: { id: anna.id, is_bot: false, first_name: 'Anna' },
        contact: { phone_number: '4917000', first_name: 'Boris', user_id: 4_711 },
      },
    })
    await anna.sees(/somebody else’s number/)
    await anna.presses('📱 Send my phone number')
    await anna.sees(/Your note/)
    expect(anna.keyboard()).toEqual([])
    expect(anna.botMessages(/Noted/)).toEqual([])
    await anna.sends('a free remark')
    const card = await anna.sees(/Is everything right/)
    expect(card.text).toContain('Name: <b>An & na</b>')
    await anna.sends('yes!')
    await anna.sees(/Nothing was changed/)
    await anna.presses('✏️ Change something…')
    await anna.presses('✏️ Kind')
    await anna.sees(/Now: A cat/)
    await anna.presses('‹ Back')
    await anna.sees(/Is everything right/)
    await anna.presses('✏️ Change something…')
    await anna.presses('✏️ Name')
    await anna.sees(/Your name/)
    await anna.sends('Zoë')
    await anna.sees(/Name: Zoë[\s\S]*Note: a free remark/)
    survey.refusal = 'Zoë'
    expect(await anna.presses('✅ Send')).toMatchObject({ showAlert: true, text: 'Not today, Zoë' })
    await anna.presses('✅ Send')
    await anna.sees(/Thank you/)
    expect(survey.finished).toHaveLength(1)
  })

  it('is left by a command, which says how to return', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/ask')
    await fill(anna, 0, 2)
    await anna.sees(/Your price/)
    await anna.sends('/ping')
    await anna.sees('Pong')
    await anna.sees(/aside[\s\S]*\/resume/)
    await anna.sends('hello')
    await anna.sees('You said hello')
    await anna.sends('/ask')
    await anna.sees(/2 of 9 answered. Continue where you stopped, or start again/)
    await anna.presses('▶️ Continue')
    await fill(anna, 2)
    await anna.presses('✅ Send')
    await anna.sees(finished)
    await anna.sends('/resume')
    await anna.sees(/no form that waits/)
  })

  it('starts again, resumes one of several, and is cancelled', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/ask')
    await fill(anna, 0, 1)
    await anna.sees(/Your age/)
    await anna.sends('/short')
    await anna.sees(/Step 1 of 3/)
    await anna.sends('Brief')
    await anna.sees(/Step 2 of 3/)
    await anna.sends('/resume')
    await anna.sees(/Forms that you left/)
    await anna.presses('The person')
    await anna.sees(/Your age/)
    await anna.sends('44')
    await anna.sees(/Your price/)
    await anna.sends('/ask')
    await anna.sees(/2 of 9/)
    await anna.presses('🔄 Start again')
    await anna.sees(/Your name/)
    await anna.presses('✖ Cancel')
    await anna.sees(/Cancelled/)
    await anna.sends('/resume')
    await anna.sees(/Step 2 of 3/)
    await anna.sends('/cancel')
    await anna.sees(/Cancelled/)
    await anna.sends('/resume')
    await anna.sees(/no form that waits/)
    expect(survey.finished).toEqual([])
  })

  it('goes on after a restart at every step', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/ask')
    for (const [step, give] of answers) {
      await anna.sees(step)
      await platform.restart()
      await give(anna)
    }
    await anna.sees(/Is everything right/)
    await platform.restart()
    await anna.presses('✅ Send')
    await anna.sees(finished)
  })

  it('goes on in a newer version with what still fits', async () => {
    const anna = platform.telegram.user('Anna')
    const boris = platform.telegram.user('Boris')
    await anna.sends('/ask')
    await fill(anna, 0, 3)
    await anna.sees(/Your kind/)
    await boris.sends('/ask')
    await boris.sees(/Your name/)
    await boris.sends('Maximilian')
    await boris.sees(/Your age/)
    survey.version = 2
    await platform.restart()
    // "Anna" is too short now; Boris's name still fits, and the step where he stopped is gone.
    await anna.sends('a dog')
    await anna.sees(/improved this form[\s\S]*Your name/)
    await anna.sends('Anna Maria')
    await boris.sends('/resume')
    await boris.sees(/improved this form[\s\S]*Your city/)
    await boris.sends('Pune')
    await boris.sees(/Name: Maximilian\nCity: Pune/)
    await boris.presses('✅ Send')
    await boris.sees(/Thank you/)
  })

  it('loses nothing of answers sent at once', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/short')
    await anna.sees(/Step 1 of 3/)
    await Promise.all([anna.sends('Anna'), anna.sends('a note'), anna.sends('Pune')])
    await anna.sees(/Name: Anna\nNote: a note\nCity: Pune/)
    const boris = platform.telegram.user('Boris')
    await boris.sends('/ask')
    await boris.sees(/Your name/)
    await fill(boris, 0, 5)
    await boris.sees(/Your photos/)
    await Promise.all([boris.sends(photo), boris.sends(photo), boris.sends(photo)])
    await boris.sees(/send a location/)
    const stored = await platform.app.core.db.prisma.formDraft.findFirstOrThrow({
      where: { userId: BigInt(boris.id) },
      include: { values: true },
    })
    expect(stored.step).toBe('place')
    expect(stored.values.map(({ field }) => field)).toContain('photos')
    // What people enter is nowhere in plain text.
    expect(stored.values.every(({ value }) => !Buffer.from(value).includes('Anna'))).toBe(true)
  })

  it('shows the first result to every later press, also in parallel', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/short')
    for (const answer of ['Anna', 'a note', 'Pune']) {
      await anna.sees(/Step/)
      await anna.sends(answer)
    }
    const card = await anna.sees(/Is everything right/)
    const send = card.buttons.flat().find(({ text }) => text === '✅ Send')
    const pressed = await Promise.all(
      Array.from({ length: 16 }, () =>
        anna.presses({ data: send?.callback_data ?? '' }, { messageId: card.message_id }),
      ),
    )
    expect(pressed.every(({ answered }) => answered)).toBe(true)
    // A press that has to wait is answered before it is handled: the answer to the next one comes after all of them.
    await anna.sends('/ping')
    await anna.sees('Pong', { withinMs: 20_000 })
    expect(anna.botMessages(/Thank you/)).toHaveLength(1)
    expect(survey.finished).toHaveLength(1)
    expect(await platform.app.core.db.prisma.roleGrant.count({ where: { userId: BigInt(anna.id) } })).toBe(1)
    // Weeks later, on another device.
    expect(await anna.presses({ data: send?.callback_data ?? '' }, { messageId: card.message_id })).toMatchObject({
      text: expect.stringMatching(/already/),
    })
  })

  it('never acts on buttons of an earlier step, of somebody else, or forged ones', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/short')
    const first = await anna.sees(/Step 1 of 3/)
    const stale = first.buttons.flat()[0]?.callback_data ?? ''
    await anna.sends('Anna')
    await anna.sees(/Step 2 of 3/)
    expect(await anna.presses({ data: stale }, { messageId: first.message_id })).toMatchObject({
      text: expect.stringMatching(/earlier step/),
    })
    // The message shows it already.
    expect(anna.botMessages().map(({ text }) => text)).toEqual([expect.stringMatching(/Step\s2\sof\s3/)])
    const boris = platform.telegram.user('Boris')
    await boris.sends('/ping')
    await boris.sees('Pong')
    for (const data of [stale, stale.replace(/.$/, 'x'), 'co.fm:1:0:3:0', 'co.fm:zzzz'])
      expect(await boris.presses({ data })).toMatchObject({ text: expect.stringMatching(/not yours/) })
    await anna.sends('still here')
    await anna.sees(/Step 3 of 3/)
  })
})
