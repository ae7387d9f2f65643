import { defineCallback, field } from '@bazaar/core/bot'

const permission = field.oneOf('collect', 'manage')

/** Begins to register one more venue. */
export const registerPressed = defineCallback('mp.b-new', {})
/** One venue with what can be done there. */
export const venueOpened = defineCallback('mp.b-open', { business: field.id })
/** The same with what is done less often. */
export const moreOpened = defineCallback('mp.b-more', { business: field.id })
/** What changing the details leads to, before the form is opened. */
export const editOpened = defineCallback('mp.b-edit', { business: field.id })
/** The form with the venue's details. */
export const detailsOpened = defineCallback('mp.b-form', { business: field.id })
/** Link and QR code for the shop window. */
export const shareOpened = defineCallback('mp.b-share', { business: field.id })
export const staffOpened = defineCallback('mp.b-staff', { business: field.id })
export const invitePressed = defineCallback('mp.b-invite', { business: field.id, permission })
export const invitesRevoked = defineCallback('mp.b-revoke', { business: field.id }, { isFinal: () => true })
export const memberOpened = defineCallback('mp.b-member', { business: field.id, user: field.id })
export const memberChanged = defineCallback('mp.b-permit', { business: field.id, user: field.id, permission })
export const memberRemoved = defineCallback(
  'mp.b-remove',
  { business: field.id, user: field.id },
  { isFinal: () => true },
)
/** Staff want to stop working for a venue: asks first. */
export const leaveAsked = defineCallback('mp.b-quit', { business: field.id })
export const leavePressed = defineCallback('mp.b-leave', { business: field.id }, { isFinal: () => true })

/** The secret of an invite link: it is in the card's own message anyway. */
const token = {
  pack: (value: string) => value,
  unpack: (text: string) => (/^[A-Za-z0-9_-]{22}$/.test(text) ? text : undefined),
}
export const inviteAccepted = defineCallback('mp.b-accept', { token })
