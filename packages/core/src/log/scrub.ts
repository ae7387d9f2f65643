import { errorRecord } from './error-record.ts'
import { isSecretName, mask, redact } from './redact.ts'

/** Deeper or longer values are cut: a log line is for reading, and an endless one is an attack. */
const maxDepth = 6
const maxItems = 100
const maxText = 8_000

type Clean = string | number | boolean | null | undefined | Clean[] | { [key: string]: Clean }
export type CleanFields = { [key: string]: Clean }
type Redact = (text: string) => string

/** Under these names stands what was thrown, which need not be an error. */
const thrownNames = new Set(['error', 'err'])

function scrubText(text: string, clean: Redact): string {
  // Redacted first: cutting first could leave half a token that no pattern knows.
  const safe = clean(text)
  return safe.length > maxText ? `${safe.slice(0, maxText)}… (${safe.length} characters)` : safe
}

function scrubEntries(
  entries: Iterable<readonly [unknown, unknown]>,
  clean: Redact,
  seen: readonly object[],
): CleanFields {
  const result: CleanFields = {}
  let count = 0
  for (const [key, value] of entries) {
    if (count++ === maxItems) {
      result['…'] = 'more fields left out'
      break
    }
    const name = scrubText(String(key), clean)
    const secret = isSecretName(name) && value !== undefined && value !== null && typeof value !== 'boolean'
    result[name] = secret ? mask : scrubValue(thrownNames.has(name) ? errorRecord(value) : value, clean, seen)
  }
  return result
}

function scrubObject(value: object, clean: Redact, seen: readonly object[]): Clean {
  if (seen.includes(value)) return '[circular]'
  if (seen.length >= maxDepth) return '[deep]'
  const within = [...seen, value]
  if (value instanceof Error) return scrubValue(errorRecord(value), clean, within)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
  if (value instanceof URL || value instanceof RegExp) return scrubText(String(value), clean)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (value instanceof Map) return scrubEntries(value.entries(), clean, within)
  if (Array.isArray(value) || value instanceof Set) {
    return Array.from(value, (item: unknown) => scrubValue(item, clean, within)).slice(0, maxItems)
  }
  return scrubEntries(Object.entries(value), clean, within)
}

function scrubValue(value: unknown, clean: Redact, seen: readonly object[]): Clean {
  if (typeof value === 'string') return scrubText(value, clean)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return value
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'object') return scrubObject(value, clean, seen)
  return undefined
}

/** A plain JSON copy of log fields with every secret masked: by field name, and by pattern in all texts, keys and errors. */
export function scrubFields(fields: object, clean: Redact = redact): CleanFields {
  try {
    const copy = scrubObject(fields, clean, [])
    return typeof copy === 'object' && copy !== null && !Array.isArray(copy) && !(fields instanceof Error)
      ? copy
      : { value: copy }
  } catch {
    // A getter that throws must not take the handler down with it.
    return { fields: '[unreadable]' }
  }
}
