import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSalonFeature, type Extra } from './salon-feature.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createSalonFeature()] })
})
afterAll(() => platform?.stop())
afterEach(() => platform.standin.faults.clear())

const kinds: readonly Extra[] = ['style', 'copy_text', 'disabled', 'date_time', 'expandable_blockquote', 'effect']

const newcomer = (): PersonDriver => platform.telegram.user('Anna')

/** How everything ended that was sent to this person; a call is written down a moment after its message is there. */
const expectCalls = ({ id }: PersonDriver, statuses: readonly number[]) =>
  vi.waitFor(() => {
    const sends = platform.standin.requests().filter(({ method, chatId }) => chatId === id && /^send[MP]/.test(method))
    expect(sends.map(({ status }) => status)).toEqual(statuses)
  })

/** Whatever it came with, its words are there, and what is left of the buttons can be pressed. */
function expectPlain(person: PersonDriver, words: RegExp, times: number): void {
  const messages = person.botMessages(words)
  expect(messages).toHaveLength(times)
  for (const message of messages) {
    expect(message.effect).toBeNull()
    expect(message.entities.map(({ type }) => type)).not.toContain('date_time')
    expect(message.entities.map(({ type }) => type)).not.toContain('expandable_blockquote')
    for (const button of message.buttons.flat()) {
      expect(button).toEqual({ text: 'Open', callback_data: null, url: 'https://example.com/' })
    }
  }
}

describe.each([
  ['a text', 'direct'],
  ['a picture that is uploaded', 'picture'],
])('%s whose form Telegram refuses', (_what, command) => {
  beforeAll(() => platform.restart())

  it.each(kinds)('%s: arrives once, plainly, and the next one is not asked about', async (what) => {
    const anna = newcomer()
    platform.standin.faults.add({ kind: 'refuses', what })
    await anna.sends(`/${command} ${what}`)
    await anna.sees('Until 19:30')
    await expectCalls(anna, [400, 200])
    await anna.sends(`/${command} ${what}`)
    await anna.sees('Until 19:30')
    await expectCalls(anna, [400, 200, 200])
    expectPlain(anna, /Until 19:30/, 2)
  })

  it('is told to the operator once for each', async () => {
    const lines = platform.logged.filter((line) => line.includes('Telegram refuses this'))
    for (const kind of kinds) expect(lines.some((line) => line.includes(`"${kind}"`))).toBe(true)
    expect((await platform.operations('/metrics')).body).toContain('telegram_plain_total{kind="style"} 2')
  })
})

it('comes as it is where Telegram knows it', async () => {
  await platform.restart()
  const anna = newcomer()
  await anna.sends('/direct effect')
  expect((await anna.sees('Until 19:30')).effect).toBe('🎉')
  await anna.sends('/later effect')
  expect((await anna.sees('All of it')).effect).toBe('🎉')
  await anna.sends('/direct date_time')
  const message = await anna.sees((one) => one.entities.some(({ type }) => type === 'date_time'))
  expect(message.text).toBe('Until 19:30')
})

it('comes with its effect in a private chat, and without it in a group', async () => {
  const anna = newcomer()
  await anna.sends('/party')
  expect((await anna.sees('All of it')).effect).toBe('🎉')
  const inGroup = anna.in(platform.telegram.group('Team', [anna]))
  await inGroup.sends('/party')
  expect((await inGroup.sees('All of it')).effect).toBeNull()
})

describe('inside a dialogue', () => {
  beforeAll(() => platform.restart())

  it.each(kinds)('%s: arrives once, plainly, at each of its steps', async (what) => {
    const anna = newcomer()
    platform.standin.faults.add({ kind: 'refuses', what })
    await anna.sends(`/talk ${what}`)
    await anna.sees('Until 19:30')
    await expectCalls(anna, [400, 200])
    await anna.sends('more')
    await anna.sees('Until 19:30')
    await expectCalls(anna, [400, 200, 200])
    // A replay from the beginning, when the server has learned it meanwhile and the bot does not know.
    platform.standin.faults.clear()
    await anna.sends('enough')
    await anna.sees('And enough')
    await expectCalls(anna, [400, 200, 200, 200])
    expectPlain(anna, /Until 19:30/, 2)
  })

  it('a replay tells nothing new about the server', async () => {
    await platform.restart()
    const anna = newcomer()
    platform.standin.faults.add({ kind: 'refuses', what: 'style' })
    await anna.sends('/talk style')
    await anna.sees('Until 19:30')
    platform.standin.faults.clear()
    await platform.restart()
    await anna.sends('more')
    expect((await anna.sees('Until 19:30')).buttons.flat()).toContainEqual(expect.objectContaining({ style: 'danger' }))
    await expectCalls(anna, [400, 200, 200])
  })
})

describe('from the outbox', () => {
  beforeAll(() => platform.restart())

  it.each(['style', 'copy_text', 'disabled', 'effect'] as const)('%s', async (what) => {
    const anna = newcomer()
    platform.standin.faults.add({ kind: 'refuses', what })
    await anna.sends(`/later ${what}`)
    await anna.sees('All of it')
    await expectCalls(anna, [400, 200])
    await anna.sends(`/later ${what}`)
    await anna.sees('All of it')
    await expectCalls(anna, [400, 200, 200])
    expectPlain(anna, /All of it/, 2)
  })
})

it('what is wrong for another reason is not repeated', async () => {
  await platform.restart()
  const anna = newcomer()
  platform.standin.faults.add({
    kind: '400',
    method: 'sendMessage',
    chat_id: anna.id,
    description: 'message is too long',
  })
  await anna.sends('/direct style')
  await anna.sees((message) => !/Until/.test(message.text ?? ''))
  await expectCalls(anna, [400, 200])
  expect(anna.botMessages(/Until 19:30/)).toEqual([])
  await anna.sends('/direct style')
  expect((await anna.sees('Until 19:30')).buttons.flat()).toContainEqual(expect.objectContaining({ style: 'danger' }))
})
