import { ApiError, badRequest } from '../errors.ts'
import { isRecord } from '../guards.ts'
import { parseMultipart } from './multipart.ts'
import { type CallParams, emptyParams, type Upload } from './values.ts'

const readQuery = (query: string, into: Record<string, unknown>): void => {
  for (const [name, value] of new URLSearchParams(query)) if (!Object.hasOwn(into, name)) into[name] = value
}

const readJson = (body: Buffer): Record<string, unknown> => {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    throw badRequest("can't parse JSON object")
  }
  if (!isRecord(value)) throw badRequest('JSON object expected')
  return value
}

/** Collects the parameters of a call. The first value of a name wins, and the query string comes before the body. */
export const readParams = (query: string, contentType: string, body: Buffer | null): CallParams => {
  const type = contentType.toLowerCase()
  if (body === null || body.length === 0) {
    if (query === '') return emptyParams
    const values: Record<string, unknown> = {}
    readQuery(query, values)
    return { values, files: emptyParams.files }
  }
  if (type.startsWith('application/json')) {
    const values = readJson(body)
    if (query === '') return { values, files: emptyParams.files }
    const merged: Record<string, unknown> = {}
    readQuery(query, merged)
    return { values: { ...values, ...merged }, files: emptyParams.files }
  }
  const values: Record<string, unknown> = {}
  if (query !== '') readQuery(query, values)
  if (type.startsWith('multipart/form-data')) return { values, files: readForm(body, contentType, values) }
  if (type.startsWith('application/x-www-form-urlencoded')) readQuery(body.toString('utf8'), values)
  return { values, files: emptyParams.files }
}

const readForm = (body: Buffer, contentType: string, values: Record<string, unknown>): Map<string, Upload> => {
  const parts = parseMultipart(body, contentType)
  if (parts === null) throw new ApiError(400, 'Bad Request: invalid multipart/form-data')
  const files = new Map<string, Upload>()
  for (const part of parts) {
    if (part.file !== null) {
      if (!files.has(part.name)) files.set(part.name, part.file)
    } else if (!Object.hasOwn(values, part.name)) values[part.name] = part.text
  }
  return files
}
