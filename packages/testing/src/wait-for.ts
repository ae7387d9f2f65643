import { setTimeout as delay } from 'node:timers/promises'

/** Polls until `check` returns something other than `undefined` or `false`; fails after 30 s unless told. */
export async function waitFor<T>(
  what: string,
  check: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 30_000,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; ; await delay(20)) {
    const found = await check()
    if (found !== undefined && found !== false) return found
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain until ${what}.`)
  }
}
