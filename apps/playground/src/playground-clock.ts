import { setTimeout as sleep } from 'node:timers/promises'
import { advanceClock } from '@bazaar/core/clock'
import type { Pool } from 'pg'
import { z } from 'zod'
import type { BotOperations } from './bot-operations.ts'

export interface PlaygroundClock {
  /** Business time in milliseconds. */
  now(): number
  read(): { readonly time: string; readonly offset_ms: number }
  /** Moves the platform's clock and waits until a running bot has heard of it (3 s at most). */
  advance(ms: number): Promise<{ readonly time: string; readonly offset_ms: number }>
}

export interface PlaygroundClockOptions {
  readonly pool: Pool
  readonly operations: BotOperations
  readonly botIsUp: () => boolean
}

const heardWithinMs = 3_000
/** Skew between this process and the database, which is on the same machine. */
const toleranceMs = 1_000

async function botTime(operations: BotOperations): Promise<number> {
  try {
    const response = await operations.ask('/health')
    return Date.parse(z.object({ time: z.string() }).parse(await response.json()).time)
  } catch {
    return 0
  }
}

/** @param offsetMs what an earlier start advanced already (`core_clock`) */
export function createPlaygroundClock(options: PlaygroundClockOptions, offsetMs = 0): PlaygroundClock {
  let offset = offsetMs
  const now = () => Date.now() + offset
  const read = () => ({ time: new Date(now()).toISOString(), offset_ms: offset })
  return {
    now,
    read,
    async advance(ms) {
      offset = await advanceClock({ pool: options.pool }, ms)
      const target = now() - toleranceMs
      const deadline = Date.now() + heardWithinMs
      while (options.botIsUp() && Date.now() < deadline && (await botTime(options.operations)) < target) await sleep(20)
      return read()
    },
  }
}

export async function readClockOffset(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ offset_ms: string }>('SELECT offset_ms::text FROM core_clock WHERE id = 1')
  return Number(rows[0]?.offset_ms ?? 0)
}
