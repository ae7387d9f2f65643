import { AppError } from '@bazaar/core/errors'
import type { TextSpec } from '@bazaar/core/i18n'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import type { PurchaseDetails } from './details.repository.ts'
import { instantAt } from './pickup-times.ts'
import { endForVenue, endText } from './receipt.ts'

/** The reservation is over, to its customer. */
export const notOpenText = ({ purchase, offer }: PurchaseDetails): TextSpec =>
  key('purchase-over', { end: { text: endText(purchase, offer.business.timeZone) } })

/** The reservation is over; the text says how, to its customer or to the venue's people. */
export function notOpen({ purchase, offer }: PurchaseDetails, reader: 'customer' | 'venue' = 'customer'): AppError {
  if (reader === 'customer') {
    const { key: name, params } = notOpenText({ purchase, offer })
    return new AppError(name, params)
  }
  const { timeZone } = offer.business
  const id = shownId('P', purchase.id)
  const { collectedAt } = purchase
  if (collectedAt)
    return new AppError('marketplace-purchase-collected-already', { id, at: instantAt(collectedAt, timeZone) })
  return new AppError('marketplace-purchase-not-open', { id, end: { text: endForVenue(purchase) } })
}
