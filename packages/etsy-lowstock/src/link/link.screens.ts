import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { linkPressed, restockSettingOpened } from '../callbacks.ts'
import { key } from '../text.ts'
import { aliveMs } from './attempts.ts'
import type { Finished } from './finish.service.ts'

/** Begins to link a shop, from any screen. */
const linkButton: ButtonSpec = { text: key('link-button'), data: linkPressed.pack({}) }

/** What will happen, and the way to Etsy’s page. */
export const beginScreen = (url: string): MessageContent => ({
  text: key('link-begin', { alive: { duration: aliveMs / 1000 } }),
  keyboard: [[primary({ text: key('link-button-open'), url })], [homeButton]],
})

export const pinUsageScreen: MessageContent = { text: key('pin-usage'), keyboard: [[homeButton]] }

/** Where the same link or pin may be tried once more. */
const stillOpen: ReadonlySet<Finished['kind']> = new Set(['linked', 'already', 'asked', 'other-chat', 'unavailable'])

/** What came of a link or a pin. */
export function finishedScreen(finished: Finished): MessageContent {
  const { kind } = finished
  const again = [[primary(linkButton)], [homeButton]]
  const home = [[homeButton]]
  if (kind === 'linked')
    return { text: key(finished.isNew ? 'link-linked' : 'link-again', { shop: finished.shop }), keyboard: home }
  if (kind === 'allowed' || kind === 'not-allowed') {
    const toShop = { text: key('link-button-shop'), data: restockSettingOpened.pack({ shop: finished.shopId }) }
    return { text: key(`link-${kind}`, { shop: finished.shop }), keyboard: [[toShop], [homeButton]] }
  }
  if (kind === 'already') return { text: key('link-already', { shop: finished.shop }), keyboard: home }
  if (kind === 'wrong')
    return finished.left > 0
      ? { text: key('pin-wrong', { left: finished.left }), keyboard: home }
      : { text: key('pin-over'), keyboard: again }
  return { text: key(`link-${kind}`), keyboard: stillOpen.has(kind) ? home : again }
}
