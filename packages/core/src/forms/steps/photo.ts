import { z } from 'zod'
import type { Step } from '../types.ts'
import { refused } from './refused.ts'

/** Photos: `file_id`s of the largest size of each. With more than one, the person presses Next when done. */
export function photo({ max = 1 }: { readonly max?: number } = {}): Step<readonly string[]> {
  return {
    isOptional: false,
    hasExample: false,
    collects: max > 1,
    schema: z.array(z.string()).min(1).max(max),
    read(message, soFar = [], { goesOn }) {
      const largest = message.photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
      if (largest === undefined)
        return refused(message.document ? 'core-form-want-photo-not-file' : 'core-form-want-photo')
      // A single photo is replaced by the next one, but not by the same album's; several are collected.
      const value = [...(max === 1 && !goesOn ? [] : soFar), largest.file_id]
      if (value.length > max) return refused('core-form-photo-many', { max })
      return { outcome: value.length < max ? 'more' : 'accepted', value }
    },
    show: (value) => ({ text: { key: 'core-form-photos', params: { count: value.length } } }),
  }
}
