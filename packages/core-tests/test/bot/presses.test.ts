import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCounter } from './counters.ts'
import { createEchoFeature } from './echo-feature.ts'
import { createProbe, createProbeFeature } from './probe-feature.ts'

const probe = createProbe()
const features = [createProbeFeature(probe), createEchoFeature()]
let platform: TestPlatform

beforeAll(async () => {
  platform = await startTestPlatform({ features, env: { RATE_LIMIT_MAX_REQUESTS: '100000' } })
})
afterAll(() => platform?.stop())
beforeEach(() => {
  probe.ran.splice(0)
  probe.gate = Promise.resolve()
  probe.menuVersion = 1
})

const refused = () => readCounter(platform.app, 'refused_callbacks_total')

/** A person with all buttons on show, and the real signed data of the first one. */
async function withButtons(name: string) {
  const person = platform.telegram.user(name)
  await person.sends('/buttons')
  const message = await person.sees('Buttons')
  const data = message.buttons[0]?.[0]?.callback_data ?? ''
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64)
  return { person, data, messageId: message.message_id }
}

describe('forged presses', () => {
  /** Anything that is not the original: changed, cut, extended, re-cased or made up. */
  const mutations = (data: string) =>
    fc
      .oneof(
        fc
          .tuple(fc.nat(data.length - 1), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }))
          .map(([at, letter]) => data.slice(0, at) + letter + data.slice(at + 1)),
        fc.nat(data.length - 1).map((length) => data.slice(0, length)),
        fc.string({ minLength: 1, maxLength: 10 }).map((more) => data + more),
        fc.string({ minLength: 1, maxLength: 10 }).map((more) => more + data),
        fc.nat(data.length - 1).map((at) => data.slice(0, at) + data.charAt(at).toUpperCase() + data.slice(at + 1)),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }),
        // The longest that Telegram carries, and one byte more.
        fc.constantFrom('x'.repeat(64), 'x'.repeat(65), data.padEnd(64, 'A'), data.padEnd(65, 'A'), 'я'.repeat(32)),
      )
      .filter((forged) => forged !== data && forged !== '')

  it('have no effect, get a polite answer and are counted, whatever was changed', async () => {
    const { person, data } = await withButtons('Mallory')
    await fc.assert(
      fc.asyncProperty(mutations(data), async (forged) => {
        const before = await refused()
        const answer = await person.presses({ data: forged })
        expect(answer).toMatchObject({ answered: true, text: expect.stringMatching(/not yours|out of date/) })
        expect(await refused()).toBe(before + 1)
      }),
      { numRuns: 100 },
    )
    expect(probe.ran).toEqual([])
    expect(await person.presses({ data })).toMatchObject({ answered: true, text: 'Done quick' })
    expect(probe.ran).toEqual(['quick'])
  })

  it('cannot be replayed in another chat', async () => {
    const { data } = await withButtons('Anna')
    const boris = (await withButtons('Boris')).person
    expect(await boris.presses({ data })).toMatchObject({ answered: true, text: expect.stringContaining('not yours') })
    expect(probe.ran).toEqual([])
  })

  it('of a button that another member of the group asked for are refused', async () => {
    const [anna, boris] = [platform.telegram.user('Anna'), platform.telegram.user('Boris')]
    const group = platform.telegram.group('Friends', [anna, boris])
    await anna.in(group).sends('/here')
    await anna.in(group).sees('Here in group')
    expect(await boris.in(group).presses('quick')).toMatchObject({ text: expect.stringContaining('not yours') })
    expect(probe.ran).toEqual([])
    expect(await anna.in(group).presses('quick')).toMatchObject({ text: 'Done quick' })
  })

  it('of a button that an admin asked for anonymously are not: who presses is not who asked', async () => {
    const anna = platform.telegram.user('Anna')
    const id = platform.telegram.group('Hidden', [anna])
    const chat = { id, type: 'group', title: 'Hidden' }
    const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
    const entities = [{ type: 'bot_command', offset: 0, length: 5 }]
    platform.standin.rawUpdate({
      message: { message_id: 9_001, date: 1_772_442_000, from, sender_chat: chat, chat, text: '/here', entities },
    })
    await anna.in(id).sees('Here in group')
    expect(await anna.in(id).presses('quick')).toMatchObject({ text: 'Done quick' })
  })
})

