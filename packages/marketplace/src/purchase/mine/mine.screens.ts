import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { reservationsOpened } from '../../callbacks.ts'
import { key } from '../../text.ts'
import type { PurchaseDetails } from '../details.repository.ts'
import { listedOpened, listTurned, pastOpened } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { endText } from '../receipt.ts'
import { browseButton, button } from '../screen.ts'

const pastButton: ButtonSpec = button('past', pastOpened.pack({}))
const activeButton: ButtonSpec = button('active', reservationsOpened.pack({}))

/** Below the only open one. */
export const pastRow: readonly ButtonSpec[] = [pastButton]

const noneActive: MessageContent = {
  text: key('purchase-mine-none'),
  keyboard: [[primary(browseButton)], [pastButton], [homeButton]],
}
export const nonePast: MessageContent = { text: key('purchase-past-none'), keyboard: [[activeButton]] }

/** One of a list: what it is, and until when, for whoever has several. */
const openButton = ({ purchase, offer }: PurchaseDetails): ButtonSpec =>
  button('open', listedOpened.pack({ purchase: purchase.id }), { ...purchaseParams(purchase, offer) })

const pageSize = 5

/** @param all of them; the last page, where they have become fewer than the button knew */
export function activeScreen(all: readonly PurchaseDetails[], page: number): MessageContent {
  if (all.length === 0) return noneActive
  const shown = Math.min(Math.max(0, page), Math.ceil(all.length / pageSize) - 1)
  const end = (shown + 1) * pageSize
  const rows = all.slice(shown * pageSize, end)
  const lines = rows.map(({ purchase, offer }) => key('purchase-mine-line', purchaseParams(purchase, offer)))
  const turns: readonly ButtonSpec[] = [
    ...(shown > 0 ? [button('sooner', listTurned.pack({ page: shown - 1 }))] : []),
    ...(end < all.length ? [button('later', listTurned.pack({ page: shown + 1 }))] : []),
  ]
  return {
    text: key('purchase-mine', { lines: { lines } }),
    keyboard: [
      ...rows.map((row) => [openButton(row)]),
      [pastButton],
      ...(turns.length > 0 ? [turns] : []),
      [homeButton],
    ],
  }
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
