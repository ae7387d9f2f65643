import { badRequest } from '../errors.ts'

export interface Upload {
  readonly filename: string
  readonly contentType: string | null
  readonly bytes: Uint8Array
}

/** What a call brought along: values as sent (strings from forms, anything from JSON) and uploaded files by field name. */
export interface CallParams {
  readonly values: Readonly<Record<string, unknown>>
  readonly files: ReadonlyMap<string, Upload>
}

const noFiles: ReadonlyMap<string, Upload> = new Map()
export const emptyParams: CallParams = { values: {}, files: noFiles }

export const text = (params: CallParams, name: string): string => {
  const value = params.values[name]
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export const has = (params: CallParams, name: string): boolean => {
  const value = params.values[name]
  return value !== undefined && value !== null && value !== ''
}

/** Whole number, 0 when it is missing or none; clamped like Telegram does. */
export const int = (params: CallParams, name: string, fallback = 0, min = -Infinity, max = Infinity): number => {
  const value = params.values[name]
  const parsed = typeof value === 'number' ? Math.trunc(value) : Number.parseInt(text(params, name), 10)
  const number = Number.isSafeInteger(parsed) ? parsed : fallback
  return Math.min(max, Math.max(min, number))
}

export const float = (params: CallParams, name: string): number => {
  const parsed = Number(text(params, name) || 'NaN')
  return Number.isFinite(parsed) ? parsed : 0
}

export const flag = (params: CallParams, name: string): boolean => {
  const value = params.values[name]
  if (typeof value === 'boolean') return value
  if (value === undefined || value === null) return false
  const word = text(params, name).trim().toLowerCase()
  return word === 'true' || word === 'yes' || word === '1'
}

/** A structured value: as it is from a JSON body, parsed from a form field. `undefined` when missing. */
export const json = (params: CallParams, name: string, problem: string): unknown => {
  const value = params.values[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(problem)
  }
}
