import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { FluentBundle, FluentResource } from '@fluent/bundle'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { trimHtml } from './html.ts'
import { createTexts, escapeHtml, loadTextSources, localeOf, type Reader, type TextParam } from './index.ts'

const en: Reader = { locale: 'en', timeZone: 'Asia/Kolkata' }
const ru: Reader = { locale: 'ru', timeZone: 'Europe/Moscow' }
const both = (fluent: string, russian = fluent) =>
  createTexts([
    { locale: 'en', origin: 'en.ftl', fluent },
    { locale: 'ru', origin: 'ru.ftl', fluent: russian },
  ])

/** Balanced, nested HTML of Telegram's kind, with the text it shows. */
const html: fc.Arbitrary<string> = fc.letrec<{ readonly node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme', maxLength: 30 }).map(escapeHtml),
    fc
      .tuple(fc.constantFrom('b', 'i', 'code', 'a href="https://x.y/?a&amp;b"', 'tg-spoiler'), tie('node'))
      .map(([tag, inner]) => `<${tag}>${inner}</${tag.split(' ')[0]}>`),
    fc.tuple(tie('node'), tie('node')).map(([left, right]) => left + right),
  ),
})).node

const visible = (text: string): number =>
  text.replaceAll(/<[^>]*>/g, '').replaceAll(/&(?:amp|lt|gt|quot);/g, 'x').length

function openTags(text: string): readonly string[] {
  const open: string[] = []
  for (const [tag, name] of text.matchAll(/<\/?([a-z-]+)[^>]*>/g)) {
    if (!tag.startsWith('</')) open.push(name ?? '')
    else if (open.pop() !== name) return ['crossed']
  }
  return open
}

