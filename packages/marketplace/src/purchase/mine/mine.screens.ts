import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { purchaseOpened, reservationsOpened } from '../../callbacks.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { PurchaseDetails } from '../details.repository.ts'
import { cancelAsked, pastOpened } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { endText } from '../receipt.ts'
import { browseButton, button } from '../screen.ts'
import type { PickupCodes } from '../types.ts'

/** Whether the customer may still cancel it. */
type MayCancel = (details: PurchaseDetails) => boolean

const pastButton: ButtonSpec = button('past', pastOpened.pack({}))
const activeButton: ButtonSpec = button('active', reservationsOpened.pack({}))

export const noneActive: MessageContent = { text: key('purchase-mine-none'), keyboard: [[browseButton], [pastButton]] }
export const nonePast: MessageContent = { text: key('purchase-past-none'), keyboard: [[activeButton]] }

const openButton = ({ purchase }: PurchaseDetails): ButtonSpec =>
  button('open', purchaseOpened.pack({ purchase: purchase.id }), { id: shownId('P', purchase.id) })

export function activeScreen(
  rows: readonly PurchaseDetails[],
  codes: PickupCodes,
  mayCancel: MayCancel,
): MessageContent {
  const lines = rows.map(({ purchase, offer }) =>
    key('purchase-mine-line', { ...purchaseParams(purchase, offer), code: codes.shown(purchase) }),
  )
  const cancelButton = ({ purchase }: PurchaseDetails): ButtonSpec =>
    button('cancel-one', cancelAsked.pack({ purchase: purchase.id }), { id: shownId('P', purchase.id) })
  const keyboard: KeyboardSpec = rows.map((row) => [openButton(row), ...(mayCancel(row) ? [cancelButton(row)] : [])])
  return { text: key('purchase-mine', { lines: { lines } }), keyboard: [...keyboard, [pastButton]] }
}

export function pastScreen(rows: readonly PurchaseDetails[]): MessageContent {
  const lines: readonly TextSpec[] = rows.map(({ purchase, offer }) =>
    key('purchase-past-line', {
      ...purchaseParams(purchase, offer),
      end: { text: endText(purchase, offer.business.timeZone) },
    }),
  )
  const keyboard = rows.flatMap((_, index) => (index % 3 === 0 ? [rows.slice(index, index + 3).map(openButton)] : []))
  return { text: key('purchase-past', { lines: { lines } }), keyboard: [...keyboard, [activeButton]] }
}
