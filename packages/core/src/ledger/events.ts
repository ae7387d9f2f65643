import { z } from 'zod'
import type { EventType } from '../events/index.ts'

/** A posting was taken back. */
export const ledgerReversed: EventType<{ posting: bigint; by: bigint }> = {
  name: 'core.ledger-reversed',
  payload: z.object({ posting: z.coerce.bigint(), by: z.coerce.bigint() }),
}
/** A hold has run out; its money is free again. */
export const ledgerHoldExpired: EventType<{ hold: bigint; key: string }> = {
  name: 'core.ledger-hold-expired',
  payload: z.object({ hold: z.coerce.bigint(), key: z.string() }),
}
