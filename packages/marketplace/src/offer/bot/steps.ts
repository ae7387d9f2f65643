import { wallClockAt } from '@bazaar/core/calendar'
import { AppError } from '@bazaar/core/errors'
import { ask, type QuickHelp, type Reading, type Step, type StepHelp } from '@bazaar/core/forms'
import { money, type TextParam } from '@bazaar/core/i18n'
import { currencyDigits } from '@bazaar/core/numbers'
import { z } from 'zod'
import { cleanLine, cleanLines } from '../../clean-text.ts'
import { key } from '../../text.ts'
import { readTime } from '../window/read-time.ts'
import { checkEnd, mayEnd } from '../window/window-rules.ts'
import { nothingUsual, type Usual } from './usual.ts'

/** Something that can be read aloud: a title of signs alone says nothing. */
const readable = /[\p{L}\p{N}]/u

/** A text without signs that nobody sees. */
export function cleanText(limits: {
  readonly min?: number
  readonly max: number
  readonly lines?: boolean
}): Step<string> {
  const step = ask.text(limits)
  const clean = limits.lines ? cleanLines : cleanLine
  return {
    ...step,
    read(message, soFar, help) {
      const text = message.text === undefined ? undefined : clean(message.text)
      if (text !== undefined && !readable.test(text))
        throw new AppError('marketplace-offer-want-words', { example: help.example })
      return step.read(text === undefined ? message : { ...message, text }, soFar, help)
    },
  }
}

/** The same step, with one more rule for what is answered: what it throws is said, and the question is asked again. */
export function checked<T>(step: Step<T>, check: (answer: T, help: StepHelp) => Promise<void>): Step<T> {
  const { readQuick } = step
  async function after(reading: Reading<T>, help: StepHelp): Promise<Reading<T>> {
    if (reading.outcome === 'accepted') await check(reading.value, help)
    return reading
  }
  return {
    ...step,
    read: async (message, soFar, help) => after(await step.read(message, soFar, help), help),
    ...(readQuick && { readQuick: async (id: string, help: StepHelp) => after(await readQuick(id, help), help) }),
  }
}

const amount = z.object({ minor: z.coerce.bigint(), currency: z.string() })
export type Amount = z.infer<typeof amount>

/** Whole units of a currency at most: whoever asks for more has mistyped. */
const mostUnitsOfMoney = 1_000_000n

/** An amount in the currency that the form was opened with. */
export function price(usual: Pick<Usual, 'listPrices'> = nothingUsual): Step<Amount> {
  const currencyOf = ({ context }: Pick<StepHelp, 'context'>): string => context.currency ?? 'EUR'
  return {
    isOptional: false,
    hasExample: true,
    schema: amount,
    async read(message, _soFar, help) {
      const currency = currencyOf(help)
      const max = mostUnitsOfMoney * 10n ** BigInt(currencyDigits(currency))
      const reading = await ask.money({ currency, min: 1n, max }).read(message, undefined, help)
      return reading.outcome === 'refused' ? reading : { ...reading, value: { minor: reading.value, currency } }
    },
    async quick(help) {
      const currency = currencyOf(help)
      const prices = help.context.business ? await usual.listPrices(BigInt(help.context.business), currency) : []
      return prices.map((minor) => ({
        id: String(minor),
        text: key('offer-quick-price', { price: money(minor, currency) }),
      }))
    },
    readQuick: (id, help) => ({
      outcome: 'accepted',
      value: amount.parse({ minor: id, currency: currencyOf(help) }),
    }),
    show: ({ minor, currency }) => money(minor, currency),
  }
}

const moment = z.object({ at: z.iso.datetime(), zone: z.string() })
type Moment = z.infer<typeof moment>
const show = ({ at, zone }: Moment): TextParam => ({ time: at, style: 'datetime', zone, isReading: true })

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const quickHours = [1, 2]

/** Until when: by the venue's clocks, later than in 15 minutes and within 48 hours. */
export function until(usual: Pick<Usual, 'findClosing'> = nothingUsual): Step<Moment> {
  /** What a ready answer means now: so many hours, or when the venue closes today. */
  async function momentOf(id: string, { context, now }: QuickHelp): Promise<Date | undefined> {
    const hours = quickHours.find((count) => id === `h${count}`)
    if (hours !== undefined) return new Date(Math.floor(now.getTime() / minuteMs) * minuteMs + hours * hourMs)
    return context.business ? usual.findClosing(BigInt(context.business), now) : undefined
  }
  return {
    isOptional: false,
    hasExample: true,
    schema: moment,
    read(message, _soFar, help) {
      const reading = readMoment(message.text ?? '', 'earlier', help)
      if (reading.outcome === 'accepted') checkEnd(new Date(reading.value.at), help.now, reading.value.zone)
      return reading
    },
    async quick(help) {
      const closing = await momentOf('closing', help)
      const hours = quickHours.map((count) => ({ id: `h${count}`, text: key('offer-quick-hours', { hours: count }) }))
      if (!closing || !mayEnd(closing, help.now)) return hours
      const at = clockText(closing, zoneOf(help))
      return [...hours, { id: 'closing', text: key('offer-quick-closing', { at }) }]
    },
    async readQuick(id, help) {
      const at = await momentOf(id, help)
      if (!at) throw new AppError('marketplace-offer-time-unclear', { example: help.example })
      const zone = zoneOf(help)
      checkEnd(at, help.now, zone)
      return { outcome: 'accepted', value: { at: at.toISOString(), zone } }
    },
    show,
  }
}

const start = z.union([moment, z.literal('now')])

/** From when, or from now on. */
export function from(): Step<Moment | 'now'> {
  return {
    isOptional: false,
    hasExample: true,
    schema: start,
    options: ['now'],
    read(message, _soFar, help) {
      const written = message.text ?? ''
      if (written.trim().toLowerCase() === help.label('now').toLowerCase()) return { outcome: 'accepted', value: 'now' }
      return readMoment(written, 'later', help)
    },
    pick: () => 'now',
    show: (value, textOf) => (value === 'now' ? { text: textOf('now') } : show(value)),
  }
}

/** The venue's zone, which the form was opened with. */
const zoneOf = ({ context, timeZone }: QuickHelp): string => context.zone ?? timeZone

function clockText(at: Date, zone: string): string {
  const { hour, minute } = wallClockAt(at, zone)
  return `${hour}:${String(minute).padStart(2, '0')}`
}

function readMoment(written: string, twice: 'earlier' | 'later', help: StepHelp): Reading<Moment> {
  const zone = zoneOf(help)
  const reading = readTime(written, { now: help.now, zone, twice })
  if (reading.outcome === 'read') return { outcome: 'accepted', value: { at: reading.at.toISOString(), zone } }
  if (reading.outcome === 'unclear') throw new AppError('marketplace-offer-time-unclear', { example: help.example })
  throw new AppError('marketplace-offer-time-skipped', {
    from: reading.from,
    to: { time: reading.at.toISOString(), style: 'clock', zone },
  })
}
