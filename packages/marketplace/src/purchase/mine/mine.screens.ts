import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { reservationsOpened } from '../../callbacks.ts'
import { key } from '../../text.ts'
import type { PurchaseDetails } from '../details.repository.ts'
import { listedOpened, pastOpened } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { endText } from '../receipt.ts'
import { browseButton, button } from '../screen.ts'

const pastButton: ButtonSpec = button('past', pastOpened.pack({}))
const activeButton: ButtonSpec = button('active', reservationsOpened.pack({}))

/** Below the only open one. */
export const pastRow: readonly ButtonSpec[] = [pastButton]

export const noneActive: MessageContent = {
  text: key('purchase-mine-none'),
  keyboard: [[primary(browseButton)], [pastButton]],
}
export const nonePast: MessageContent = { text: key('purchase-past-none'), keyboard: [[activeButton]] }

/** One of a list: what it is, and until when, for whoever has several. */
const openButton = ({ purchase, offer }: PurchaseDetails): ButtonSpec =>
  button('open', listedOpened.pack({ purchase: purchase.id }), { ...purchaseParams(purchase, offer) })

export function activeScreen(rows: readonly PurchaseDetails[]): MessageContent {
  const lines = rows.map(({ purchase, offer }) => key('purchase-mine-line', purchaseParams(purchase, offer)))
  const keyboard: KeyboardSpec = rows.map((row) => [openButton(row)])
  return { text: key('purchase-mine', { lines: { lines } }), keyboard: [...keyboard, [pastButton]] }
}

export function pastScreen(rows: readonly PurchaseDetails[]): MessageContent {
  const lines: readonly TextSpec[] = rows.map(({ purchase, offer }) =>
    key('purchase-past-line', {
      ...purchaseParams(purchase, offer),
      end: { text: endText(purchase, offer.business.timeZone) },
    }),
  )
  return { text: key('purchase-past', { lines: { lines } }), keyboard: [[activeButton]] }
}
