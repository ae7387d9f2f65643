# Alerts
etsy-lowstock-item = { $title } · { $variation }
etsy-lowstock-alert-out = 🚫 <b>Sold out: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-low = 🪫 <b>Running low: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-restocked = 🎉 <b>Back in stock: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-order-out = ⏰ <b>Was due by now, and still sold out: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-order-low = ⏰ <b>Was due by now, and still low: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-snooze-out = ⏰ <b>You asked to be reminded. Sold out: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-snooze-low = ⏰ <b>You asked to be reminded. Running low: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-shop = Shop: { $shop }
etsy-lowstock-alert-sku = SKU: { $sku }
etsy-lowstock-alert-left = Left: { $quantity }
etsy-lowstock-alert-price = Price: { $price }
etsy-lowstock-alert-last-price = Last price: { $price }
etsy-lowstock-alert-threshold-units-shop = Threshold: { $value } (of the shop)
etsy-lowstock-alert-threshold-units-listing = Threshold: { $value } (of this listing)
etsy-lowstock-alert-threshold-units-variation = Threshold: { $value } (of this variation)
etsy-lowstock-alert-threshold-days-shop = { $value ->
    [one] Threshold: { $value } day (of the shop)
   *[other] Threshold: { $value } days (of the shop)
  }
etsy-lowstock-alert-threshold-days-listing = { $value ->
    [one] Threshold: { $value } day (of this listing)
   *[other] Threshold: { $value } days (of this listing)
  }
etsy-lowstock-alert-threshold-days-variation = { $value ->
    [one] Threshold: { $value } day (of this variation)
   *[other] Threshold: { $value } days (of this variation)
  }
etsy-lowstock-alert-days-14 = { $days ->
    [0] Lasts less than a day at the pace of the last 14 days
    [one] Lasts about { $days } day at the pace of the last 14 days
   *[other] Lasts about { $days } days at the pace of the last 14 days
  }
etsy-lowstock-alert-days-30 = { $days ->
    [0] Lasts less than a day at the pace of the last 30 days
    [one] Lasts about { $days } day at the pace of the last 30 days
   *[other] Lasts about { $days } days at the pace of the last 30 days
  }
etsy-lowstock-alert-days-both = Lasts about { $days } d at the pace of the last 14 days, { $slower } d at that of the last 30
etsy-lowstock-alert-cause-sold = Probably sold
etsy-lowstock-alert-cause-edited = Probably edited in the shop
etsy-lowstock-alert-seen = Seen: { $at }
etsy-lowstock-alert-over = ✓ Back in stock since { $at }
etsy-lowstock-alert-over-enough = ✓ No longer low since { $at }
etsy-lowstock-alert-over-off = 🏁 No longer on sale since { $at }
etsy-lowstock-alert-snoozed = 💤 No alerts about it here until { $until }
etsy-lowstock-alert-never = 🔕 No alerts about it here any more
etsy-lowstock-alert-ordered = 📦 Ordered, due { $due }. Quiet until then.
etsy-lowstock-alert-many = 📋 <b>{ $shop }: { $count } changes</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-many-out = 🚫 Sold out: { $item }
etsy-lowstock-alert-many-low = 🪫 { $quantity } left: { $item }
etsy-lowstock-alert-many-restocked = 🎉 { $quantity } again: { $item }
etsy-lowstock-alert-many-due = ⏰ { $quantity } left: { $item }
etsy-lowstock-alert-many-more = And { $more } more
etsy-lowstock-alert-unknown = This alert is not there any more. /stock shows how things are.

  { etsy-lowstock-notice }
etsy-lowstock-button-ordered = 📦 Ordered, due…
etsy-lowstock-button-restock = ➕ Restock
etsy-lowstock-button-post = 📤 Post for your channel
etsy-lowstock-button-copy-post = 📋 Copy title and link
etsy-lowstock-post = 🎉 <b>{ $item }</b> is back in stock!
  { $price }
  { $url }

  { etsy-lowstock-notice }
