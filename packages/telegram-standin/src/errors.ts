export interface ErrorParameters {
  readonly retry_after?: number
  readonly migrate_to_chat_id?: number
}

/** An answer with `ok: false`, in Telegram's words. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: ErrorParameters | undefined

  constructor(code: number, description: string, parameters?: ErrorParameters) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

// Telegram lower-cases the first letter of an inner message unless the second one is `_` or upper case (`BUTTON_DATA_INVALID`, `MESSAGE…`).
const lowerFirst = (message: string): string => {
  const second = message.charAt(1)
  const keeps = second === '_' || (second !== second.toLowerCase() && second === second.toUpperCase())
  return keeps ? message : message.charAt(0).toLowerCase() + message.slice(1)
}

export const badRequest = (message: string): ApiError => new ApiError(400, `Bad Request: ${lowerFirst(message)}`)
export const forbidden = (message: string): ApiError => new ApiError(403, `Forbidden: ${message}`)
export const conflict = (message: string): ApiError => new ApiError(409, `Conflict: ${message}`)
export const tooManyRequests = (seconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
