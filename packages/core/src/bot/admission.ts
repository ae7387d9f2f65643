import type { AdmittedUpdate } from '../intake/index.ts'
import type { Counter } from '../metrics/index.ts'
import type { BotContext } from './types.ts'

/** Telling somebody who floods about every refusal would itself be a flood. */
const tellEveryMs = 5_000

/** Refuses updates over a limit, with the wait. */
export function createAdmission(
  of: (ctx: BotContext) => AdmittedUpdate | undefined,
  rateLimited: Counter,
): (ctx: BotContext) => Promise<boolean> {
  const toldAt = new Map<number, number>()
  return async (ctx) => {
    const refusal = of(ctx)?.refusal
    if (!refusal) return true
    rateLimited.inc()
    if (refusal.by === 'live') return false
    const key = refusal.by === 'group' ? 'core-group-limited' : 'core-rate-limited'
    const text = { key, params: { wait: { duration: Math.ceil(refusal.retryAfterMs / 1000) } } }
    if (ctx.callbackQuery) await ctx.answerCallbackQuery({ text: ctx.plain(text, 200), show_alert: true })
    else if (ctx.chat?.type === 'private' && ctx.from && mayTell(toldAt, ctx.from.id)) await ctx.say(text)
    return false
  }
}

function mayTell(toldAt: Map<number, number>, id: number): boolean {
  const now = Date.now()
  for (const [known, at] of toldAt) if (now - at > tellEveryMs) toldAt.delete(known)
  if (toldAt.has(id)) return false
  toldAt.set(id, now)
  return true
}
