import { releaseBytes } from '../bytes/index.ts'
import { OwnError } from '../errors/index.ts'
import { safeMessage } from '../log/index.ts'
import { createSemaphore } from '../semaphore/index.ts'
import type { TelegramCall } from './call.ts'
import type { CallOutcome } from './outcome.ts'
import { AnswerTooLargeError, type Wire } from './wire.ts'

export type Downloaded =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  /** Telegram does not answer, or does not know the file any more. */
  | { readonly kind: 'unreachable'; readonly detail: string }
  /** Too many people sent files: there was no room for this one in time. */
  | { readonly kind: 'busy' }

/**
 * Fetches a file that somebody sent to the bot. Its bytes are there until `use` is through with them, and no longer: all files of this
 * process share one budget, so that what many people send at once waits at Telegram instead of in our memory.
 */
export type Download = <R>(fileId: string, maxBytes: number, use: (file: Downloaded) => Promise<R>) => Promise<R>

export interface DownloadOptions {
  readonly token: string
  /** Without a trailing slash. */
  readonly apiRoot: string
  readonly call: TelegramCall
  readonly wire: Wire
  readonly timeoutMs?: number
  /** How many bytes of files may be in memory at once. One larger file is still taken, alone. */
  readonly budgetBytes?: number
  /** How long a file may wait for room, in milliseconds. */
  readonly waitMs?: number
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

/** One large picture, and small ones beside it. */
const usualBudget = 12 * 1024 * 1024
const largeBytes = 1024 * 1024
/** Each of them is an update in the middle of its handling, and with webhooks one of Telegram's 40 connections. */
const mostWaiting = 16

class NoRoomError extends OwnError {
  override readonly name = 'NoRoomError'
}

export function createDownload(options: DownloadOptions): Download {
  const { token, apiRoot, call, wire, timeoutMs = 15_000, budgetBytes = usualBudget, waitMs = 20_000 } = options
  const budget = createSemaphore({
    room: budgetBytes,
    waitMs,
    maxWaiting: mostWaiting,
    refusal: () => new NoRoomError('There is no room for another file.'),
  })

  const fetchBytes = async ({ file_path, file_size }: FoundFile, maxBytes: number): Promise<Downloaded> => {
    try {
      const url = `${apiRoot}/file/bot${token}/${file_path}`
      const { status, body } = await wire.send(url, { maxBytes: file_size ?? maxBytes, timeoutMs })
      return status === 200 ? { kind: 'bytes', bytes: body } : { kind: 'unreachable', detail: `HTTP ${status}` }
    } catch (error) {
      if (error instanceof AnswerTooLargeError && file_size === undefined) return { kind: 'too-large' }
      return { kind: 'unreachable', detail: safeMessage(error) }
    }
  }

  return async (fileId, maxBytes, use) => {
    const outcome = await call('getFile', { file_id: fileId })
    if (outcome.kind !== 'sent') return use(refusal(outcome))
    if (!isFound(outcome.result)) return use({ kind: 'unreachable', detail: 'getFile named no path' })
    const found = outcome.result
    const size = found.file_size ?? maxBytes
    if (size > maxBytes) return use({ kind: 'too-large' })
    try {
      return await budget.run(async () => {
        const file = await fetchBytes(found, maxBytes)
        return use(file).finally(() => file.kind === 'bytes' && release(file.bytes))
      }, size)
    } catch (error) {
      if (error instanceof NoRoomError) return use({ kind: 'busy' })
      throw error
    }
  }
}

/**
 * The pieces in which a file came are garbage now, as much as the file. The heap hardly grows with them, so they would lie about, file after
 * file, until there are 64 MB. Cleaning up the young ones takes less than a millisecond, where the process was started with `--expose-gc`.
 */
function release(bytes: Uint8Array): void {
  const isLarge = bytes.byteLength > largeBytes
  releaseBytes(bytes)
  if (isLarge) globalThis.gc?.({ type: 'minor' })
}
