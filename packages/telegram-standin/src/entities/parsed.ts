import { type ApiError, badRequest } from '../errors.ts'
import type { WireEntity } from '../wire.ts'

export interface Parsed {
  readonly text: string
  readonly entities: readonly WireEntity[]
}

/** Telegram reports places in UTF-8 bytes, while entity offsets count UTF-16 units. */
export const byteOffset = (source: string, at: number): number => Buffer.byteLength(source.slice(0, at))

export const entityError = (message: string): ApiError => badRequest(`can't parse entities: ${message}`)
