import { z } from 'zod'
import type { Step } from '../types.ts'
import { readDecimal } from './read-decimal.ts'
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
      const minor = readDecimal(message.text ?? '', 0)
      if (minor === undefined) return refused('core-form-want-number', { example })
      const value = Number(minor)
      if (value < min || value > max) return refused('core-form-number-range', { min, max, example })
      return { outcome: 'accepted', value }
    },
    show: (value) => value,
  }
}

export interface MoneyOptions {
  /** ISO code. */
  readonly currency: string
  /** Decimals of the currency, 2 unless told. */
  readonly decimals?: number
  /** In minor units. */
  readonly min: bigint
  readonly max: bigint
}

/** An amount in minor units. Its example is `…-<field>-example`. */
export function money({ currency, decimals = 2, min, max }: MoneyOptions): Step<bigint> {
  const amount = (minor: bigint) => ({ money: [String(minor), currency] as const })
  return {
    isOptional: false,
    hasExample: true,
    schema: z.coerce.bigint().min(min).max(max),
    read(message, _soFar, { example }) {
      const value = readDecimal(message.text ?? '', decimals)
      if (value === undefined) return refused('core-form-want-amount', { example })
      if (value < min || value > max)
        return refused('core-form-amount-range', { min: amount(min), max: amount(max), example })
      return { outcome: 'accepted', value }
    },
    show: amount,
  }
}
