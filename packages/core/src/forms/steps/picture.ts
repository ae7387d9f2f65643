import type { Message } from 'grammy/types'
import { z } from 'zod'
import type { StoredPhoto } from '../../photos/index.ts'
import type { Step } from '../types.ts'
import { refused } from './refused.ts'

/** The folder of all pictures of forms, whatever becomes of them. */
const prefix = 'forms'
const stored = z.object({ key: z.string(), thumbKey: z.string(), width: z.number(), height: z.number() })

/**
 * Pictures that are checked and stored at once, photos as well as images sent as files. They are the feature's when the form is sent; its
 * `eraseUser` removes them. With more than one, the person presses Next when done.
 */
export function picture({ max = 1 }: { readonly max?: number } = {}): Step<readonly StoredPhoto[]> {
  return {
    isOptional: false,
    hasExample: false,
    collects: max > 1,
    schema: z.array(stored).min(1).max(max),
    async read(message, soFar = [], { photos, goesOn }) {
      const fileId = pictureOf(message)
      if (fileId === undefined) return refused('core-form-want-picture')
      // A single picture is replaced by the next one, but not by the same album's; several are collected.
      const before = max === 1 && !goesOn ? [] : soFar
      if (before.length >= max) return refused('core-form-photo-many', { max })
      const value = [...before, await photos.take(fileId, prefix)]
      return { outcome: value.length < max ? 'more' : 'accepted', value }
    },
    show: (value) => ({ text: { key: 'core-form-photos', params: { count: value.length } } }),
  }
}

function pictureOf({ photo, document }: Message): string | undefined {
  const largest = photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
  return largest?.file_id ?? (document?.mime_type?.startsWith('image/') ? document.file_id : undefined)
}
