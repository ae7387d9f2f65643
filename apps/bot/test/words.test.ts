import { locales } from '@bazaar/core/i18n'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { features } from '../src/features.ts'
import { filled, isButton, lengthOf, longest, misquoted, tooLong } from './words/buttons.ts'
import { rules } from './words/rules.ts'
import { unknownSigns } from './words/signs.ts'
import { allTexts } from './words/texts.ts'

const textsIn = (locale: 'en' | 'ru') => allTexts.flatMap(({ [locale]: texts }) => [...texts])

describe.each(locales)('every text in %s', (locale) => {
  const texts = textsIn(locale)

  it.each(rules.filter((rule) => rule.locales.includes(locale)))('$name', ({ find, allowed = {}, bad, good }) => {
    for (const text of bad) expect(find(text), text).not.toEqual([])
    for (const text of good) expect(find(text), text).toEqual([])
    const found = texts
      .filter(([key]) => !(key in allowed))
      .flatMap(([key, text]) => find(text).map((what) => `${key}: ${what}`))
    expect(found).toEqual([])
  })

  it('uses no sign that stands for nothing', () => {
    for (const text of ['💀 2 tasks', '← Back', '🔎 Search']) expect(unknownSigns(text)).toHaveLength(1)
    expect(texts.flatMap(([key, text]) => unknownSigns(text).map((sign) => `${key}: ${sign}`))).toEqual([])
  })

  it('goes back with ‹', () => {
    const backs = texts.filter(([key]) => /-back$/.test(key))
    expect(backs.length).toBeGreaterThan(3)
    expect(backs.filter(([, text]) => !text.startsWith('‹ '))).toEqual([])
  })

  it('quotes buttons as they are written', () => {
    const labels = texts.filter(([key]) => isButton(key)).map(([, text]) => text)
    expect(labels.length).toBeGreaterThan(100)
    expect(misquoted('Press “Skip it”, or “Share”', ['Skip', '📤 Share'])).toEqual(['Skip it', 'Share'])
    expect(misquoted('Нажмите «➕ Ещё 3» или «📤 Поделиться»', ['➕ Ещё { $count }', '📤 Поделиться'])).toEqual([])
    expect(texts.flatMap(([key, text]) => misquoted(text, labels).map((quoted) => `${key}: ${quoted}`))).toEqual([])
  })

  it('fits on a button of its own', () => {
    const long = texts
      .filter(([key]) => isButton(key))
      .map(([key, text]) => [key, filled(text)] as const)
      .filter(([, label]) => lengthOf(label) > (longest[1] ?? 0))
    expect(long).toEqual([])
  })
})

describe('the keyboards that people get', () => {
  const commands = [
    '/menu',
    '/settings',
    '/privacy',
    '/delete',
    '/language',
    '/support',
    '/browse',
    '/venue',
    '/register',
    '/newoffer',
    '/my_reservations',
    '/following',
    '/track 100',
    '/status',
    '/check',
    '/apikeys',
    '/paysupport',
    '/admin',
  ]
  let platform: TestPlatform

  beforeAll(async () => {
    platform = await startTestPlatform({ features, env: { RATE_LIMIT_MAX_REQUESTS: '100000' } })
  })
  afterAll(() => platform?.stop())

  it.each(locales)('have no button that a phone cuts off, in %s', async (language) => {
    expect(
      tooLong([
        ['A button that is alone in its row'],
        ['Beside another button', 'Short'],
        ['Of a row of 3', 'of', 'three'],
      ]),
    ).toHaveLength(3)
    const found = new Set<string>()
    for (const command of commands) {
      const person = platform.telegram.user(`P${command.slice(1, 8)}`, { language })
      await person.sends('/start')
      await person.sends(command)
      const opened = await person.sees(() => true)
      for (const { callback_data: data } of opened.buttons.flat())
        if (data) await person.presses({ data }, { messageId: opened.message_id }).catch(() => undefined)
      await platform.settle()
      for (const { buttons } of person.botMessages(/./))
        for (const label of tooLong(buttons.map((row) => row.map(({ text }) => text)))) found.add(label)
    }
    expect([...found]).toEqual([])
  })
})