describe('trimming', () => {
  it('never shows more than the limit, never cuts a tag, an entity or a letter, and closes what was open', () => {
    fc.assert(
      fc.property(html, fc.integer({ min: 1, max: 80 }), (text, limit) => {
        const trimmed = trimHtml(text, limit)
        expect(visible(trimmed)).toBeLessThanOrEqual(limit)
        expect(openTags(trimmed)).toEqual([])
        expect(trimmed.isWellFormed()).toBe(true)
        expect(trimmed.replaceAll(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&')
        if (visible(text) <= limit) expect(trimmed).toBe(text)
      }),
      { numRuns: 1_000 },
    )
  })

  it('keeps loose signs that are no markup', () => {
    expect(trimHtml('a & b < c, and more', 9)).toBe('a & b < …')
  })

  it('of plain texts never cuts a letter in two', () => {
    const texts = both('x = { $t }')
    expect(texts.plain(en, { key: 'x', params: { t: '😀'.repeat(40) } }, 10)).toBe(`${'😀'.repeat(4)}…`)
    expect(texts.plain(en, { key: 'x', params: { t: 'a\0\uD800' } })).toBe('a\uFFFD\uFFFD')
  })
})

describe('parameters', () => {
  const texts = both('x = <b>{ $p }</b>\ninner = [{ $q }]')
  const render = (reader: Reader, p: TextParam) => texts.html(reader, { key: 'x', params: { p } }).slice(3, -4)

  it('are escaped, also inside other texts and lists, and only there', () => {
    expect(render(en, '<i>&"\0\uD800')).toBe('&lt;i&gt;&amp;&quot;\uFFFD\uFFFD')
    expect(render(en, { text: { key: 'inner', params: { q: '<' } } })).toBe('[&lt;]')
    expect(render(en, { lines: ['a', '&'].map((q) => ({ key: 'inner', params: { q } })) })).toBe('[a]\n[&amp;]')
    expect(texts.plain(en, { key: 'inner', params: { q: '<' } })).toBe('[<]')
  })

  it.each<[TextParam, string, string]>([
    [{ money: ['9500', 'INR'] }, '₹95', '95 ₹'],
    [{ money: ['9550', 'INR'] }, '₹95.50', '95,50 ₹'],
    [{ money: ['5', 'EUR'] }, '€0.05', '0,05 €'],
    [{ money: ['-123456', 'EUR'] }, '-€1,234.56', '-1234,56 €'],
    [{ money: ['50', 'XTR'] }, '⭐ 50', '⭐ 50'],
    [{ money: ['500', 'JPY'] }, '¥500', '500 ¥'],
    [{ money: ['1234567890123456789', 'EUR'] }, '€12,345,678,901,234,567.89', '12 345 678 901 234 567,89 €'],
    [{ time: '2026-01-05T09:00:00Z' }, '14:30', '12:00'],
    [{ time: '2026-01-05T09:00:00Z', style: 'clock' }, '14:30', '12:00'],
    [{ time: '2026-01-05T22:00:00Z', style: 'date' }, '6 Jan', '6 янв.'],
    [{ time: '2026-01-05T09:00:00Z', style: 'datetime' }, '5 Jan, 14:30', '5 янв., 12:00'],
    // A place is named where its clock shows something else than the reader's.
    [{ time: '2026-01-05T09:00:00Z', zone: 'Europe/Moscow' }, '12:00 Moscow time', '12:00'],
    [{ time: '2026-01-05T09:00:00Z', zone: 'Europe/Istanbul' }, '12:00 Istanbul time', '12:00'],
    [{ time: '2026-01-05T09:00:00Z', zone: 'Europe/Berlin', isReading: true }, '10:00 Berlin time', '10:00 по Берлину'],
    [{ time: '2026-01-05T09:00:00Z', zone: 'Europe/Berlin', style: 'clock' }, '10:00', '10:00'],
    [{ clockOf: 'Europe/Berlin' }, 'Berlin time', 'по Берлину'],
    [{ duration: 40 }, '40 sec', '40 сек'],
    [{ duration: 300 }, '5 min', '5 мин'],
    [{ duration: 10_800 }, '3 hours', '3 ч'],
    [{ duration: 259_200 }, '3 days', '3 дня'],
    [{ duration: 2_592_000 }, '30 days', '30 дней'],
    [{ duration: -5 }, '0 sec', '0 сек'],
    [{ distance: 348 }, '350 m', '350 м'],
    [{ distance: 1240 }, '1.2 km', '1,2 км'],
    [{ distance: 12_400 }, '12 km', '12 км'],
    [1234, '1,234', '1 234'],
  ])('%j is written in the way of the reader', (param, english, russian) => {
    // Intl separates with several kinds of spaces.
    const plain = (text: string) => text.replaceAll(/[\u00A0\u202F\u2009]/g, ' ').replaceAll(/<\/?tg-time[^>]*>/g, '')
    expect(plain(render(en, param))).toBe(english)
    expect(plain(render(ru, param)).replace('1 234,', '1234,')).toBe(russian)
  })
})

describe('times', () => {
  const texts = both('x = { $at }')
  const at = '2026-01-05T09:00:30Z'
  const shown = (param: TextParam, reader = en) => texts.html(reader, { key: 'x', params: { at: param } })

  it('are instants that clients show in their own zone', () => {
    expect(shown({ time: at })).toBe('<tg-time unix="1767603630" format="t">14:30</tg-time>')
    expect(shown({ time: at, style: 'datetime', zone: 'Europe/Moscow' })).toBe(
      '<tg-time unix="1767603630" format="Dt">5 Jan, 12:00 Moscow time</tg-time>',
    )
    expect(shown({ time: at, style: 'relative' }).replace('\u00A0', ' ')).toBe(
      '<tg-time unix="1767603630" format="r">at 14:30</tg-time>',
    )
  })

  it('are none where a clock is read, and in plain texts', () => {
    for (const param of [
      { time: at, isReading: true },
      { time: at, style: 'clock' },
      { time: at, style: 'date' },
    ] as const)
      expect(shown(param)).not.toContain('<')
    expect(texts.plain(en, { key: 'x', params: { at: { time: at } } })).toBe('14:30')
  })

  it('say whose clock it is to people who never chose a zone', () => {
    const stranger: Reader = { locale: 'en', timeZone: 'UTC' }
    expect(texts.plain(stranger, { key: 'x', params: { at: { time: at } } })).toBe('09:00 UTC')
    expect(texts.plain(stranger, { key: 'x', params: { at: { time: at, zone: 'Europe/London' } } })).toBe(
      '09:00 London time',
    )
  })

  it('are trimmed whole or not at all', () => {
    const text = `until ${shown({ time: at })}, then more`
    for (let limit = 1; limit < 40; limit += 1) {
      const trimmed = trimHtml(text, limit)
      expect(visible(trimmed)).toBeLessThanOrEqual(limit)
      expect(trimmed.match(/<tg-time[^>]*>14:30<\/tg-time>|<\/?tg-time/g) ?? []).toEqual(
        limit < 12 ? [] : [shown({ time: at })],
      )
    }
  })
})

describe('mistakes of authors', () => {
  it('name the key and the file', () => {
    const texts = both('x = { $p }')
    expect(() => texts.html(en, { key: 'y' })).toThrow(
      'The text "y" has no "en" version: add it to the feature\'s locales/en.ftl',
    )
    expect(() => texts.html(en, { key: 'x' })).toThrow('The text "x" (en) cannot be rendered')
    expect(() => both('x = { $p')).toThrow('en.ftl: the text "x" is not valid Fluent')
    expect(() => both('x = 1\nx = 2')).toThrow('en.ftl')
    expect(() => loadTextSources('shop', new URL('file:///nowhere/'))).toThrow('/nowhere/en.ftl cannot be read')
  })
})

describe('the locales folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-locales-'))
  const url = pathToFileURL(`${folder}/`)
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  afterAll(() => rmSync(folder, { recursive: true }))

  it('holds one file of a language, or a folder of them', () => {
    // As editors of Windows begin a file: the mark is not part of the first key.
    write('en/offers.ftl', '\uFEFFshop-offer = Offer')
    write('en/business.ftl', 'shop-business = Business')
    write('en/notes.md', 'no texts')
    expect(() => loadTextSources('shop', url)).toThrow(/ru\.ftl cannot be read, and no \.ftl file is in ru\//)
    write('ru.ftl', 'shop-offer = Предложение\nshop-business = Заведение')
    const sources = loadTextSources('shop', url)
    expect(sources.map(({ locale, origin }) => `${locale} ${path.relative(folder, origin)}`)).toEqual([
      'en en/business.ftl',
      'en en/offers.ftl',
      'ru ru.ftl',
    ])
    const texts = createTexts(sources)
    expect([...(texts.keys.get('en') ?? [])].toSorted()).toEqual([...(texts.keys.get('ru') ?? [])].toSorted())
    expect(texts.plain(en, { key: 'shop-offer' })).toBe('Offer')
  })

  it('holds no language twice', () => {
    write('ru/offers.ftl', 'shop-offer = Предложение')
    expect(() => loadTextSources('shop', url)).toThrow('ru.ftl and the folder ru/ both hold texts: keep one of the two')
  })
})

describe('languages', () => {
  it('are chosen by what Telegram says', () => {
    expect(['ru', 'RU-ru', 'ru-UA', 'uk', '', undefined, null].map(localeOf)).toEqual([
      'ru',
      'ru',
      'ru',
      'en',
      'en',
      'en',
      'en',
    ])
  })

  it('have the same texts of the core, with the same parameters', () => {
    const shapes = loadTextSources('core', new URL('../../locales/', import.meta.url)).map(({ locale, fluent }) => {
      const bundle = new FluentBundle(locale)
      bundle.addResource(new FluentResource(fluent))
      return Object.fromEntries(
        [...bundle._messages].map(([key, message]) => [
          key,
          [...new Set(JSON.stringify(message.value).match(/"var","name":"\w+"/g))].toSorted(),
        ]),
      )
    })
    expect(Object.keys(shapes[0] ?? {}).length).toBeGreaterThan(40)
    expect(shapes[1]).toEqual(shapes[0])
  })
})
