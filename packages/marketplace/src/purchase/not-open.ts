import { AppError } from '@bazaar/core/errors'
import { shownId } from '../shown-id.ts'
import type { PurchaseDetails } from './details.repository.ts'
import { instantAt } from './pickup-times.ts'
import { endForVenue, endText } from './receipt.ts'

/** The reservation is over; the text says how, to its customer or to the venue's people. */
export function notOpen({ purchase, offer }: PurchaseDetails, reader: 'customer' | 'venue' = 'customer'): AppError {
  const { timeZone } = offer.business
  if (reader === 'customer')
    return new AppError('marketplace-purchase-over', { end: { text: endText(purchase, timeZone) } })
  const id = shownId('P', purchase.id)
  const { collectedAt } = purchase
  if (collectedAt)
    return new AppError('marketplace-purchase-collected-already', { id, at: instantAt(collectedAt, timeZone) })
  return new AppError('marketplace-purchase-not-open', { id, end: { text: endForVenue(purchase) } })
}
