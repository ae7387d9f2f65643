import type { TextParam } from '../i18n/index.ts'
import { OwnError } from './own-error.ts'

/**
 * An expected failure: carries the key of the text that tells people what happened and what to do.
 * Handlers never catch it; the chat, HTTP and job boundaries turn it into a reply, a status and an outcome.
 */
export class AppError extends OwnError {
  override readonly name = 'AppError'
  /** Text key, e.g. `voucher-tracker-not-following`; also the `code` field of HTTP answers. */
  readonly key: string
  readonly params: Readonly<Record<string, TextParam>>
  readonly status: number

  /** @param status HTTP status of the refusal; 409 unless told. */
  constructor(key: string, params: Readonly<Record<string, TextParam>> = {}, status = 409, options?: ErrorOptions) {
    super(key, options)
    this.key = key
    this.params = params
    this.status = status
  }
}
