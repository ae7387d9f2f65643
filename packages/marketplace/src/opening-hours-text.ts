import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import { key } from './text.ts'

/** Words of opening hours that both languages have, as venues write them; each is shown as its reader says it. */
const words: readonly (readonly [name: string, written: string])[] = [
  ['mon', 'mon(?:day)?|пн|понедельник'],
  ['tue', 'tue(?:s(?:day)?)?|вт|вторник'],
  ['wed', 'wed(?:nesday)?|ср|среда'],
  ['thu', 'thu(?:rs(?:day)?)?|чт|четверг'],
  ['fri', 'fri(?:day)?|пт|пятница'],
  ['sat', 'sat(?:urday)?|сб|суббота'],
  ['sun', 'sun(?:day)?|вс|воскресенье'],
  ['daily', 'daily|every day|ежедневно|каждый день'],
  ['closed', 'closed|закрыто|выходной'],
  ['always', 'round the clock|24\\s*/\\s*7|круглосуточно'],
]
const anyWord = new RegExp(
  `(?<![\\p{L}\\d])(?:${words.map(([, written]) => `(${written})`).join('|')})(?![\\p{L}\\d])`,
  'iu',
)

/** Opening hours in the venue's own words, with the days in the reader's language. */
export function openingHours(hours: string): TextParam {
  const found = anyWord.exec(hours)
  if (!found) return hours
  const name = words[found.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? ''
  const word: TextSpec = key(`hours-${name}`)
  return {
    text: key('hours', {
      before: hours.slice(0, found.index),
      word: { text: word },
      after: openingHours(hours.slice(found.index + found[0].length)),
    }),
  }
}
