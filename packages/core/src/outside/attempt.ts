import { BlockedAddressError } from './public-fetch.ts'
import { parseRetryAfter } from './retry-after.ts'
import type { Fetch, FetchInit, OutsideFailure, OutsideResult } from './types.ts'

/** Bodies of refusals are for reading an error code, not for storing. */
const maxErrorBytes = 16_384

/** Reads a body, but stops the transfer once it exceeds `maxBytes`; `undefined` then. */
async function readText(response: Response, maxBytes: number): Promise<string | undefined> {
  if (response.body === null) return ''
  const declared = Number(response.headers.get('content-length') ?? 0)
  if (declared > maxBytes) {
    await response.body.cancel()
    return undefined
  }
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const chunk of response.body) {
    size += chunk.byteLength
    // Leaving the loop cancels the stream and with it the connection.
    if (size > maxBytes) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

async function exchange(fetch: Fetch, url: string, init: FetchInit, maxBytes: number): Promise<OutsideResult> {
  const response = await fetch(url, init)
  if (!response.ok) {
    const text = await readText(response, maxErrorBytes)
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'))
    return {
      ok: false,
      kind: 'http',
      status: response.status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(text !== undefined && { text }),
    }
  }
  const text = await readText(response, maxBytes)
  if (text === undefined) return { ok: false, kind: 'too-large', status: response.status }
  return { ok: true, status: response.status, headers: response.headers, text }
}

export interface AttemptLimits {
  readonly timeoutMs: number
  readonly maxBytes: number
}

/** One try. @throws the reason of `signal` when the caller gave up; nothing else. */
export async function attempt(
  fetch: Fetch,
  url: string,
  init: Omit<FetchInit, 'signal'>,
  limits: AttemptLimits,
  signal: AbortSignal | undefined,
): Promise<OutsideResult> {
  signal?.throwIfAborted()
  const timeout = AbortSignal.timeout(limits.timeoutMs)
  const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
  try {
    return await exchange(fetch, url, { ...init, signal: both }, limits.maxBytes)
  } catch (error) {
    signal?.throwIfAborted()
    return { ok: false, kind: failureKind(error, timeout.aborted) }
  }
}

function failureKind(error: unknown, timedOut: boolean): OutsideFailure['kind'] {
  if (error instanceof BlockedAddressError) return 'blocked-address'
  return timedOut ? 'timeout' : 'network'
}
