import { withoutQuotes } from '../log/index.ts'
import { retryAfterMs } from './retry-after.ts'
import { TransportError } from './transport-error.ts'

/** Every way a Bot API call can end, by who has to act next. `detail` never contains message texts or the token. */
export type CallOutcome =
  | { readonly kind: 'sent'; readonly result: unknown }
  /** 429: nothing to this chat before the time is over. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** Surely not executed; trying again is safe. `unauthorized` = the token is wrong, which is not the message's fault. */
  | {
      readonly kind: 'retry'
      readonly reason: 'server-error' | 'never-reached' | 'unauthorized'
      readonly detail: string
    }
  /** The connection broke after the request was complete: executed or not, nobody knows. */
  | {
      readonly kind: 'in-doubt'
      readonly detail: string
      /** Doing it again may send a message twice, though an edit was wanted. */
      readonly isOfSend?: true
    }
  /** 403: blocked, kicked, deactivated, or never started. */
  | { readonly kind: 'blocked'; readonly detail: string }
  /** Final: the request itself is wrong. */
  | { readonly kind: 'rejected'; readonly code: number; readonly detail: string }
  /** The group became a supergroup. */
  | { readonly kind: 'migrated'; readonly newChatId: bigint }

/** An HTTP answer as far as it matters: `body` is the parsed JSON, or `undefined` when it was none. */
export interface RawAnswer {
  readonly status: number
  readonly body: unknown
  readonly retryAfterSeconds?: number
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

function refusal(code: number, body: unknown, retryAfterSeconds: number | undefined): CallOutcome {
  const description = field(body, 'description')
  const detail = typeof description === 'string' ? withoutQuotes(description) : `HTTP ${code}`
  const parameters = field(body, 'parameters')
  const migrateTo = field(parameters, 'migrate_to_chat_id')
  if (Number.isSafeInteger(migrateTo)) return { kind: 'migrated', newChatId: BigInt(Number(migrateTo)) }
  if (code === 429) {
    const told = field(parameters, 'retry_after')
    return { kind: 'rate-limited', retryAfterMs: retryAfterMs(typeof told === 'number' ? told : retryAfterSeconds) }
  }
  if (code >= 500) return { kind: 'retry', reason: 'server-error', detail }
  // 404 without a known method is what Telegram answers to a malformed token.
  if (code === 401 || code === 404) return { kind: 'retry', reason: 'unauthorized', detail }
  if (code === 403) return { kind: 'blocked', detail }
  if (code === 409) return { kind: 'retry', reason: 'server-error', detail }
  return { kind: 'rejected', code, detail }
}

/** Sorts an answer of the Bot API into its {@link CallOutcome}. */
export function classifyAnswer({ status, body, retryAfterSeconds }: RawAnswer): CallOutcome {
  if (field(body, 'ok') === true) return { kind: 'sent', result: field(body, 'result') }
  const code = field(body, 'error_code')
  if (typeof code === 'number') return refusal(code, body, retryAfterSeconds)
  if (status >= 400) return refusal(status, body, retryAfterSeconds)
  // A success that is not JSON comes from a proxy on the way; Telegram may or may not have been behind it.
  return { kind: 'in-doubt', detail: `HTTP ${status} without a Bot API answer` }
}

/** Sorts a thrown error: what is not a {@link TransportError} is a bug and thrown again. */
export function classifyError(error: unknown): CallOutcome {
  if (!(error instanceof TransportError)) throw error
  if (error.inDoubt) return { kind: 'in-doubt', detail: error.message }
  return { kind: 'retry', reason: 'never-reached', detail: error.message }
}