etsy-lowstock-button-snooze = 💤 Snooze
etsy-lowstock-button-never = 🔕 Never for this
etsy-lowstock-button-alerts-on = 🔔 Alerts on again
etsy-lowstock-button-not-ordered = ✖ Not ordered
etsy-lowstock-button-open-etsy = Open on Etsy
etsy-lowstock-button-stock = 📋 Stock
etsy-lowstock-button-threshold = 🪫 Threshold
etsy-lowstock-button-reconnect = 🔗 Reconnect
etsy-lowstock-button-back = ‹ Back
etsy-lowstock-button-for = { $time }
etsy-lowstock-button-in-days = In { $days } d
etsy-lowstock-button-in-3-days = In 3 days
etsy-lowstock-button-in-week = In a week
etsy-lowstock-button-in-fortnight = In two weeks
etsy-lowstock-button-in-month = In a month
etsy-lowstock-button-another-day = On another day…
etsy-lowstock-snooze-ask = <b>{ $item }</b>
  For how long should this chat hear nothing about it? If it is still needed then, I remind you.

  { etsy-lowstock-notice }
etsy-lowstock-order-ask = <b>{ $item }</b>
  When is what you ordered due? Nobody gets alerts about it until then. If it is still needed on that day, I remind everybody.

  { etsy-lowstock-notice }
etsy-lowstock-order-title = Ordered
etsy-lowstock-order-due =
  When is it due? Send a number of days, or a date.

  { etsy-lowstock-notice }
etsy-lowstock-order-due-label = Due
etsy-lowstock-order-due-example = 12 May
etsy-lowstock-order-due-unread = Send a number of days, e.g. 10, or a date, e.g. { $example }

  { etsy-lowstock-notice }
etsy-lowstock-order-due-past = That day is not ahead. Send one from tomorrow on, e.g. { $example }

  { etsy-lowstock-notice }
etsy-lowstock-order-due-far = That day is more than a year ahead. Send an earlier one, e.g. { $example }

  { etsy-lowstock-notice }
etsy-lowstock-toast-never = No more alerts about it here
etsy-lowstock-toast-snoozed = { $days ->
    [one] Quiet for { $days } day
   *[other] Quiet for { $days } days
  }
etsy-lowstock-toast-ordered = { $days ->
    [one] Noted: due in { $days } day
   *[other] Noted: due in { $days } days
  }
etsy-lowstock-toast-undone = Alerts are on again

# The shop as a whole
etsy-lowstock-threshold-units = { $value ->
    [one] { $value } piece or none
   *[other] { $value } pieces or fewer
  }
etsy-lowstock-threshold-days = { $value ->
    [one] lasts { $value } day or less
   *[other] lasts { $value } days or less
  }
etsy-lowstock-linked = ✅ <b>{ $shop } is linked</b>
  On sale: { $onSale }
  Running low: { $low }
  Sold out before linking: { $soldOut }

  I write when a listing sells out, when one runs low ({ $threshold }), and when it is back in stock. The shop is read every { $interval } now.

  { etsy-lowstock-notice }
etsy-lowstock-blind = ⚠️ <b>{ $shop }</b>
  Etsy has not let me read your shop since { $since }. I go on trying, and write when I can see it again. Until then there are no alerts.

  { etsy-lowstock-notice }
etsy-lowstock-seen-again = ✅ <b>{ $shop }</b>
  I can read your shop again. What happened since { $since } is told now.

  { etsy-lowstock-notice }
etsy-lowstock-disconnected = ❌ <b>{ $shop } is disconnected</b>
  Etsy does not let me read your shop any more. Alerts are paused. Reconnect it, and I go on from where I was.

  { etsy-lowstock-notice }
etsy-lowstock-disconnected-other = ❌ <b>{ $shop } is disconnected</b>
  Alerts are paused until the owner has reconnected the shop.

  { etsy-lowstock-notice }
etsy-lowstock-expiring = { $days ->
    [one] ⏳ <b>{ $shop }: the permission ends in { $days } day</b>
   *[other] ⏳ <b>{ $shop }: the permission ends in { $days } days</b>
  }
  Etsy did not renew it so far. Reconnect the shop to be safe; otherwise alerts pause then.

  { etsy-lowstock-notice }
etsy-lowstock-health = { $used } of { $perDay } calls today; shops: { $shops }, failing: { $failing }, disconnected since yesterday: { $disconnected }
etsy-lowstock-kept-change = History of stock: { $time }, for days left and CSV
etsy-lowstock-kept-hook = Ids of Etsy’s webhooks: { $time }, so that each counts once
etsy-lowstock-kept-alert = Which alerts were sent: { $time }, so that each is sent once
etsy-lowstock-privacy = Of shops that you link: their listings, stock and history, and Etsy’s tokens, encrypted. No orders, no customers, no messages.
etsy-lowstock-erasure = Your shops on Etsy are unlinked, and their listings, history and tokens are deleted. Whoever got their alerts gets none. What you noted as ordered for other people’s shops stays, without you.
