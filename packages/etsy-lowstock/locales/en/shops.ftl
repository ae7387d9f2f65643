# Shops
etsy-lowstock-command-shops = Your Etsy shops, and who gets their alerts
etsy-lowstock-command-unlink = Unlink an Etsy shop
etsy-lowstock-shop-unknown =
    This shop is not here any more, or its alerts do not come to you. /shops shows which do.

    { etsy-lowstock-notice }
etsy-lowstock-shops-none =
    🛒 <b>No shop yet</b>
    Link your Etsy shop, and I write when a listing sells out or runs low. To get the alerts of somebody else’s shop, ask its owner for a link.

    { etsy-lowstock-notice }
etsy-lowstock-shops =
    <b>Shops</b>

    { $shops }

    { etsy-lowstock-notice }
etsy-lowstock-shops-group =
    <b>Alerts of these shops come here</b>

    { $shops }

    { etsy-lowstock-notice }
etsy-lowstock-shops-group-none =
    No shop’s alerts come here. The owner of a shop can turn them on: send /shops here and choose their shop, or bring me here by a link from the private chat with me.

    { etsy-lowstock-notice }
etsy-lowstock-shops-group-others =
    <b>Shops of yours whose alerts do not come here</b>
    Press one to turn its alerts on in this group.

    { etsy-lowstock-notice }
etsy-lowstock-shops-group-none-anonymous =
    No shop’s alerts come here.
    { etsy-lowstock-shops-anonymous }

    { etsy-lowstock-notice }
etsy-lowstock-shops-anonymous = You write anonymously, so I cannot see which shops are yours. To turn on the alerts of your shop here, switch off “Remain anonymous” in your rights as an admin and send /shops again, or bring me here by a link from our private chat.
etsy-lowstock-shops-button-link = 🔗 Link another
etsy-lowstock-shops-button-link-first = 🔗 Link your shop
etsy-lowstock-shops-button-one = { $shop }
etsy-lowstock-shops-button-here = 🔔 Turn on: { $shop }

# A shop
etsy-lowstock-shop-line =
    🛒 <b>{ $shop }</b>
    { $lines }
etsy-lowstock-shop =
    🛒 <b>{ $shop }</b>
    { $lines }

    { etsy-lowstock-notice }
etsy-lowstock-shop-url = { $url }
etsy-lowstock-shop-state-linking = ⏳ Linked; the first look is on its way
etsy-lowstock-shop-state-active = ✅ Connected to Etsy
etsy-lowstock-shop-state-expiring = { $days ->
    [0] ⏳ Connected, but Etsy’s permission ends today
    [one] ⏳ Connected, but Etsy’s permission ends in { $days } day
   *[other] ⏳ Connected, but Etsy’s permission ends in { $days } days
  }
etsy-lowstock-shop-state-disconnected = ❌ Disconnected since { $since }: no alerts until it is connected again
etsy-lowstock-shop-failing = ⚠️ Etsy has not answered since { $since }; I go on trying
etsy-lowstock-shop-paused-here = ⏸ No alerts here for now: I could not write in this chat
etsy-lowstock-shop-counts = On sale { $onSale }, { $low } of them low. Sold out { $soldOut }.
etsy-lowstock-shop-counts-brief = On sale { $onSale }, 🪫 { $low }, 🚫 { $soldOut }
etsy-lowstock-shop-looked = Last look: { $at }
etsy-lowstock-shop-pace = Looked at every { $interval }
etsy-lowstock-shop-pace-shared = { $shops ->
    [1] Looked at about every { $interval }, so that Etsy’s calls last all day
   *[other] Looked at about every { $interval }: { $shops } shops share Etsy’s calls
  }
etsy-lowstock-shop-threshold = Threshold: { $threshold }
etsy-lowstock-shop-chats = { $chats ->
    [one] Alerts go to { $chats } chat
   *[other] Alerts go to { $chats } chats
  }
etsy-lowstock-shop-not-mine = Somebody else’s shop: you get its alerts
etsy-lowstock-shop-button-chats = 👥 Alerts go to…
etsy-lowstock-shop-button-more = More…
etsy-lowstock-shop-button-shops = ‹ Shops
etsy-lowstock-shop-button-leave = ✖ Stop these alerts
etsy-lowstock-shop-button-leave-group = ✖ Stop alerts here
etsy-lowstock-shop-button-unlink = 🗑 Unlink…
etsy-lowstock-shop-more =
    <b>{ $shop }</b>
    More about this shop.

    { etsy-lowstock-notice }

# Unlinking
etsy-lowstock-unlink-which =
    <b>Which shop do you want to unlink?</b>

    { etsy-lowstock-notice }
etsy-lowstock-unlink-none =
    You have linked no shop yourself, so there is nothing to unlink. To stop the alerts of somebody else’s shop, open it in /shops.

    { etsy-lowstock-notice }
etsy-lowstock-unlink-ask =
    🗑 <b>Unlink { $shop }?</b>
    Deleted for good: Etsy’s permission for me to read the shop, { $listings ->
        [one] { $listings } listing
       *[other] { $listings } listings
    } with stock and history, and all settings.
    { $others ->
        [0] Nobody else gets its alerts.
        [one] { $others } other chat gets no more alerts, and is told so.
       *[other] { $others } other chats get no more alerts, and are told so.
    }
    On Etsy nothing changes.

    { etsy-lowstock-notice }
etsy-lowstock-unlink-button-yes = 🗑 Unlink for good
etsy-lowstock-unlinked =
    ✅ <b>{ $shop } is unlinked.</b>
    Its listings, history and Etsy’s permission are deleted. There are no more alerts of it.

    { etsy-lowstock-notice }
etsy-lowstock-shop-told-unlinked =
    🛒 <b>{ $shop }</b>
    The owner has unlinked the shop: no more alerts of it come here.

    { etsy-lowstock-notice }
