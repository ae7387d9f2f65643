import { createWire, type Wire, type WireRequest } from './wire.ts'

/** The part of a fetch answer that grammY and file downloads use. The body is already in memory. */
export interface TelegramResponse {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  json(): Promise<unknown>
  text(): Promise<string>
  arrayBuffer(): Promise<Uint8Array>
}

export type TelegramFetch = (url: string | URL, init?: WireRequest) => Promise<TelegramResponse>

/**
 * A small fetch over `node:http`/`node:https` with kept connections, for grammY's `client.fetch`: a quarter cheaper per
 * call than the global one. Bodies may be strings, bytes or streams (multipart uploads); the answer is read whole, which
 * suits the Bot API (20 MB at most). Throws `TransportError` when no answer came.
 */
export function createTelegramFetch(wire: Wire = createWire()): TelegramFetch {
  return async (url, init = {}) => {
    const { status, headers, body } = await wire.send(String(url), init)
    return {
      ok: status >= 200 && status < 300,
      status,
      headers: {
        get(name) {
          const value = headers[name.toLowerCase()]
          return Array.isArray(value) ? value.join(', ') : (value ?? null)
        },
      },
      json: async () => JSON.parse(body.toString('utf8')),
      text: async () => body.toString('utf8'),
      arrayBuffer: async () => body,
    }
  }
}
