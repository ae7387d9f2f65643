import { isRecord } from '../guards.ts'
import { type CallParams, flag } from '../params/values.ts'

export type ParameterKind = 'text' | 'number' | 'boolean' | 'structure'

/** Which kind of value a parameter's schema wants; ids that may be numbers or names count as text. */
export const kindOf = (schema: unknown, resolve: (ref: string) => unknown): ParameterKind => {
  if (!isRecord(schema)) return 'text'
  if (typeof schema.$ref === 'string') return kindOf(resolve(schema.$ref), resolve)
  if (schema.type === 'boolean' || typeof schema.const === 'boolean') return 'boolean'
  if (schema.type === 'number') return 'number'
  if (schema.type === 'array' || schema.type === 'object') return 'structure'
  if (!Array.isArray(schema.anyOf)) return 'text'
  const kinds = schema.anyOf.map((member) => kindOf(member, resolve))
  return kinds.every((kind) => kind === 'structure') ? 'structure' : 'text'
}

const parsed = (value: string): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    // Stays a string, which the schema then reports.
    return value
  }
}

const typed = (kind: ParameterKind, params: CallParams, name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value
  if (kind === 'structure') return parsed(value)
  if (kind === 'boolean') return flag(params, name)
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value)
  return value
}

/** The values of a call as the schema types them: form fields are strings, whatever they stand for. */
export const coerce = (known: ReadonlyMap<string, ParameterKind>, params: CallParams): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(params.values)) {
    const kind = known.get(name)
    if (kind !== undefined && value !== null) values[name] = typed(kind, params, name, value)
  }
  // An uploaded file stands where the schema speaks of a string.
  for (const name of params.files.keys()) if (known.has(name)) values[name] = 'attach://upload'
  return values
}
