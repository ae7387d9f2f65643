import { z } from 'zod'
import type { TextParam } from '../../i18n/index.ts'
import { type AmountReading, readAmount, readQuantity } from '../../numbers/index.ts'
import type { Reading, Step, StepHelp } from '../types.ts'
import { refused } from './refused.ts'

export interface NumberOptions {
  readonly min: number
  readonly max: number
  /** Ready answers. */
  readonly quick?: readonly number[]
}

/** A whole number. Its example is `…-<field>-example`. */
export function number({ min, max, quick = [] }: NumberOptions): Step<number> {
  const readText = (text: string, { example }: Pick<StepHelp, 'example'>): Reading<number> => {
    const reading = readQuantity(text)
    if (reading.outcome !== 'read') return refused('core-form-want-number', { example })
    const value = Number(reading.value)
    if (value < min || value > max) return refused('core-form-number-range', { min, max, example })
    return { outcome: 'accepted', value }
  }
  return {
    isOptional: false,
    hasExample: true,
    schema: z.int().min(min).max(max),
    read: (message, _soFar, help) => readText(message.text ?? '', help),
    quick: () => quick.map((value) => ({ id: String(value), text: { key: 'core-form-number', params: { value } } })),
    readQuick: readText,
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
