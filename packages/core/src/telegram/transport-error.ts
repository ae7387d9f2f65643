import { OwnError } from '../errors/index.ts'
/**
 * A call that got no answer. `inDoubt` says what Telegram may have done: `false` means that the request surely never
 * reached it (refused, unknown host, cut before the body was complete), so a retry is safe; `true` means that the whole
 * request was handed over before the connection broke, and nobody can tell whether it was executed.
 */
export class TransportError extends OwnError {
  override readonly name = 'TransportError'
  readonly inDoubt: boolean

  constructor(message: string, inDoubt: boolean, options?: ErrorOptions) {
    super(message, options)
    this.inDoubt = inDoubt
  }
}
