import { z } from 'zod'
import type { Step } from '../types.ts'
import { refused } from './refused.ts'

/** Telegram's own limit for one message. */
const longest = 4096

export interface TextOptions {
  /** Letters at least, 1 unless told. */
  readonly min?: number
  /** Letters at most, 4096 unless told. */
  readonly max?: number
}

/** A text. Its example is `…-<field>-example`. */
export function text({ min = 1, max = longest }: TextOptions = {}): Step<string> {
  return {
    isOptional: false,
    hasExample: true,
    schema: z.string().min(min).max(max),
    read(message, _soFar, { example }) {
      const given = message.text?.trim()
      if (given === undefined) return refused('core-form-want-text', { example })
      const length = [...given].length
      if (length < min) return refused('core-form-text-short', { min, given: length, example })
      if (length > max) return refused('core-form-text-long', { max, given: length, example })
      return { outcome: 'accepted', value: given }
    },
    show: (value) => value,
  }
}
