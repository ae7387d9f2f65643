import type { KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, primary } from '@bazaar/core/screens'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { PurchaseDetails } from '../details.repository.ts'
import { claimPressed, missedOpened, noShowAsked, noShowPressed } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { button } from '../screen.ts'
import type { PurchaseView, ReceiptOffer } from '../types.ts'

/** More than fit one message are turned to by a button. */
export const missedAtOnce = 8

/** Not collected, with the first name of whoever should have come; somebody who has deleted everything since has none. */
export interface Missed extends PurchaseDetails {
  readonly firstName: string | undefined
}

/** What became of it since, as the venue is told. */
function stateOf({ purchase: { state, claimedAt }, firstName }: Missed): 'open' | 'claimed' | 'no-show' | 'gone' {
  if (firstName === undefined) return 'gone'
  if (state === 'NO_SHOW') return 'no-show'
  return claimedAt ? 'claimed' : 'open'
}

/**
 * What the venue is told after the window: what was not collected, and who may be said not to have come. @param rows one more than shown when there are more
 */
export function missedScreen(
  rows: readonly Missed[],
  offer: Pick<ReceiptOffer, 'id' | 'title'>,
  after: bigint,
): MessageContent {
  const shown = rows.slice(0, missedAtOnce)
  const last = shown.at(-1)
  const lines = shown.map((row) =>
    key(`purchase-missed-${stateOf(row)}`, {
      ...purchaseParams(row.purchase, row.offer),
      name: row.firstName ?? '',
    }),
  )
  const marks: KeyboardSpec = shown
    .filter((row) => stateOf(row) === 'open')
    .map(({ purchase, firstName }) => [
      danger(
        button('no-show', noShowAsked.pack({ purchase: purchase.id, after }), {
          id: shownId('P', purchase.id),
          name: firstName ?? '',
        }),
      ),
    ])
  const more: KeyboardSpec =
    rows.length > missedAtOnce && last
      ? [[button('missed-more', missedOpened.pack({ offer: offer.id, after: last.purchase.id }))]]
      : []
  const params = { id: shownId('O', offer.id), title: offer.title, lines: { lines } }
  return { text: key('purchase-missed', params), keyboard: [...marks, ...more] }
}

/** What it means for the customer, before it counts. */
export function noShowScreen({ purchase, offer, firstName }: Missed, after: bigint): MessageContent {
  return {
    text: key('purchase-no-show-ask', { ...purchaseParams(purchase, offer), name: firstName ?? '' }),
    keyboard: [
      [danger(button('no-show-yes', noShowPressed.pack({ purchase: purchase.id, after })))],
      [button('missed-list', missedOpened.pack({ offer: offer.id, after }))],
    ],
  }
}

/** What the customer is asked. */
export function askScreen(purchase: PurchaseView, offer: ReceiptOffer): MessageContent {
  return {
    text: key('purchase-told-missed', purchaseParams(purchase, offer)),
    keyboard: [[primary(button('claim', claimPressed.pack({ purchase: purchase.id })))]],
  }
}
