import type { KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary, success } from '@bazaar/core/screens'
import { collectOpened } from '../../callbacks.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { PurchaseDetails } from '../details.repository.ts'
import { handedOver, handOverOpened, nextCodePressed } from '../purchase.callbacks.ts'
import { amountText, purchaseParams, titleOf } from '../purchase.lines.ts'
import { button } from '../screen.ts'

/** A reservation with the first name of whoever collects it. */
export interface ToHandOver extends PurchaseDetails {
  readonly firstName: string
}

const otherCode = button('other-code', collectOpened.pack({}))

/** What to hand over, and what to be paid for it. The button is good for this holder's code only. */
export function handOverScreen({ purchase, offer, firstName }: ToHandOver): MessageContent {
  const data = handedOver.pack({ purchase: purchase.id, version: purchase.codeVersion })
  return {
    text: key('purchase-hand-over', { ...purchaseParams(purchase, offer), name: firstName }),
    keyboard: [[success(button('handed-over', data))], [otherCode, homeButton]],
  }
}

/** Several open reservations share the code: which one is it? */
export function chooseScreen(matches: readonly ToHandOver[], code: string): MessageContent {
  const lines = matches.map((match) =>
    key('purchase-choose-line', { ...purchaseParams(match.purchase, match.offer), name: match.firstName }),
  )
  const choices: KeyboardSpec = matches.map(({ purchase, offer, firstName }) => [
    button('choose', handOverOpened.pack({ purchase: purchase.id, version: purchase.codeVersion }), {
      id: shownId('P', purchase.id),
      amount: { text: amountText(purchase.quantity, titleOf(offer, purchase.itemId)) },
      name: firstName,
    }),
  ])
  return { text: key('purchase-choose', { code, lines: { lines } }), keyboard: [...choices, [otherCode, homeButton]] }
}

/** It stays as the record of what was handed over: no button leads away from it. */
export function handedOverScreen({ purchase, offer }: PurchaseDetails): MessageContent {
  return {
    text: key('purchase-handed-over', purchaseParams(purchase, offer)),
    keyboard: [[primary(button('next-code', nextCodePressed.pack({})))]],
  }
}
