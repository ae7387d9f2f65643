import type { MessageContent } from '@bazaar/core/notifications'
import { danger, primary } from '@bazaar/core/screens'
import type { OfferView } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { backButton, fieldButton, transitionButton } from './buttons.ts'

/** Ending keeps reservations, cancelling ends them: the venue must know before it presses. */
export function endScreen({ id, title }: OfferView, reservations: number): MessageContent {
  return {
    text: key('offer-end', { id: shownId('O', id), title, count: reservations }),
    keyboard: [[danger(transitionButton(id, 'end'))], [danger(fieldButton(id, 'cancel'))], [backButton(id)]],
  }
}

/** To send, or to copy. */
export function shareScreen({ id, title }: OfferView, link: string): MessageContent {
  const url = new URL('https://t.me/share/url')
  url.searchParams.set('url', link)
  return {
    text: key('offer-share', { id: shownId('O', id), title, link }),
    keyboard: [
      [primary({ text: key('offer-button-share-now'), url: url.href })],
      [{ text: key('offer-button-copy-link'), copy: link }],
      [backButton(id)],
    ],
  }
}
