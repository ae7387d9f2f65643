import { defineCallback, field } from '@bazaar/core/bot'

/** One chat of the owner's list, and its end. */
export const chatOpened = defineCallback('et.chat', { chat: field.id })
export const chatRemoved = defineCallback('et.chat-off', { chat: field.id }, { isFinal: () => true })
/** Another page of the owner's list. */
export const chatsTurned = defineCallback('et.chats-page', { shop: field.id, page: field.int })
/** A link for one colleague, or for one group. */
export const invitePressed = defineCallback('et.invite', { shop: field.id, kind: field.oneOf('person', 'group') })
/** Ends the links that nobody has used. */
export const invitesRevoked = defineCallback('et.inv-off', { shop: field.id }, { isFinal: () => true })
/** This chat wants the alerts no more. */
export const leavePressed = defineCallback('et.left', { shop: field.id }, { isFinal: () => true })

/** The secret of an invite link: it is in the card's own message anyway. */
const token = {
  pack: (text: string) => text,
  unpack: (text: string) => (/^[\w-]{22}$/.test(text) ? text : undefined),
}
/** The colleague wants the alerts. */
export const inviteAccepted = defineCallback('et.join', { token })
