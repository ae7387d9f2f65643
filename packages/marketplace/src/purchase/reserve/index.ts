import type { Core } from '@bazaar/core/feature'
import type { Reservations, WriteReceipt } from '../types.ts'
import { createReleasing } from './releasing.service.ts'
import { createReserving, type ReservingLimits } from './reserving.service.ts'

export { createPickupCodes } from './pickup-codes.ts'

/** Moves stock and reservations together, and writes the receipts. */
export function createReservations(
  core: Pick<Core, 'db' | 'clock' | 'keyring' | 'metrics' | 'notifications'>,
  receipt: WriteReceipt,
  limits?: ReservingLimits,
): Reservations {
  const { db, clock, keyring, metrics, notifications } = core
  return {
    ...createReserving({ db, clock, keyring, metrics, notifications, receipt }, limits),
    ...createReleasing(core),
  }
}
