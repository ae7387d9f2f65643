import { describe, expect, it } from 'vitest'
import { findZone, isZone, timeZoneAt, zoneWords } from './index.ts'

describe('findZone', () => {
  it.each(['Gotham', '+03:00', '', '../London', 'Europe/'])('finds none for %j', (written) => {
    expect(findZone(written)).toBeUndefined()
  })

  it.each([
    ['London', 'Europe/London'],
    [' new  york ', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
  ])('reads %j as %s', (written, zone) => {
    expect(findZone(written)).toBe(zone)
    expect(isZone(zone)).toBe(true)
  })
})

describe('timeZoneAt', () => {
  it('refuses what is no place on Earth', () => {
    expect(() => timeZoneAt({ latitude: 91, longitude: 0 })).toThrow(RangeError)
    expect(() => timeZoneAt({ latitude: Number.NaN, longitude: 0 })).toThrow(RangeError)
  })

  it.each([
    [51.5, -0.1, 'Europe/London'],
    [19.1, 72.9, 'Asia/Kolkata'],
    [55.8, 37.6, 'Europe/Moscow'],
    [41.9, -87.6, 'America/Chicago'],
    [-33.9, 151.2, 'Australia/Sydney'],
    [-18.1, -179.9, 'Pacific/Fiji'],
    // Uzhhorod and Ottawa: nearer to another zone's principal place than to their own.
    [48.62, 22.3, 'Europe/Kyiv'],
    [45.4, -75.7, 'America/Toronto'],
    [45, -30, 'Etc/GMT+2'],
  ])('knows what the clocks say at %d, %d', (latitude, longitude, zone) => {
    expect(timeZoneAt({ latitude, longitude })).toBe(zone)
    expect(isZone(zone)).toBe(true)
  })
})

describe('the names of places', () => {
  it.each([
    ['Москва', 'Europe/Moscow'],
    [' москва ', 'Europe/Moscow'],
    ['Питер', 'Europe/Moscow'],
    ['Нью Йорк', 'America/New_York'],
    ['Кишинев', 'Europe/Chisinau'],
    ['КИШИНЁВ', 'Europe/Chisinau'],
    ['Алма-Ата', 'Asia/Almaty'],
    ['Хошимин', 'Asia/Ho_Chi_Minh'],
    ['Калькутта', 'Asia/Kolkata'],
  ])('are read in Russian: %j is %s', (written, zone) => {
    expect(findZone(written)).toBe(zone)
    expect(isZone(zone)).toBe(true)
  })

  it('are not guessed', () => {
    for (const written of ['Готэм', 'Моск', 'о-в', 'по Москве']) expect(findZone(written)).toBeUndefined()
  })

  it.each([
    ['Europe/Berlin', 'Berlin time', 'по Берлину'],
    ['Europe/Moscow', 'Moscow time', 'по Москве'],
    ['America/New_York', 'New York time', 'по Нью-Йорку'],
    ['Asia/Kolkata', 'Kolkata time', 'по Калькутте'],
    ['Europe/Kyiv', 'Kyiv time', 'по Киеву'],
    ['Europe/Sofia', 'Sofia time', 'по Софии'],
    ['Europe/Athens', 'Athens time', 'по Афинам'],
    ['Europe/Astrakhan', 'Astrakhan time', 'по Астрахани'],
    ['Europe/Brussels', 'Brussels time', 'по Брюсселю'],
    ['Asia/Shanghai', 'Shanghai time', 'по Шанхаю'],
    ['Europe/Oslo', 'Oslo time', 'по Осло'],
    ['Asia/Tokyo', 'Tokyo time', 'по Токио'],
    ['Africa/Nairobi', 'Nairobi time', 'по Найроби'],
    ['Asia/Tbilisi', 'Tbilisi time', 'по Тбилиси'],
    ['Asia/Baku', 'Baku time', 'по Баку'],
    ['Europe/Helsinki', 'Helsinki time', 'по Хельсинки'],
    ['Asia/Almaty', 'Almaty time', 'по Алматы'],
    ['Asia/Kamchatka', 'Kamchatka time', 'по Петропавловску-Камчатскому'],
    ['Pacific/Easter', 'Easter time', 'по времени: о-в Пасхи'],
    ['America/Indiana/Knox', 'Knox time', 'по времени: Нокс, Индиана'],
    ['Etc/GMT+2', 'UTC−2', 'по UTC−2'],
    ['UTC', 'UTC', 'по UTC'],
  ])('are said with a time: %s', (zone, english, russian) => {
    expect(zoneWords(zone, 'en')).toBe(english)
    expect(zoneWords(zone, 'ru')).toBe(russian)
  })

  it('are known in Russian for every zone of this machine', () => {
    const nameless = Intl.supportedValuesOf('timeZone').filter((zone) => /[a-z]/i.test(zoneWords(zone, 'ru')))
    expect(nameless.filter((zone) => !zone.startsWith('Etc/') && zone !== 'UTC')).toEqual([])
  })
})
