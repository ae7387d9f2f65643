import { dativeOf } from './dative.ts'
import { russianNames } from './russian-names.ts'
import { formerName } from './zone-names.ts'

/** CLDR writes е where people expect ё, and «о-в» where they say none. */
const better: Readonly<Record<string, string>> = {
  'Europe/Chisinau': 'Кишинёв',
  'Asia/Sakhalin': 'Сахалин',
  'Atlantic/Canary': 'Канары',
}

/** The principal place of a zone, in Russian; `undefined` for zones that have none, such as `UTC`. */
const russianName = (zone: string): string | undefined =>
  better[zone] ?? russianNames[zone] ?? russianNames[formerName(zone)]

/** `Etc/GMT+2`, on the high seas, is two hours behind UTC: the sign is turned round there. */
function seaName(zone: string): string | undefined {
  const [, sign, hours] = /^Etc\/GMT([+-])(\d+)$/.exec(zone) ?? []
  return sign && `UTC${sign === '+' ? '−' : '+'}${hours}`
}

const englishName = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')

function write(zone: string, locale: 'en' | 'ru'): string {
  const sea = zone.includes('/') ? seaName(zone) : zone
  if (sea !== undefined) return locale === 'en' ? sea : `по ${sea}`
  if (locale === 'en') return `${englishName(zone)} time`
  const name = russianName(zone) ?? englishName(zone)
  const dative = dativeOf(name)
  return dative === undefined ? `по времени: ${name}` : `по ${dative}`
}

/** There are some 400 zones. */
const known = new Map<string, string>()

/** Whose clock it is, behind a time: "Berlin time", «по Берлину». */
export function zoneWords(zone: string, locale: 'en' | 'ru'): string {
  const key = `${locale}${zone}`
  const words = known.get(key) ?? write(zone, locale)
  known.set(key, words)
  return words
}
