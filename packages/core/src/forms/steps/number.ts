import { z } from 'zod'
import type { TextParam } from '../../i18n/index.ts'
import { type AmountReading, readAmount, readQuantity } from '../../numbers/index.ts'
import type { Reading, Step } from '../types.ts'
import { refused } from './refused.ts'

export interface NumberOptions {
  readonly min: number
  readonly max: number
}

/** A whole number. Its example is `…-<field>-example`. */
export function number({ min, max }: NumberOptions): Step<number> {
  return {
    isOptional: false,
    hasExample: true,
    schema: z.int().min(min).max(max),
    read(message, _soFar, { example }) {
      const reading = readQuantity(message.text ?? '')
      if (reading.outcome !== 'read') return refused('core-form-want-number', { example })
      const value = Number(reading.value)
      if (value < min || value > max) return refused('core-form-number-range', { min, max, example })
      return { outcome: 'accepted', value }
    },
    show: (value) => value,
  }
}

export interface MoneyOptions {
  /** ISO code: what is written in another currency is refused. */
  readonly currency: string
  /** In minor units. */
  readonly min: bigint
  readonly max: bigint
}

/** An amount in minor units. Its example is `…-<field>-example`. */
export function money({ currency, min, max }: MoneyOptions): Step<bigint> {
  const amount = (minor: bigint) => ({ money: [String(minor), currency] as const })
  return {
    isOptional: false,
    hasExample: true,
    schema: z.coerce.bigint().min(min).max(max),
    read(message, _soFar, { example }) {
      const reading = readAmount(message.text ?? '', currency)
      if (reading.outcome !== 'read') return unread(reading, currency, example)
      const { value } = reading
      if (value < min || value > max)
        return refused('core-form-amount-range', { min: amount(min), max: amount(max), example })
      return { outcome: 'accepted', value }
    },
    show: amount,
  }
}

function unread(
  reading: Exclude<AmountReading, { readonly outcome: 'read' }>,
  currency: string,
  example: TextParam,
): Reading<never> {
  switch (reading.outcome) {
    case 'foreign':
      return refused('core-form-amount-foreign', { unit: reading.unit, currency, example })
    case 'unclear':
      return refused('core-form-amount-unclear', { grouped: reading.grouped, decimal: reading.decimal })
    case 'none':
      return refused('core-form-want-amount', { example })
  }
}
