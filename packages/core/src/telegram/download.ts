import { safeMessage } from '../log/index.ts'
import type { TelegramCall } from './call.ts'
import type { CallOutcome } from './outcome.ts'
import { AnswerTooLargeError, type Wire } from './wire.ts'

export type Downloaded =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  /** Telegram does not answer, or does not know the file any more. */
  | { readonly kind: 'unreachable'; readonly detail: string }

/** Fetches a file that somebody sent to the bot. */
export type Download = (fileId: string, maxBytes: number) => Promise<Downloaded>

export interface DownloadOptions {
  readonly token: string
  /** Without a trailing slash. */
  readonly apiRoot: string
  readonly call: TelegramCall
  readonly wire: Wire
  readonly timeoutMs?: number
}

interface FoundFile {
  readonly file_path: string
  readonly file_size?: number
}

function isFound(value: unknown): value is FoundFile {
  return typeof value === 'object' && value !== null && 'file_path' in value && typeof value.file_path === 'string'
}

function refusal(outcome: CallOutcome): Downloaded {
  if (outcome.kind === 'rejected' && /file is too big/i.test(outcome.detail)) return { kind: 'too-large' }
  return { kind: 'unreachable', detail: 'detail' in outcome ? outcome.detail : outcome.kind }
}

export function createDownload({ token, apiRoot, call, wire, timeoutMs = 30_000 }: DownloadOptions): Download {
  const fetchBytes = async (path: string, maxBytes: number): Promise<Downloaded> => {
    try {
      const { status, body } = await wire.send(`${apiRoot}/file/bot${token}/${path}`, { maxBytes, timeoutMs })
      return status === 200 ? { kind: 'bytes', bytes: body } : { kind: 'unreachable', detail: `HTTP ${status}` }
    } catch (error) {
      if (error instanceof AnswerTooLargeError) return { kind: 'too-large' }
      return { kind: 'unreachable', detail: safeMessage(error) }
    }
  }
  return async (fileId, maxBytes) => {
    const outcome = await call('getFile', { file_id: fileId })
    if (outcome.kind !== 'sent') return refusal(outcome)
    if (!isFound(outcome.result)) return { kind: 'unreachable', detail: 'getFile named no path' }
    if ((outcome.result.file_size ?? 0) > maxBytes) return { kind: 'too-large' }
    return fetchBytes(outcome.result.file_path, maxBytes)
  }
}
