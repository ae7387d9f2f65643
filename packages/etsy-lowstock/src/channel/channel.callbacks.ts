import { defineCallback, field } from '@bazaar/core/bot'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { key } from '../text.ts'

export const opened = defineCallback('et.hook', {
  view: field.oneOf('page', 'address', 'secret', 'rotate', 'remove', 'test', 'on'),
  shop: field.id,
})
/** A new secret in place of that one: the first that was shown, the second … */
export const rotated = defineCallback('et.hkrot', { shop: field.id, secret: field.int }, { isFinal: () => true })
export const removed = defineCallback('et.hkdel', { shop: field.id }, { isFinal: () => true })

type View = Parameters<typeof opened.pack>[0]['view']

export const viewButton = (name: string, shop: bigint, view: View): ButtonSpec => ({
  text: key(`webhook-button-${name}`),
  data: opened.pack({ view, shop }),
})

/** For a shop's own card: its alerts on the owner's server. */
export const webhookButton = (shopId: bigint): ButtonSpec => viewButton('open', shopId, 'page')
