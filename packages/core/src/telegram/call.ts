import { multipartBody, type Upload } from './multipart.ts'
import { type CallOutcome, classifyAnswer, classifyError, type RawAnswer } from './outcome.ts'
import { createWire, type Wire } from './wire.ts'

/** One Bot API call that never throws for anything Telegram or the network does. A file goes as a form, else the call is JSON. */
export type TelegramCall = (method: string, payload: object, upload?: Upload) => Promise<CallOutcome>

/** Anything that carries a call to Telegram; throws `TransportError` when no answer came. */
export type RawCall = (method: string, payload: object, upload?: Upload) => Promise<RawAnswer>

export interface TelegramCallOptions {
  readonly token: string
  /** `https://api.telegram.org` unless told; without a trailing slash. */
  readonly apiRoot?: string
  /** Share it with `createTelegramFetch`, so that both use the same connections. */
  readonly wire?: Wire
  /** How long to wait for an answer before the call is in doubt; 20,000 ms unless told. */
  readonly timeoutMs?: number
}

/** Turns any carrier of calls (a stub, a wrapped `Api`) into a {@link TelegramCall}. */
export function callThrough(raw: RawCall): TelegramCall {
  return async (method, payload, upload) => {
    try {
      return classifyAnswer(await raw(method, payload, upload))
    } catch (error) {
      return classifyError(error)
    }
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * The thin call that the outbox's sender uses: over a kept connection, without grammY's transformers. Its result is
 * a {@link CallOutcome}; only bugs throw, and an upload that cannot be read: then nothing was called.
 */
export function createTelegramCall(options: TelegramCallOptions): TelegramCall {
  const { token, apiRoot = 'https://api.telegram.org', wire = createWire(), timeoutMs = 20_000 } = options
  return async (method, payload, upload) => {
    const { contentType, body } = upload
      ? await multipartBody(payload, upload)
      : { contentType: 'application/json', body: JSON.stringify(payload) }
    const carry = callThrough(async () => {
      const answer = await wire.send(`${apiRoot}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body,
        timeoutMs,
      })
      const retryAfter = Number(answer.headers['retry-after'])
      return {
        status: answer.status,
        body: parse(answer.body),
        ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
      }
    })
    return carry(method, payload)
  }
}