describe('every press is answered', () => {
  it('with its result, silently, with a refusal or with an apology', async () => {
    const { person } = await withButtons('Anna')
    expect(await person.presses('quick')).toMatchObject({ text: 'Done quick', showAlert: false })
    expect(await person.presses('silent')).toMatchObject({ answered: true, text: null })
    expect(await person.presses('refuse')).toMatchObject({ text: 'No, <b>rules</b>', showAlert: true })
    expect(await person.presses('fail')).toMatchObject({ text: expect.stringContaining('went wrong') })
    await person.sees(/went wrong on our side/)
  })

  it('within a second though its handler is slow, also when it waits behind another one', async () => {
    const { person } = await withButtons('Anna')
    let open = (): void => undefined
    probe.gate = new Promise((resolve) => {
      open = resolve
    })
    const startedAt = Date.now()
    const answers = await Promise.all([person.presses('slow'), person.presses('quick')])
    const took = Date.now() - startedAt
    expect(answers.map(({ answered, text }) => ({ answered, text }))).toEqual([
      { answered: true, text: null },
      { answered: true, text: null },
    ])
    // Not before it was clear that the handler is slow, and while it still is.
    expect(took).toBeGreaterThan(800)
    expect(probe.ran).toEqual(['slow'])
    open()
    await person.sends('done?')
    await person.sees('You said done?')
    expect(probe.ran).toEqual(['slow', 'quick', 'done?'])
  })

  it('in a form, whose steps know nothing of the button', async () => {
    const { person } = await withButtons('Anna')
    await person.sends('/form')
    await person.sees('What is your name?')
    expect(await person.presses('quick')).toMatchObject({ answered: true })
    await person.sends('Anna')
    await person.sees('Thank you, Anna!')
  })

  it('without data (a game) or without a message (inline)', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('hello')
    await anna.sees('You said hello')
    const from = { id: anna.id, is_bot: false, first_name: 'Anna' }
    const before = await refused()
    platform.standin.rawUpdate({
      callback_query: { id: '1', from, chat_instance: '1', inline_message_id: 'x', data: 'y' },
    })
    platform.standin.rawUpdate({ callback_query: { id: '2', from, chat_instance: '1', game_short_name: 'chess' } })
    await anna.sends('and now?')
    await anna.sees('You said and now?')
    await expect.poll(refused).toBe(before + 2)
    const answered = platform.standin.requests().filter(({ method }) => method === 'answerCallbackQuery')
    // The stand-in does not know these presses, and an answer that came too late fails nobody.
    expect(answered.slice(-2).map(({ status }) => status)).toEqual([400, 400])
  })
})

describe('menus', () => {
  it('are signed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/menu')
    const menu = await anna.sees('Menu')
    const labels = menu.buttons.flat().map(({ text }) => text)
    expect(labels).toEqual(['Probe something', 'Echo something', '⚙️ Settings', '💬 Support', '❓ Help'])
    const data = menu.buttons[0]?.[0]?.callback_data ?? ''
    const forged = data.slice(0, -1) + (data.endsWith('A') ? 'B' : 'A')
    expect(await anna.presses({ data: forged })).toMatchObject({ text: expect.stringContaining('not yours') })
    expect(await anna.presses({ data: data.split('~')[0] ?? '' })).toMatchObject({
      text: expect.stringContaining('not yours'),
    })
    expect(anna.botMessages('Probe is open')).toHaveLength(0)
    await anna.presses('Probe something')
    const opened = await anna.sees('Probe is open')
    expect(opened.edited).toBe(true)
  })

  it('that are outdated redraw and never run the old action', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/probemenu')
    await anna.sees('A menu')
    probe.menuVersion = 2
    expect(await anna.presses('Act')).toMatchObject({ text: 'outdated' })
    await anna.sees('A menu, version 2')
    expect(probe.ran).toEqual([])
    await anna.presses('Act')
    await anna.sees('acted')
    expect(probe.ran).toEqual(['menu'])
  })

  it('of the home screen are redrawn in the new language instead of acting', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/menu')
    const menu = await anna.sees('Menu')
    await anna.sends('/language')
    await anna.sees('Choose your language')
    await anna.presses('Русский')
    await anna.sees('Теперь я говорю по-русски.')
    await anna.presses('Probe something', { messageId: menu.message_id })
    const redrawn = await anna.sees('Что вы хотите сделать?')
    expect(redrawn.buttons.flat().at(-1)?.text).toBe('❓ Помощь')
    expect(anna.botMessages(/Проба открыта|Probe is open/)).toHaveLength(0)
    await anna.presses('Probe something', { messageId: menu.message_id })
    await anna.sees('Проба открыта')
  })
})

describe('a feature that was switched off', () => {
  it('explains itself when its old buttons are pressed', async () => {
    const off = await startTestPlatform({
      features,
      // The same key and bot id, as after a restart with another FEATURES.
      env: { FEATURES: 'echo' },
    })
    try {
      const anna = off.telegram.user('Anna')
      await anna.sends('/start')
      await anna.sees('Echo is open')
      const signed = (data: string) => off.sign(BigInt(anna.id), data)
      expect(await anna.presses({ data: signed('pr.press:0') })).toMatchObject({
        text: expect.stringContaining('switched off'),
      })
      expect(await anna.presses({ data: signed('pr-menu/0/0//fabcd') })).toMatchObject({
        text: expect.stringContaining('switched off'),
      })
      expect(await anna.presses({ data: signed('zz.nothing') })).toMatchObject({
        text: expect.stringContaining('out of date'),
      })
      expect(await anna.presses({ data: signed('ec.more:x') })).toMatchObject({
        text: expect.stringContaining('out of date'),
      })
      expect(probe.ran).toEqual([])
    } finally {
      await off.stop()
    }
  })
})
