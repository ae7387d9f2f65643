import type { Step } from '../types.ts'
import { choice, yesNo } from './choice.ts'
import { money, number } from './number.ts'
import { photo } from './photo.ts'
import { picture } from './picture.ts'
import { contact, location } from './shared.ts'
import { text } from './text.ts'

/** The person may skip it. */
function optional<T>(step: Step<T>): Step<T | undefined> {
  return {
    ...step,
    isOptional: true,
    schema: step.schema.optional(),
    show: (value, textOf) => (value === undefined ? '' : step.show(value, textOf)),
  }
}

/** Kinds of questions, e.g. `ask.text({ min: 10 })` or `ask.optional(ask.picture())`. */
export const ask = { text, number, money, choice, yesNo, photo, picture, location, contact, optional }
