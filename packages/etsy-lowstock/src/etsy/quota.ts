import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'

/** `look`: the regular reading of shops, which leaves some calls for the others. `person`: somebody waits, or something happened. */
export type Urgency = 'look' | 'person'

export type Permit = { readonly ok: true } | { readonly ok: false /** Business time. */; readonly until: Date }

export interface QuotaState {
  /** Calls made today (UTC). */
  readonly used: number
  readonly perDay: number
  readonly perSecond: number
  /** Calls that looks may still make today, and on a whole day. */
  readonly leftForLooks: number
  readonly dailyForLooks: number
  /** Seconds until the day is over. */
  readonly secondsLeft: number
}

/** The calls of the whole application, over all processes: so many a second and so many a day, spread so that they last. */
export interface Quota {
  /** Takes one call and waits for its turn. Refused until midnight (UTC), or as long as Etsy asked for. @throws the reason of `signal` */
  take(urgency: Urgency, signal?: AbortSignal): Promise<Permit>
  /** What Etsy says about the limits in an answer's headers holds from then on. */
  heed(headers: Headers): Promise<void>
  /** Etsy asked to be left alone. @returns until when, business time */
  pause(ms: number | undefined): Promise<Date>
  state(): Promise<QuotaState>
}

export interface QuotaOptions {
  readonly db: Pick<Db, 'pool'>
  readonly clock: Clock
  /** What is assumed until Etsy says otherwise. */
  readonly perDay: number
  readonly perSecond: number
}

/** Of a day's calls, what looks leave for links, sold out listings that are looked up, and webhooks. */
export const keptShare = 0.05
/** Calls that Etsy may not have counted yet when it answers another one; what differs by more is believed as Etsy says it. */
const inFlight = 20
/** Etsy answered 429 and did not say how long. */
const usualPauseMs = 2_000

export const dayMs = 24 * 3_600_000
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
const nextMidnight = (at: Date): Date => new Date(Math.floor(at.getTime() / dayMs) * dayMs + dayMs)

interface Row {
  readonly used: number
  readonly used_before: number
  /** As Etsy said last. */
  readonly per_day: number | null
  readonly per_second: number | null
  readonly wait_ms: number
}

const header = (headers: Headers, name: string): number | undefined => {
  const value = headers.get(name)
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : undefined
}

