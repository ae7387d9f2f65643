import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { backToStock, button, quietListButton, thresholdsButton } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { filesAsked, shopChosen } from './report.callbacks.ts'
import type { Seat } from './seats.ts'

/** What is needed seldom. @param hasOthers whether there are other shops to look at */
export function moreScreen({ shop, role, chatRef }: Seat, hasOthers: boolean): MessageContent {
  const buttons: readonly ButtonSpec[] = [
    primary({ text: key('stock-button-etsy'), url: shop.url }),
    ...(role === 'group' ? [] : [button('stock-button-files', filesAsked.pack({ shop: shop.id }))]),
    ...(role === 'owner' ? [thresholdsButton(shop.id, 'stock-button-thresholds')] : []),
    ...(chatRef === undefined ? [] : [quietListButton(shop.id)]),
    ...(hasOthers ? [button('stock-button-shops', shopChosen.pack({}))] : []),
  ]
  return {
    text: key('stock-more', {
      shop: shop.name,
      files: role === 'group' ? '' : { text: key('stock-more-files') },
    }),
    keyboard: [...buttons.map((one) => [one]), [backToStock(shop.id), homeButton]],
  }
}
