import { parseStorable } from '@bazaar/core/i18n'
import { z } from 'zod'

/** One entry of the older bot's file; whatever else it holds is kept as it is. */
const entry = z.looseObject({
  username: z.string().nullish(),
  tracked_at: z.union([z.string(), z.number()]).nullish(),
  notified: z.boolean().default(false),
})
const id = z.string().regex(/^[1-9]\d{0,15}$/, 'expected a Telegram id (digits only)')
const users = z.record(id, entry)
const wrapped = z.object({ tracked_users: users })

export interface TrackedUser {
  readonly id: bigint
  readonly trackedAt: Date | undefined
  readonly notified: boolean
  /** The entry exactly as it stood in the file. */
  readonly raw: Readonly<Record<string, unknown>>
}

export type ParsedUsers =
  | { readonly kind: 'users'; readonly users: readonly TrackedUser[] }
  /** Every problem at once; nothing is imported then, so nothing is lost unnoticed. */
  | { readonly kind: 'problems'; readonly problems: readonly string[] }

/** ISO text (without a zone it is UTC), or seconds or milliseconds since 1970. */
function parseInstant(value: string | number | null | undefined): Date | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number') return validDate(new Date(value < 1e11 ? value * 1000 : value))
  return (
    validDate(new Date(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value.replace(' ', 'T')}Z`)) ??
    validDate(new Date(value))
  )
}

function validDate(date: Date): Date | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date
}

function parseJson(text: string): unknown {
  try {
    return parseStorable(text)
  } catch {
    return undefined
  }
}

/** Reads a `tracked_users` file, bare or wrapped. */
export function parseTrackedUsers(text: string): ParsedUsers {
  const json = parseJson(text)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { kind: 'problems', problems: ['The file is not a JSON object of tracked users.'] }
  }
  const parsed =
    'tracked_users' in json ? wrapped.transform((one) => one.tracked_users).safeParse(json) : users.safeParse(json)
  if (!parsed.success) {
    return {
      kind: 'problems',
      problems: parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'file'}: ${issue.message}`),
    }
  }
  const raw = new Map(Object.entries('tracked_users' in json && json.tracked_users ? json.tracked_users : json))
  return {
    kind: 'users',
    users: Object.entries(parsed.data).map(([key, one]) => ({
      id: BigInt(key),
      trackedAt: parseInstant(one.tracked_at),
      notified: one.notified,
      raw: { ...raw.get(key) },
    })),
  }
}
