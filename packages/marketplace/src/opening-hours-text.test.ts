import { createTexts, loadTextSources } from '@bazaar/core/i18n'
import { expect, it } from 'vitest'
import { openingHours } from './opening-hours-text.ts'
import { key } from './text.ts'

const texts = createTexts(loadTextSources('marketplace', new URL('../locales/', import.meta.url)))
const read = (locale: 'en' | 'ru', hours: string) =>
  texts
    .plain({ locale, timeZone: 'UTC' }, key('business-status-one', { name: '', state: openingHours(hours) }), 300)
    .slice(2, -1)

it.each([
  ['Mon–Fri 8:00–19:00, Sat 9:00–14:00', 'Mon–Fri 8:00–19:00, Sat 9:00–14:00', 'пн–пт 8:00–19:00, сб 9:00–14:00'],
  ['пн-пт 8-19; вс выходной', 'Mon-Fri 8-19; Sun closed', 'пн-пт 8-19; вс выходной'],
  ['Monday to Friday 9-18, Sunday closed', 'Mon to Fri 9-18, Sun closed', 'пн to пт 9-18, вс выходной'],
  ['круглосуточно', 'round the clock', 'круглосуточно'],
  ['8:00–19:00 <3', '8:00–19:00 <3', '8:00–19:00 <3'],
  ['Monastery garden 10-12', 'Monastery garden 10-12', 'Monastery garden 10-12'],
])('%s', (hours, english, russian) => {
  expect(read('en', hours)).toBe(english)
  expect(read('ru', hours)).toBe(russian)
})
