import { describe, expect, it } from 'vitest'
import { momentWords, wholeMoment } from '../src/page/moment.ts'

/** Thursday, 17 March 2022, 15:45 in London. */
const unix = 1_647_531_900
const london = { language: 'en', now: unix * 1000, timeZone: 'Europe/London' }
const tokyo = { ...london, language: 'ru', timeZone: 'Asia/Tokyo' }

describe('a date in a text', () => {
  it.each([
    ['t', '15:45', '00:45'],
    ['T', '15:45:00', '00:45:00'],
    ['d', '17/03/22', '18.03.22'],
    ['D', '17 March 2022', '18 марта 2022 г.'],
    ['w', 'Thursday', 'пятница'],
    ['wt', 'Thursday 15:45', 'пятница 00:45'],
    ['wDT', 'Thursday, 17 March 2022 at 15:45:00', 'пятница, 18 марта 2022 г. в 00:45:00'],
  ])('%s is in the language and by the clock of who reads it', (format, here, there) => {
    expect(momentWords(unix, format, london)).toBe(here)
    expect(momentWords(unix, format, tokyo)).toBe(there)
  })

  it.each([
    [1_200, 'in 20 minutes', 'через 20 минут'],
    [-59, '59 seconds ago', '59 секунд назад'],
    [0, 'now', 'сейчас'],
    [3_599, 'in 59 minutes', 'через 59 минут'],
    [7_200, 'in 2 hours', 'через 2 часа'],
    [86_400, 'tomorrow', 'завтра'],
    [-259_200, '3 days ago', '3 дня назад'],
  ])('r, %i seconds away', (distance, here, there) => {
    const now = (unix - distance) * 1000
    expect(momentWords(unix, 'r', { ...london, now })).toBe(here)
    expect(momentWords(unix, 'r', { ...tokyo, now })).toBe(there)
  })

  it('stays as it was written without a format, and can be read whole', () => {
    expect(momentWords(unix, '', london)).toBeNull()
    expect(wholeMoment(unix, london)).toBe('Thursday, 17 March 2022 at 15:45')
  })
})
