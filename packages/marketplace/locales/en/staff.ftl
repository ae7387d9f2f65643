# Who works for a venue
marketplace-staff-list = <b>{ $name }: staff</b>
    { $count ->
        [0] Nobody but you yet.
        [one] { $count } person beside you.
       *[other] { $count } people beside you.
    } { $open ->
        [0] {""}
        [one] { $open } invite link is open.
       *[other] { $open } invite links are open.
    }
    An invite link works once, for 48 hours, for whoever opens it.
marketplace-staff-may-collect = hands out orders
marketplace-staff-may-manage = manages
marketplace-staff-member = <b>{ $name }</b>
    { $permission }, since { $since }
marketplace-staff-link-collect = <b>{ $name }: an invite to hand out orders</b>
    { $link }
    Send it to one person. It works once, until { $until }.
marketplace-staff-link-manage = <b>{ $name }: an invite to manage</b>
    { $link }
    Send it to one person whom you trust: they can post, change and end offers. It works once, until { $until }.
marketplace-staff-invite-collect = <b>{ $name }</b>, { $street }, { $city }, asks you to hand out orders: you enter or scan customers’ pickup codes.
marketplace-staff-invite-manage = <b>{ $name }</b>, { $street }, { $city }, asks you to help manage it: you post and change offers, and enter pickup codes.
marketplace-staff-joined-collect = 🤝 You hand out orders for <b>{ $name }</b> now. /venue shows what you can do.
marketplace-staff-joined-manage = 🤝 You manage <b>{ $name }</b> now. /venue shows what you can do.
marketplace-staff-told-joined-collect = 🤝 { $person } has accepted: hands out orders for <b>{ $name }</b>. You did not invite this person? Remove them.
marketplace-staff-told-joined-manage = 🤝 { $person } has accepted: manages <b>{ $name }</b>. You did not invite this person? Remove them.
marketplace-staff-told-collect = Your part at <b>{ $name }</b> has changed: you hand out orders.
marketplace-staff-told-manage = Your part at <b>{ $name }</b> has changed: you manage it.
marketplace-staff-told-removed = You do not work for <b>{ $name }</b> here any more.
marketplace-staff-told-left = { $person } does not work for <b>{ $name }</b> any more: they left.
marketplace-staff-told-more =
    👥 { $count ->
        [one] { $count } more change
       *[other] { $count } more changes
    } among those who work for <b>{ $name }</b>. The latest:

    { $latest }
marketplace-staff-revoked = { $count ->
    [0] No link was open any more.
    [one] { $count } link works no more.
   *[other] { $count } links work no more.
  }
marketplace-staff-changed = Changed.
marketplace-staff-removed = { $name } is removed.
marketplace-staff-leave = Stop working for <b>{ $name }</b>? To come back you need a new invite link.
marketplace-staff-left = You do not work for <b>{ $name }</b> any more.
marketplace-staff-gone = This person does not work there any more. Open the list again.
marketplace-staff-many = A venue can have { $max } people and open invite links. Remove somebody, or end the open links.
marketplace-invite-unknown = This invite link does not work. Ask the venue’s owner for a new one.
marketplace-invite-used = This invite link was used already: each works once. Ask the venue’s owner for a new one.
marketplace-invite-expired = This invite link has expired: each works for 48 hours. Ask the venue’s owner for a new one.
marketplace-invite-own = { $name } is yours: send this link to somebody else.
marketplace-invite-member = You work for { $name } already. The link is still good for somebody else.

marketplace-business-button-staff-one = { $name } · { $permission }
marketplace-business-button-invite-collect = ➕ Invite: hands out orders
marketplace-business-button-invite-manage = ➕ Invite: manages
marketplace-business-button-revoke = ✖ End open links ({ $count })
marketplace-business-button-permit-collect = Only hand out orders
marketplace-business-button-permit-manage = Let them manage
marketplace-business-button-remove = 🗑 Remove
marketplace-business-button-member = 👤 Look at it
marketplace-business-button-accept = 🤝 Accept
marketplace-business-button-leave = 🚪 Stop working here
marketplace-business-button-leave-yes = 🚪 Yes, stop
