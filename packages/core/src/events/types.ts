import type { z } from 'zod'
import type { Tx } from '../db/index.ts'

/** Declared by the emitting feature: `<feature id>.<past participle>`, e.g. `marketplace.offer-published`. */
export interface EventType<Payload> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
}

/** A subscriber names the event and brings its own schema; boot checks that somebody emits it, and that the two schemas fit. */
export interface Subscription<Payload = unknown> {
  readonly event: string
  readonly payload: z.ZodType<Payload>
  /** At least once: make it idempotent. */
  handle(payload: Payload): Promise<void>
}

export interface Events {
  /** Enqueues one job per subscriber in the emitter's transaction. */
  emit<Payload>(tx: Tx, event: EventType<Payload>, payload: Payload): Promise<void>
}