export function createQuota({ db, clock, perDay, perSecond }: QuotaOptions): Quota {
  const lookShare = (all: number): number => Math.max(1, Math.floor(all * (1 - keptShare)))

  /** The row as it is for today, in the present limits; made at the first call. */
  const ensure = (): Promise<unknown> =>
    db.pool.query(
      `INSERT INTO etsy_lowstock_quota (id, day, next_call_at) VALUES (1, $1, clock_timestamp()) ON CONFLICT DO NOTHING`,
      [dayOf(clock.now())],
    )

  /** As this process saw it last. */
  let last: Row | undefined

  // Not waiting for the disk: a server that falls loses calls of the last moment, of which Etsy's next answer tells.
  async function takeOnce(urgency: Urgency): Promise<Row | undefined> {
    const kept = urgency === 'look' ? keptShare : 0
    const now = clock.now()
    const found = await db.pool.query<Row>(
      `WITH quick AS (SELECT set_config('synchronous_commit', 'off', true)),
         before AS (SELECT q.* FROM etsy_lowstock_quota q, quick WHERE q.id = 1 FOR UPDATE OF q)
       UPDATE etsy_lowstock_quota q SET
         day = $1,
         used_before = CASE WHEN b.day = $1 THEN b.used_before WHEN b.day = $5 THEN b.used ELSE 0 END,
         used = CASE WHEN b.day = $1 THEN b.used ELSE 0 END + 1,
         used_by_hooks = CASE WHEN b.day = $1 THEN b.used_by_hooks ELSE 0 END,
         next_call_at = greatest(b.next_call_at, clock_timestamp()) + interval '1 second' / coalesce(b.per_second, $2)
       FROM before b
       WHERE q.id = b.id AND (b.paused_until IS NULL OR b.paused_until <= clock_timestamp())
         AND CASE WHEN b.day = $1 THEN b.used ELSE 0 END < coalesce(b.per_day, $3)
         AND ($4::float8 = 0 OR CASE WHEN b.day = $1 THEN b.used - b.used_by_hooks ELSE 0 END
           < greatest(1, floor(coalesce(b.per_day, $3) * (1 - $4::float8))))
       RETURNING q.used, q.used_before, q.per_day, q.per_second,
         greatest(0, extract(epoch FROM b.next_call_at - clock_timestamp()) * 1000)::float8 AS wait_ms`,
      [dayOf(now), perSecond, perDay, kept, dayOf(new Date(now.getTime() - dayMs))],
    )
    last = found.rows[0] ?? last
    return found.rows[0]
  }

  /** Most answers say what is known already. */
  function isKnown(perDayNow: number | undefined, perSecondNow: number | undefined, left: number | undefined): boolean {
    if (!last || perDayNow !== last.per_day || perSecondNow !== last.per_second || left === undefined) return false
    const gone = perDayNow - left
    return last.used >= gone - last.used_before && last.used <= gone + inFlight
  }

  /** Why no call may be made: Etsy's own pause, or the end of the day's calls. */
  async function refusedUntil(): Promise<Date> {
    const found = await db.pool.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM paused_until - clock_timestamp()) * 1000)::float8 AS ms FROM etsy_lowstock_quota WHERE id = 1`,
    )
    const ms = found.rows[0]?.ms ?? 0
    return ms > 0 ? new Date(clock.now().getTime() + ms) : nextMidnight(clock.now())
  }

  return {
    async take(urgency, signal) {
      let taken = await takeOnce(urgency)
      if (!taken) {
        await ensure()
        taken = await takeOnce(urgency)
      }
      if (!taken) return { ok: false, until: await refusedUntil() }
      if (taken.wait_ms > 0) await delay(Math.ceil(taken.wait_ms), undefined, signal && { signal })
      return { ok: true }
    },

    async heed(headers) {
      const saidPerDay = header(headers, 'x-limit-per-day')
      const saidPerSecond = header(headers, 'x-limit-per-second')
      const left = header(headers, 'x-remaining-today')
      const isSecondOver = header(headers, 'x-remaining-this-second') === 0
      if (saidPerDay === undefined && saidPerSecond === undefined && left === undefined && !isSecondOver) return
      if (!isSecondOver && isKnown(saidPerDay, saidPerSecond, left)) return
      // Etsy counts the last 24 hours: of what is gone there, as much as yesterday's calls may be yesterday's, and comes back before midnight.
      await db.pool.query(
        `WITH said AS (SELECT id, coalesce($1, per_day, $7) - $3 AS gone FROM etsy_lowstock_quota WHERE id = 1)
         UPDATE etsy_lowstock_quota q SET per_day = coalesce($1, per_day), per_second = coalesce($2, per_second),
           used = greatest(0, gone - used_before, least(used, gone + $8)),
           next_call_at = CASE WHEN $4 THEN greatest(next_call_at, clock_timestamp() + interval '1 second' / coalesce($2, per_second, $5)) ELSE next_call_at END
         FROM said
         WHERE q.id = said.id AND day = $6 AND (per_day IS DISTINCT FROM coalesce($1, per_day)
           OR per_second IS DISTINCT FROM coalesce($2, per_second) OR used < gone - used_before OR used > gone + $8
           OR $4 AND next_call_at < clock_timestamp())`,
        [
          saidPerDay || null,
          saidPerSecond || null,
          left ?? null,
          isSecondOver,
          perSecond,
          dayOf(clock.now()),
          perDay,
          inFlight,
        ],
      )
    },

    async pause(ms = usualPauseMs) {
      await db.pool.query(
        `UPDATE etsy_lowstock_quota SET paused_until = greatest(paused_until, clock_timestamp() + $1 * interval '1 millisecond') WHERE id = 1`,
        [ms],
      )
      return new Date(clock.now().getTime() + ms)
    },

    async state() {
      const now = clock.now()
      const found = await db.pool.query<{ used: number; by_hooks: number; per_day: number; per_second: number }>(
        `SELECT CASE WHEN day = $1 THEN used ELSE 0 END AS used, CASE WHEN day = $1 THEN used_by_hooks ELSE 0 END AS by_hooks,
           coalesce(per_day, $2) AS per_day, coalesce(per_second, $3) AS per_second
         FROM etsy_lowstock_quota WHERE id = 1`,
        [dayOf(now), perDay, perSecond],
      )
      const row = found.rows[0] ?? { used: 0, by_hooks: 0, per_day: perDay, per_second: perSecond }
      const { used, by_hooks: byHooks, per_day: perDayNow, per_second: perSecondNow } = row
      const dailyForLooks = lookShare(perDayNow)
      return {
        used,
        perDay: perDayNow,
        perSecond: perSecondNow,
        dailyForLooks,
        leftForLooks: Math.max(0, Math.min(dailyForLooks - used + byHooks, perDayNow - used)),
        secondsLeft: (nextMidnight(now).getTime() - now.getTime()) / 1000,
      }
    },
  }
}
