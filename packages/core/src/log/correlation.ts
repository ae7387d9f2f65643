import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

const storage = new AsyncLocalStorage<string>()

/** Crockford's 32 signs: no I, L, O or U, so that people can read a code aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new code of 8 signs (40 random bits). People see it as the error code, operators search the log for it. */
export function newCorrelationId(): string {
  let id = ''
  for (const byte of randomBytes(8)) id += alphabet.charAt(byte & 31)
  return id
}

/** Runs `work` so that {@link correlationId} answers `id` in it and in everything it awaits. Returns what `work` returns. */
export function withCorrelation<T>(id: string, work: () => T): T {
  return storage.run(id, work)
}

/** The id of the update, request or job that is being worked on; `undefined` outside of one. */
export function correlationId(): string | undefined {
  return storage.getStore()
}
