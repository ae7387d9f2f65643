import { call, type WorldButton } from './api.ts'

const mostWaitMs = 30_000
const lookEveryMs = 250

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** How often the bot has asked the outside service that is controlled there. */
const asked = async (path: string): Promise<number> => (await call<{ readonly calls: number }>('GET', path)).calls

async function untilAsked(path: string, before: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < mostWaitMs && (await asked(path)) <= before; waitedMs += lookEveryMs)
    await pause(lookEveryMs)
}

/** Makes a button's calls, one after the other. */
export async function press({ calls }: WorldButton): Promise<void> {
  for (const { method, path, body, until_asked, pause_ms } of calls) {
    const before = until_asked ? await asked(until_asked) : 0
    await call(method, path, body)
    if (until_asked) await untilAsked(until_asked, before)
    if (pause_ms > 0) await pause(pause_ms)
  }
}
