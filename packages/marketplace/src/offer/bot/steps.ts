import { AppError } from '@bazaar/core/errors'
import { ask, type Reading, type Step, type StepHelp } from '@bazaar/core/forms'
import type { TextParam } from '@bazaar/core/i18n'
import { currencyDigits } from '@bazaar/core/numbers'
import { z } from 'zod'
import { cleanLine, cleanLines } from '../../clean-text.ts'
import { money } from '../../text.ts'
import { readTime } from '../window/read-time.ts'
import { checkEnd } from '../window/window-rules.ts'

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

const amount = z.object({ minor: z.coerce.bigint(), currency: z.string() })
export type Amount = z.infer<typeof amount>

/** Whole units of a currency at most: whoever asks for more has mistyped. */
const mostUnitsOfMoney = 1_000_000n

/** An amount in the currency that the form was opened with. */
export function price(): Step<Amount> {
  return {
    isOptional: false,
    hasExample: true,
    schema: amount,
    async read(message, _soFar, help) {
      const { currency = 'EUR' } = help.context
      const max = mostUnitsOfMoney * 10n ** BigInt(currencyDigits(currency))
      const reading = await ask.money({ currency, min: 1n, max }).read(message, undefined, help)
      return reading.outcome === 'refused' ? reading : { ...reading, value: { minor: reading.value, currency } }
    },
    show: ({ minor, currency }) => money(minor, currency),
  }
}

const moment = z.object({ at: z.iso.datetime(), zone: z.string() })
type Moment = z.infer<typeof moment>
const show = ({ at, zone }: Moment): TextParam => ({ time: at, style: 'datetime', zone, isReading: true })

/** Until when: by the venue's clocks, later than in 15 minutes and within 48 hours. */
export function until(): Step<Moment> {
  return {
    isOptional: false,
    hasExample: true,
    schema: moment,
    read(message, _soFar, help) {
      const reading = readMoment(message.text ?? '', 'earlier', help)
      if (reading.outcome === 'accepted') checkEnd(new Date(reading.value.at), help.now, reading.value.zone)
      return reading
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

function readMoment(written: string, twice: 'earlier' | 'later', help: StepHelp): Reading<Moment> {
  const zone = help.context.zone ?? help.timeZone
  const reading = readTime(written, { now: help.now, zone, twice })
  if (reading.outcome === 'read') return { outcome: 'accepted', value: { at: reading.at.toISOString(), zone } }
  if (reading.outcome === 'unclear') throw new AppError('marketplace-offer-time-unclear', { example: help.example })
  throw new AppError('marketplace-offer-time-skipped', {
    from: reading.from,
    to: { time: reading.at.toISOString(), style: 'clock', zone },
  })
}
