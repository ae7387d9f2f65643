import { multipartBody, type Upload } from './multipart.ts'
import { type CallOutcome, classifyAnswer, classifyError, type RawAnswer } from './outcome.ts'
import type { FormEnd, PlainForms } from './plain-forms.ts'
import { createWire, type Wire, type WireAnswer } from './wire.ts'

/** One Bot API call that never throws for anything Telegram or the network does. A file goes as a form, else the call is JSON. */
export type TelegramCall = (method: string, payload: object, upload?: Upload) => Promise<CallOutcome>

export interface TelegramCallOptions {
  readonly token: string
  /** `https://api.telegram.org` unless told; without a trailing slash. */
  readonly apiRoot?: string
  /** Share it with `createTelegramFetch`, so that both use the same connections. */
  readonly wire?: Wire
  /** Repeats in a plain form what the server refuses. */
  readonly plainForms?: PlainForms
  /** How long to wait for an answer before the call is in doubt; 20,000 ms unless told, and less for what Telegram waits for. */
  readonly timeoutMs?: number
}

/** Telegram gives up on these after 10 s, so that a connection that stalls must leave time for another try. */
const urgentMs: ReadonlyMap<string, number> = new Map([['answerPreCheckoutQuery', 2_000]])

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function read({ status, headers, body }: WireAnswer): RawAnswer {
  const retryAfter = Number(headers['retry-after'])
  return { status, body: parse(body), ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }) }
}

function formEnd({ body }: RawAnswer): FormEnd {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return undefined
  if (body.ok === true) return 'done'
  const isRefusal = 'error_code' in body && body.error_code === 400
  return isRefusal && 'description' in body ? { refusal: String(body.description) } : undefined
}

/**
 * The thin call that the outbox's sender uses: over a kept connection, without grammY's transformers. Its result is
 * a {@link CallOutcome}; only bugs throw, and an upload that cannot be read: then nothing was called.
 */
export function createTelegramCall(options: TelegramCallOptions): TelegramCall {
  const { token, apiRoot = 'https://api.telegram.org', wire = createWire(), plainForms } = options
  return async (method, payload, upload) => {
    const timeoutMs = options.timeoutMs ?? urgentMs.get(method) ?? 20_000
    const attempt = async (form: object): Promise<RawAnswer> => {
      const { contentType, body } = upload
        ? await multipartBody(form, upload)
        : { contentType: 'application/json', body: JSON.stringify(form) }
      const headers = { 'content-type': contentType }
      return read(await wire.send(`${apiRoot}/bot${token}/${method}`, { method: 'POST', headers, body, timeoutMs }))
    }
    try {
      return classifyAnswer(plainForms ? await plainForms.call(payload, attempt, formEnd) : await attempt(payload))
    } catch (error) {
      return classifyError(error)
    }
  }
}
