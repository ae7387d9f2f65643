import type { OutsideFailure } from '@bazaar/core/outside'
import { z } from 'zod'
import { decodeEntities } from './entities.ts'
import type { WriteOutcome } from './types.ts'

const longestSaid = 200
const said = z.object({ error: z.string().transform((text) => decodeEntities(text).slice(0, longestSaid)) })

function saidIn(text: string | undefined): string {
  try {
    return said.safeParse(JSON.parse(text ?? '')).data?.error ?? ''
  } catch {
    return ''
  }
}

/** What a failure says of a change that was sent; nothing where it is as with every other call: nothing was changed. */
export function outcomeOf({ kind, status, text }: OutsideFailure): WriteOutcome | undefined {
  // Nothing was sent.
  if (kind === 'circuit-open' || kind === 'blocked-address') return undefined
  // An answer that is longer than anything we read comes with the status of a success.
  if (status === undefined || status < 400 || status === 408 || status >= 500) return { kind: 'unknown' }
  const why = saidIn(text)
  if (status === 403 && why === 'insufficient_scope') return { kind: 'not-allowed' }
  if (status === 409) return { kind: 'conflict' }
  if (status === 400 || status === 403 || status === 422) return { kind: 'refused', said: why }
  return undefined
}
