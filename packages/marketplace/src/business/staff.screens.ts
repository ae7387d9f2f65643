import type { MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary, success } from '@bazaar/core/screens'
import { key } from '../text.ts'
import { backToVenue, button, venueButton } from './buttons.ts'
import {
  inviteAccepted,
  invitePressed,
  invitesRevoked,
  leavePressed,
  memberChanged,
  memberOpened,
  memberRemoved,
  staffOpened,
} from './callbacks.ts'
import type { InviteLink, InviteView } from './invites.service.ts'
import type { NamedMember, StaffView } from './staff.service.ts'
import type { BusinessView } from './types.ts'

export function staffScreen({ venue, members, openInvites }: StaffView): MessageContent {
  const business = venue.id
  return {
    text: key('staff-list', { name: venue.name, count: members.length, open: openInvites }),
    keyboard: [
      ...members.map(({ userId, name, permission }) => [
        button('staff-one', memberOpened.pack({ business, user: userId }), {
          name,
          permission: { text: key(`staff-may-${permission}`) },
        }),
      ]),
      [primary(button('invite-collect', invitePressed.pack({ business, permission: 'collect' })))],
      [button('invite-manage', invitePressed.pack({ business, permission: 'manage' }))],
      ...(openInvites > 0
        ? [[danger(button('revoke', invitesRevoked.pack({ business }), { count: openInvites }))]]
        : []),
      [backToVenue(business)],
    ],
  }
}

export function memberScreen(business: bigint, { userId, name, permission, addedAt }: NamedMember): MessageContent {
  const other = permission === 'manage' ? 'collect' : 'manage'
  return {
    text: key('staff-member', {
      name,
      permission: { text: key(`staff-may-${permission}`) },
      since: { time: addedAt.toISOString(), style: 'date' },
    }),
    keyboard: [
      [button(`permit-${other}`, memberChanged.pack({ business, user: userId, permission: other }))],
      [danger(button('remove', memberRemoved.pack({ business, user: userId })))],
      [button('back', staffOpened.pack({ business }))],
    ],
  }
}

/** A message of its own, to be sent on. */
export function linkScreen({ venue, permission, link, expiresAt }: InviteLink): MessageContent {
  const share = `https://t.me/share/url?url=${encodeURIComponent(link)}`
  return {
    text: key(`staff-link-${permission}`, {
      name: venue.name,
      link,
      until: { time: expiresAt.toISOString(), style: 'datetime' },
    }),
    keyboard: [
      [primary({ text: key('business-button-send-link'), url: share })],
      [{ text: key('business-button-copy-link'), copy: link }],
      [button('back', staffOpened.pack({ business: venue.id }))],
    ],
  }
}

/** What somebody sees who opens an invite link. */
export function inviteScreen({ venue, permission }: InviteView, token: string): MessageContent {
  return {
    text: key(`staff-invite-${permission}`, { name: venue.name, street: venue.street, city: venue.city }),
    keyboard: [[success(button('accept', inviteAccepted.pack({ token })))], [homeButton]],
  }
}

export function joinedScreen({ venue, permission }: InviteView): MessageContent {
  return {
    text: key(`staff-joined-${permission}`, { name: venue.name }),
    keyboard: [[primary(venueButton(venue.id))], [homeButton]],
  }
}

export function leaveScreen({ id, name }: BusinessView): MessageContent {
  return {
    text: key('staff-leave', { name }),
    keyboard: [[danger(button('leave-yes', leavePressed.pack({ business: id })))], [backToVenue(id)]],
  }
}

export function leftScreen({ name }: BusinessView): MessageContent {
  return { text: key('staff-left', { name }), keyboard: [[homeButton]] }
}
