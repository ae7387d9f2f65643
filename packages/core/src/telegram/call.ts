import { multipartBody, type Upload } from './multipart.ts'
import { type CallOutcome, classifyAnswer, classifyError, type RawAnswer } from './outcome.ts'
import { createWire, type Wire, type WireAnswer } from './wire.ts'

/** One Bot API call that never throws for anything Telegram or the network does. A file goes as a form, else the call is JSON. */
export type TelegramCall = (method: string, payload: object, upload?: Upload) => Promise<CallOutcome>

export interface TelegramCallOptions {
  readonly token: string
  /** `https://api.telegram.org` unless told; without a trailing slash. */
  readonly apiRoot?: string
  /** Share it with `createTelegramFetch`, so that both use the same connections. */
  readonly wire?: Wire
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

/**
 * The thin call that the outbox's sender uses: over a kept connection, without grammY's transformers. Its result is
 * a {@link CallOutcome}; only bugs throw, and an upload that cannot be read: then nothing was called.
 */
export function createTelegramCall(options: TelegramCallOptions): TelegramCall {
  const { token, apiRoot = 'https://api.telegram.org', wire = createWire() } = options
  return async (method, payload, upload) => {
    const { contentType, body } = upload
      ? await multipartBody(payload, upload)
      : { contentType: 'application/json', body: JSON.stringify(payload) }
    const timeoutMs = options.timeoutMs ?? urgentMs.get(method) ?? 20_000
    try {
      const url = `${apiRoot}/bot${token}/${method}`
      const headers = { 'content-type': contentType }
      return classifyAnswer(read(await wire.send(url, { method: 'POST', headers, body, timeoutMs })))
    } catch (error) {
      return classifyError(error)
    }
  }
}
