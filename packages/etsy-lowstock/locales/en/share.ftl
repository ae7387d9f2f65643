# Who gets a shop’s alerts
etsy-lowstock-share-chats =
    👥 <b>{ $shop }: alerts go to</b>
    { $lines }

    { etsy-lowstock-notice }
etsy-lowstock-share-what = Colleagues and groups get every alert, see the stock and can put alerts off for themselves. Only you can change thresholds and unlink.
etsy-lowstock-share-room = { $total } of { $most } chats. Only you can change thresholds and unlink.
etsy-lowstock-share-full = { $most } chats at most, open links included: there is no room for another. Stop the alerts of one, or end the open links.
etsy-lowstock-share-open = { $open ->
    [one] { $open } link is open and can still be used once.
   *[other] { $open } links are open, each can still be used once.
  }
etsy-lowstock-share-paused-some = ⏸ Paused: I cannot write there.
etsy-lowstock-share-you = 👤 You, since { $since }
etsy-lowstock-share-person = 👤 { $name }, since { $since }
etsy-lowstock-share-group = 👥 { $name }, since { $since }
etsy-lowstock-share-paused = { $line } — ⏸ paused: I cannot write there
etsy-lowstock-share-unnamed = somebody
etsy-lowstock-share-button-person = 👤 { $name }
etsy-lowstock-share-button-group = 👥 { $name }
etsy-lowstock-share-button-paused = ⏸ { $name }
etsy-lowstock-share-button-add-person = ➕ Invite colleague
etsy-lowstock-share-button-add-group = ➕ Add a group
etsy-lowstock-share-button-revoke = 🗑 End open links: { $count }
etsy-lowstock-share-button-remove = ✖ Stop their alerts
etsy-lowstock-share-button-copy = Copy the link
etsy-lowstock-share-button-send-person = 📤 Send the link
etsy-lowstock-share-button-send-group = 👥 Choose the group
etsy-lowstock-share-chat =
    <b>{ $shop }</b>
    { $chat }

    { etsy-lowstock-notice }
etsy-lowstock-share-link-person =
    🔗 <b>Alerts of { $shop } for one colleague</b>
    { $link }
    Send it to them. It works once, until { $until }. They decide whether they want the alerts, and can stop them at any time; so can you.

    { etsy-lowstock-notice }
etsy-lowstock-share-link-group =
    🔗 <b>Alerts of { $shop } for one group</b>
    { $link }
    Press “👥 Choose the group”. If you are no admin of the group, send the link to one: only an admin can bring me there. It works once, until { $until }. Everybody in the group reads the alerts and sees the stock.

    { etsy-lowstock-notice }
etsy-lowstock-share-toast-removed = No more alerts there
etsy-lowstock-share-toast-revoked = { $count ->
    [0] There was no open link
    [one] { $count } link ended
   *[other] { $count } links ended
  }
etsy-lowstock-share-here =
    ✅ The alerts of <b>{ $shop }</b> come to this group.

    { etsy-lowstock-notice }

# News for the owner and for those who get alerts
etsy-lowstock-share-told =
    👥 <b>{ $shop }</b>
    { $latest }

    { etsy-lowstock-notice }
etsy-lowstock-share-told-more =
    👥 <b>{ $shop }</b>
    { $count } changes in who gets the alerts. The latest: { $latest }

    { etsy-lowstock-notice }
etsy-lowstock-share-news-joined = { $name } gets the alerts from now on.
etsy-lowstock-share-news-joined-group = The group { $name } gets the alerts from now on.
etsy-lowstock-share-news-left = { $name } has stopped the alerts.
etsy-lowstock-share-news-left-group = The alerts no longer go to the group { $name }: somebody stopped them there.
etsy-lowstock-share-told-removed =
    🛒 <b>{ $shop }</b>
    The owner has ended the alerts for this chat: no more of them come here.

    { etsy-lowstock-notice }
etsy-lowstock-share-told-group =
    🛒 <b>{ $shop }</b>
    From now on I write here when one of its listings sells out, when one runs low ({ $threshold }), and when it is back in stock. To stop it, an admin of the group or the shop’s owner sends /shops and presses “✖ Stop alerts here” on the shop’s card.

    { etsy-lowstock-notice }

# A colleague
etsy-lowstock-invite =
    🛒 <b>{ $shop }</b>
    { $owner } shares the alerts of this Etsy shop with you: when a listing sells out, when one runs low ({ $threshold }), and when it is back in stock. You see the stock, and can stop at any time.

    { etsy-lowstock-notice }
etsy-lowstock-invite-button-accept = 🔔 Get the alerts
etsy-lowstock-invite-joined =
    ✅ <b>You get the alerts of { $shop }.</b>
    I write when something happens. /shops shows the shop, and stops the alerts.

    { etsy-lowstock-notice }
etsy-lowstock-leave-ask =
    <b>{ $shop }</b>
    Do you want to stop these alerts? Only the shop’s owner can invite you again.

    { etsy-lowstock-notice }
etsy-lowstock-leave-ask-group =
    <b>{ $shop }</b>
    Stop the alerts of this shop in this group? Only an admin of the group or the shop’s owner can.

    { etsy-lowstock-notice }
etsy-lowstock-leave-button-yes = ✖ Yes, stop them
etsy-lowstock-left =
    <b>{ $shop }</b>
    You get no more alerts of this shop.

    { etsy-lowstock-notice }
etsy-lowstock-left-group =
    <b>{ $shop }</b>
    No more alerts of this shop come here.

    { etsy-lowstock-notice }

# Refusals
etsy-lowstock-invite-unknown =
    This link does not work: it was ended, or the shop was unlinked. Ask the shop’s owner for a new one.

    { etsy-lowstock-notice }
etsy-lowstock-invite-used =
    This link was used already: each one works once. Ask the shop’s owner for a new one.

    { etsy-lowstock-notice }
etsy-lowstock-invite-expired =
    This link was good for a week, and that is over. Ask the shop’s owner for a new one.

    { etsy-lowstock-notice }
etsy-lowstock-invite-own =
    <b>{ $shop }</b> is your own shop: send this link to somebody else.

    { etsy-lowstock-notice }
etsy-lowstock-invite-already =
    You get the alerts of <b>{ $shop }</b> already. The link is still good for somebody else.

    { etsy-lowstock-notice }
etsy-lowstock-invite-group-already =
    The alerts of <b>{ $shop }</b> come to this group already. The link is still good for another group.

    { etsy-lowstock-notice }
etsy-lowstock-invite-group-only =
    This link brings alerts to a group: open it there, or choose the group when Telegram asks for it.

    { etsy-lowstock-notice }
etsy-lowstock-share-admins =
    What alerts come to this group is for its admins to decide: ask one of them to do it.

    { etsy-lowstock-notice }
etsy-lowstock-share-many =
    { $max } chats at most get the alerts of a shop, links that are still open included. Stop somebody’s alerts or end an open link first.

    { etsy-lowstock-notice }
etsy-lowstock-share-gone =
    This chat no longer gets the alerts. For the list as it is now, send /shops.

    { etsy-lowstock-notice }
etsy-lowstock-share-own =
    <b>{ $shop }</b> is your own shop: its alerts stop when you unlink it, see /unlink.

    { etsy-lowstock-notice }
etsy-lowstock-kept-invite = Links to a shop’s alerts: { $time }, so that each works once
