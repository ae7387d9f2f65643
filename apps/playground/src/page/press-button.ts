import { call, type WorldButton } from './api.ts'

/** Makes a button's calls, one after the other. */
export async function press({ calls }: WorldButton): Promise<void> {
  for (const { method, path, body, pause_ms } of calls) {
    await call(method, path, body)
    if (pause_ms > 0) await new Promise((resolve) => setTimeout(resolve, pause_ms))
  }
}
