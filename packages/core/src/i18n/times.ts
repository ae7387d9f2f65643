import { zoneWords } from '../zones/index.ts'
import { cached, tags } from './formatters.ts'
import type { Reader, TimeParam } from './types.ts'

type Style = NonNullable<TimeParam['style']>

const timeFormat = cached((key) => {
  const [locale, timeZone, style] = key.split('|')
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(style === 'time' || style === 'clock' || style === 'relative' ? {} : { day: 'numeric', month: 'short' }),
    ...(style === 'full' && { year: 'numeric' as const }),
    ...(style === 'date' ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  })
})
const offsetFormat = cached((timeZone) => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }))

/** "GMT+02:00": how far the clocks of a zone are ahead of UTC at an instant. */
const offsetAt = (at: Date, zone: string): string => offsetFormat(zone).format(at).slice(-9)

/** Whose clock it is, where it is not the reader's own; nobody who never chose a zone has one that is known. */
function owner(reader: Reader, at: Date, zone: string): string {
  const isOwn =
    reader.timeZone !== 'UTC' && (zone === reader.timeZone || offsetAt(at, zone) === offsetAt(at, reader.timeZone))
  return isOwn ? '' : ` ${zoneWords(zone, reader.locale)}`
}

const atWord = { en: 'at', ru: 'в' } as const

/** "14:30", "26 Nov, 14:30 Berlin time". */
export function formatTime(reader: Reader, { time, style = 'time', zone = reader.timeZone }: TimeParam): string {
  const at = new Date(time)
  const written = timeFormat(`${tags[reader.locale]}|${zone}|${style}`).format(at)
  const told = style === 'relative' ? `${atWord[reader.locale]}\u{a0}${written}` : written
  return style !== 'clock' && style !== 'date' ? `${told}${owner(reader, at, zone)}` : told
}

/** How clients write an instant: `t` is the time in short, `D` the date in words. */
const entityFormats: Readonly<Partial<Record<Style, string>>> = { time: 't', datetime: 'Dt', full: 'Dt', relative: 'r' }

/** The same as HTML: an instant is shown by the reader's client as its clock has it. */
export function timeEntity(reader: Reader, value: TimeParam): string {
  const format = value.isReading ? undefined : entityFormats[value.style ?? 'time']
  const written = formatTime(reader, value)
  if (format === undefined) return written
  return `<tg-time unix="${Math.floor(Date.parse(value.time) / 1000)}" format="${format}">${written}</tg-time>`
}
