import { z } from 'zod'
import type { Step } from '../types.ts'
import { refused } from './refused.ts'

/** One of several, by button; the label typed by hand counts too. Labels are the texts `…-<field>-<option>`. */
export function choice<const Option extends string>(
  options: readonly [Option, ...Option[]],
): Omit<Step<Option>, 'readQuick'> {
  const find = (name: string) => options.find((option) => option === name)
  return {
    isOptional: false,
    hasExample: false,
    schema: z.enum(options),
    options,
    read(message, _soFar, { label }) {
      const typed = message.text?.trim().toLowerCase()
      const found = options.find((option) => label(option).toLowerCase() === typed)
      return found === undefined ? refused('core-form-want-choice') : { outcome: 'accepted', value: found }
    },
    pick(option) {
      const found = find(option)
      if (found === undefined) throw new Error(`This choice has no option "${option}"`)
      return found
    },
    show: (value, textOf) => ({ text: textOf(value) }),
  }
}

/** Yes or no. Labels are the texts `…-<field>-yes` and `…-<field>-no`. */
export function yesNo(): Step<boolean> {
  const inner = choice(['yes', 'no'])
  return {
    ...inner,
    schema: z.boolean(),
    async read(message, _soFar, help) {
      const reading = await inner.read(message, undefined, help)
      return reading.outcome === 'refused' ? reading : { ...reading, value: reading.value === 'yes' }
    },
    pick: (option) => option === 'yes',
    show: (value, textOf) => ({ text: textOf(value ? 'yes' : 'no') }),
  }
}
