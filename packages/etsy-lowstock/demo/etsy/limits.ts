/** Left out = unlimited. */
export interface Limits {
  readonly perSecond?: number | undefined
  readonly perDay?: number | undefined
}

/** What headers say where there is no limit. */
const unlimited = { perSecond: 1_000, perDay: 10_000_000 }
const minuteMs = 60_000
const dayMs = 86_400_000

export type Limiter = ReturnType<typeof createLimiter>

/** Etsy's two limits of an app: so many calls a second, and so many in the last 24 hours (a window that slides by the minute). */
export function createLimiter(now: () => number) {
  let limits: Limits = {}
  let exhausted: number | undefined
  let second = 0
  let inSecond = 0
  let inDay = 0
  const minutes = new Map<number, number>()

  function slide(at: number): void {
    const thisSecond = Math.floor(at / 1000)
    if (thisSecond !== second) inSecond = 0
    second = thisSecond
    for (const [minute, count] of minutes) {
      if (minute * minuteMs > at - dayMs) break
      minutes.delete(minute)
      inDay -= count
    }
  }

  function headers(): Record<string, string> {
    const perSecond = limits.perSecond ?? unlimited.perSecond
    const perDay = limits.perDay ?? unlimited.perDay
    const remaining = (limit: number | undefined, shown: number, used: number) =>
      String(limit === undefined ? shown : Math.max(0, limit - used))
    return {
      'x-limit-per-second': String(perSecond),
      'x-remaining-this-second': remaining(limits.perSecond, perSecond, inSecond),
      'x-limit-per-day': String(perDay),
      'x-remaining-today': exhausted === undefined ? remaining(limits.perDay, perDay, inDay) : '0',
    }
  }

  /** Seconds until a call is allowed again; nothing = now. */
  function refusal(at: number): number | undefined {
    if (exhausted !== undefined) return exhausted
    if (limits.perSecond !== undefined && inSecond >= limits.perSecond) return 1
    if (limits.perDay === undefined || inDay < limits.perDay) return undefined
    const [oldest = Math.floor(at / minuteMs)] = minutes.keys()
    return Math.max(1, Math.ceil((oldest * minuteMs + dayMs - at) / 1000))
  }

  return {
    set(next: Limits): void {
      limits = next
    },
    /** The day is used up, and asking again pays after so many seconds; nothing = no longer. */
    exhaust(retryAfter: number | undefined): void {
      exhausted = retryAfter
    },
    /** How many calls the last 24 hours saw. */
    usedToday(): number {
      slide(now())
      return inDay
    },
    /** Counts a call. `retryAfter`: it is refused. */
    take(): { readonly headers: Record<string, string>; readonly retryAfter: number | undefined } {
      const at = now()
      slide(at)
      const retryAfter = refusal(at)
      if (retryAfter !== undefined) return { headers: { ...headers(), 'retry-after': String(retryAfter) }, retryAfter }
      inSecond += 1
      inDay += 1
      const minute = Math.floor(at / minuteMs)
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1)
      return { headers: headers(), retryAfter: undefined }
    },
  }
}
