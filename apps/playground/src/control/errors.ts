/** A refusal of the control API, answered as `{error, message}`. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly status: 400 | 403 | 404 | 409
  readonly code: string

  constructor(status: ControlError['status'], code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Does something as a person; what the stand-in refuses there (no such message, no such button) is the caller's mistake. */
export async function asPerson<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new ControlError(400, 'impossible', error instanceof Error ? error.message : String(error))
  }
}
