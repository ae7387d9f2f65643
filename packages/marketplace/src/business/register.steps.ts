import { ask, type Reading, type Step, type StepHelp } from '@bazaar/core/forms'
import type { TextParam } from '@bazaar/core/i18n'
import { findZone } from '@bazaar/core/zones'
import { z } from 'zod'
import { cleanLine } from '../clean-text.ts'
import { key } from '../text.ts'
import { offeredCurrencies, readCurrency } from './fields/currency.ts'
import { readOpeningHours } from './fields/opening-hours.ts'
import { phoneText, readContactPhone, readPhone } from './fields/phone.ts'
import { readPostalCode } from './fields/postal-code.ts'

const mostPhotos = 5

/** A refusal with the example of the field. */
function refused(
  name: string,
  { example }: StepHelp,
  params: Readonly<Record<string, TextParam>> = {},
): Reading<never> {
  return { outcome: 'refused', why: key(`register-wrong-${name}`, { example, ...params }) }
}

/** One line with at least one letter. @param wrong name of the refusal of what is none of these */
function line(
  limits: { readonly min: number; readonly max: number },
  wrong: string,
  isRight: (line: string) => boolean,
): Step<string> {
  const inner = ask.text(limits)
  return {
    ...inner,
    async read(message, soFar, help) {
      const cleaned = message.text === undefined ? message : { ...message, text: cleanLine(message.text) }
      const reading = await inner.read(cleaned, soFar, help)
      return reading.outcome === 'refused' || isRight(reading.value) ? reading : refused(wrong, help)
    },
  }
}

const hasLetter = (text: string): boolean => /\p{L}/u.test(text)

const postal: Step<string> = {
  ...ask.text(),
  read(message, _soFar, help) {
    const value = readPostalCode(message.text ?? '')
    return value === undefined ? refused('postal', help) : { outcome: 'accepted', value }
  },
}

/** The person's own number by the button, or the venue's typed. */
const phone: Step<string> = {
  ...ask.contact(),
  hasExample: true,
  read({ contact, text }, _soFar, help) {
    if (contact && contact.user_id !== Number(help.userId)) return refused('contact', help)
    const value = contact ? readContactPhone(contact.phone_number) : readPhone(text ?? '')
    return value === undefined ? refused('phone', help) : { outcome: 'accepted', value }
  },
  show: phoneText,
}

const hours: Step<string> = {
  ...ask.text(),
  read(message, _soFar, help) {
    const reading = readOpeningHours(message.text ?? '')
    if (reading.outcome === 'read') return { outcome: 'accepted', value: reading.hours }
    if (reading.outcome === 'wrong-time') return refused('time', help, { time: reading.time })
    if (reading.outcome === 'too-long') return refused('hours-long', help, { max: reading.max, given: reading.given })
    return refused('hours', help)
  },
}

/** @param first the operator's own currency */
function currency(first: string): Step<string> {
  return {
    ...ask.text(),
    schema: z.string().regex(/^[A-Z]{3}$/),
    options: offeredCurrencies(first),
    optionText: (code) => key('register-currency-one', { code }),
    read(message, _soFar, help) {
      const value = readCurrency(message.text ?? '')
      return value === undefined ? refused('currency', help) : { outcome: 'accepted', value }
    },
    pick: (code) => code,
  }
}

const zone: Step<string> = {
  ...ask.text(),
  read(message, _soFar, help) {
    const value = findZone(cleanLine(message.text ?? ''))
    return value === undefined ? refused('zone', help) : { outcome: 'accepted', value }
  },
  show: (value) => ({ clockOf: value }),
}

export const detailSteps = (firstCurrency: string) => ({
  name: line({ min: 2, max: 80 }, 'name', hasLetter),
  street: line({ min: 3, max: 120 }, 'street', hasLetter),
  // A postal code in the same line is asked for next.
  city: line({ min: 2, max: 80 }, 'city', (text) => hasLetter(text) && !/\d{4}/.test(text)),
  postal,
  place: ask.location(),
  phone,
  hours,
  currency: currency(firstCurrency),
  photos: ask.picture({ max: mostPhotos }),
})

/** Details that are changed: the zone follows the place, and can be put right. */
export const changeSteps = (firstCurrency: string) => ({ ...detailSteps(firstCurrency), zone })
