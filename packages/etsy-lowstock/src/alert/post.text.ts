import { money } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import { homeButton } from '@bazaar/core/screens'
import { key } from '../text.ts'
import type { AlertView } from './types.ts'

const mostCopied = 256

/** A text about what is back, to forward or to copy to a channel of one's own: nothing is ever posted by the bot. */
export function postContent({ facts }: AlertView, isPrivate: boolean): MessageContent {
  const { title, variation, price, url } = facts
  const name = variation === '' ? title : `${title} · ${variation}`
  const plain = `${name}\n${url}`
  const copy = plain.length <= mostCopied ? plain : url.slice(0, mostCopied)
  return {
    text: key('post', {
      item: variation === '' ? title : { text: key('item', { title, variation }) },
      price: money(BigInt(price.minor), price.currency),
      url,
    }),
    keyboard: [[{ text: key('button-copy-post'), copy }], ...(isPrivate ? [[homeButton]] : [])],
  }
}
