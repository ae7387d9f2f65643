import { HttpError, type Transformer } from 'grammy'
import type { Wire } from './wire.ts'

export interface DirectCallsOptions {
  readonly token: string
  /** Without a trailing slash. */
  readonly apiRoot: string
  readonly wire: Wire
  /** How long to wait for an answer; 60,000 ms unless told. */
  readonly timeoutMs?: number
}

/** The methods that make up nearly all traffic and never carry a file. */
const direct = new Set([
  'sendMessage',
  'editMessageText',
  'editMessageReplyMarkup',
  'answerCallbackQuery',
  'deleteMessage',
  'sendChatAction',
])

/**
 * Takes the most frequent calls past grammY's own client, which searches every payload for files, makes an abort
 * controller and two timers per call, and races three promises. Install it first, so that every other transformer wraps
 * it. Fails as grammY's client does: `HttpError` when no Bot API answer came.
 */
export function directCalls({ token, apiRoot, wire, timeoutMs = 60_000 }: DirectCallsOptions): Transformer {
  const base = `${apiRoot}/bot${token}/`
  return async (prev, method, payload, signal) => {
    if (!direct.has(method)) return prev(method, payload, signal)
    try {
      const { body } = await wire.send(base + method, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload),
        timeoutMs,
        ...(signal && { signal }),
      })
      return JSON.parse(body.toString('utf8'))
    } catch (error) {
      // The cause may hold the address with the token, so it stays out of the message.
      throw new HttpError(`Network request for '${method}' failed!`, error)
    }
  }
}
