import { moreNames } from './more-names.ts'
import { russianNames } from './russian-names.ts'

/** Node.js lists these zones under the names that they had before; today's name first. */
const renamed = new Map(
  [
    ['Africa/Asmara', 'Africa/Asmera'],
    ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires'],
    ['America/Argentina/Catamarca', 'America/Catamarca'],
    ['America/Argentina/Cordoba', 'America/Cordoba'],
    ['America/Argentina/Jujuy', 'America/Jujuy'],
    ['America/Argentina/Mendoza', 'America/Mendoza'],
    ['America/Atikokan', 'America/Coral_Harbour'],
    ['America/Indiana/Indianapolis', 'America/Indianapolis'],
    ['America/Kentucky/Louisville', 'America/Louisville'],
    ['America/Nuuk', 'America/Godthab'],
    ['Asia/Ho_Chi_Minh', 'Asia/Saigon'],
    ['Asia/Kathmandu', 'Asia/Katmandu'],
    ['Asia/Kolkata', 'Asia/Calcutta'],
    ['Asia/Yangon', 'Asia/Rangoon'],
    ['Atlantic/Faroe', 'Atlantic/Faeroe'],
    ['Europe/Kyiv', 'Europe/Kiev'],
    ['Pacific/Chuuk', 'Pacific/Truk'],
    ['Pacific/Kanton', 'Pacific/Enderbury'],
    ['Pacific/Pohnpei', 'Pacific/Ponape'],
  ].map(([today = '', before = '']) => [before, today]),
)

const former = new Map([...renamed].map(([before, today]) => [today, before]))
/** What CLDR still calls a zone: `Asia/Calcutta` for `Asia/Kolkata`. */
export const formerName = (zone: string): string => former.get(zone) ?? zone

const todays = (zone: string): string => renamed.get(zone) ?? zone
const zones = Intl.supportedValuesOf('timeZone').map(todays)

/** Whether this machine can tell the time there. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** As Russian names are compared: «Нью Йорк», «нью-йорк», «Кишинёв», «Кишинев». */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s\u2010-\u2015-]+/g, '-')

/** Zones by what their places are called in Russian; made when somebody first writes one. */
let byRussianName: ReadonlyMap<string, string> | undefined

function findRussian(written: string): string | undefined {
  byRussianName ??= new Map([
    ...Object.entries(russianNames).map(([zone, name]) => [plain(name), todays(zone)] as const),
    ...moreNames,
  ])
  return byRussianName.get(plain(written))
}

/**
 * Reads `Europe/London`, `europe/london`, `London`, `New York` or «Москва»; `undefined` when no zone is called like that.
 * Offsets like +03:00 are none: they know no summer time.
 */
export function findZone(written: string): string | undefined {
  if (/\p{Script=Cyrillic}/u.test(written)) return findRussian(written.trim())
  // São Paulo is Sao_Paulo there.
  const bare = written.trim().normalize('NFD').replaceAll(/\p{M}/gu, '')
  const wanted = bare.replaceAll(/\s+/g, '_').toLowerCase()
  if (wanted === 'utc' || wanted === 'gmt') return 'UTC'
  const found = zones.find((zone) => {
    const name = zone.toLowerCase()
    return name === wanted || name.slice(name.lastIndexOf('/') + 1) === wanted
  })
  if (found !== undefined) return found
  // Former names, such as Asia/Calcutta, and links, such as Asia/Istanbul.
  return /^[a-z]+\/[a-z_/+-]+$/.test(wanted) && isZone(wanted)
    ? todays(new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone)
    : undefined
}
