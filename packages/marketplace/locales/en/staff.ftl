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
marketplace-staff-may-collect = hands over
marketplace-staff-may-manage = manages
marketplace-staff-member = <b>{ $name }</b>
    { $permission }, since { $since }
marketplace-staff-link-collect = <b>{ $name }: an invite to hand over</b>
    { $link }
    Send it to one person. It works once, until { $until }.
marketplace-staff-link-manage = <b>{ $name }: an invite to manage</b>
    { $link }
    Send it to one person whom you trust: they can post, change and end offers. It works once, until { $until }.
marketplace-staff-invite-collect = <b>{ $name }</b>, { $street }, { $city }, asks you to hand over what is reserved: you enter or scan customers’ pickup codes.
marketplace-staff-invite-manage = <b>{ $name }</b>, { $street }, { $city }, asks you to help manage it: you post and change offers, and enter pickup codes.
marketplace-staff-joined-collect = 🤝 <b>{ $name }</b>: you now hand over what is reserved there. /venue shows what you can do.
marketplace-staff-joined-manage = 🤝 <b>{ $name }</b>: you now manage this venue. /venue shows what you can do.
marketplace-staff-told-joined-collect = 🤝 <b>{ $name }</b>: { $person } has accepted and now hands over what is reserved. You did not invite this person? Remove them.
marketplace-staff-told-joined-manage = 🤝 <b>{ $name }</b>: { $person } has accepted and now manages the venue. You did not invite this person? Remove them.
marketplace-staff-told-collect = <b>{ $name }</b>: your part there has changed. You now hand over what is reserved.
marketplace-staff-told-manage = <b>{ $name }</b>: your part there has changed. You now manage this venue.
marketplace-staff-told-removed = <b>{ $name }</b>: you do not work for this venue any more.
marketplace-staff-told-left = <b>{ $name }</b>: { $person } has left and does not work there any more.
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
marketplace-staff-removed = { $name }: no longer on the staff.
marketplace-staff-leave = <b>{ $name }</b>: stop working for this venue? To come back you need a new invite link.
marketplace-staff-left = <b>{ $name }</b>: you do not work for this venue any more.
marketplace-staff-gone = This person does not work there any more. Open the list again.
marketplace-staff-many = A venue can have { $max } people and open invite links. Remove somebody, or end the open links.
marketplace-invite-unknown = This invite link does not work. Ask the venue’s owner for a new one.
marketplace-invite-used = This invite link was used already: each works once. Ask the venue’s owner for a new one.
marketplace-invite-expired = This invite link has expired: each works for 48 hours. Ask the venue’s owner for a new one.
marketplace-invite-own = { $name } is your venue: send this link to somebody else.
marketplace-invite-member = { $name }: you work for this venue already. The link is still good for somebody else.

marketplace-business-button-staff-one = { $name } · { $permission }
marketplace-business-button-invite-collect = ➕ Invite to hand over
marketplace-business-button-invite-manage = ➕ Invite a manager
marketplace-business-button-revoke = ✖ End open links ({ $count })
marketplace-business-button-permit-collect = Only hand over
marketplace-business-button-permit-manage = Let them manage
marketplace-business-button-remove = 🗑 Remove
marketplace-business-button-member = 👤 Look at it
marketplace-business-button-accept = 🤝 Accept
marketplace-business-button-leave = 🚪 Stop working here
marketplace-business-button-leave-yes = 🚪 Yes, stop
