marketplace-command-collect = Hand over a reservation by its code

# The venue enters a code
marketplace-collect-title = Hand over
marketplace-collect-code = Which code does the customer show? Four digits. Or scan the QR picture with the phone’s camera.
marketplace-collect-code-label = Code
marketplace-collect-code-example = 4821
marketplace-purchase-collect-usage = Write the four digits of the code, for example: /collect 4821
marketplace-purchase-collect-no-venue = Handing over is for a venue’s people. If you work for one, ask its owner for an invite link.
marketplace-purchase-code-unreadable = A code has four digits, for example { $example }. Please send it again.
marketplace-purchase-code-wrong = { $left ->
    [one] No open reservation of your venue has the code { $code }. Check it with the customer; { $left } more try is possible for now.
   *[other] No open reservation of your venue has the code { $code }. Check it with the customer; { $left } more tries are possible for now.
  }
marketplace-purchase-code-wait = Several wrong codes came one after another. Please wait { $wait }, or scan the customer’s QR picture.
marketplace-purchase-code-old = This code of { $id } no longer works: the reservation was sent to somebody else. Ask for the new code.
marketplace-purchase-qr-invalid = This QR code is not valid. Ask the customer to open the reservation again: /my_reservations
marketplace-purchase-qr-customer = This QR code belongs to a reservation. Show it at the venue when you pick up: the people there scan it. /my_reservations shows your own.
marketplace-purchase-collected-already = { $id } was already collected { $at }.
marketplace-purchase-venue-end-dropped = It was cancelled, because the customer did not confirm in time.
marketplace-purchase-venue-end-cancelled = The customer cancelled it.
marketplace-purchase-venue-end-cancelled-late = The customer cancelled it late.
marketplace-purchase-venue-end-venue = It was cancelled with the offer.
marketplace-purchase-venue-end-missed = It was not handed over in time.
marketplace-purchase-venue-end-claimed = The customer says that it was picked up.
marketplace-purchase-venue-end-no-show = It was reported that nobody came.
marketplace-purchase-venue-end-expired = It was not paid in time.
marketplace-purchase-venue-end-held = It waits for the payment.
marketplace-purchase-hand-over = 🛍 <b>Hand over: { $amount }</b>

    { $id } for <b>{ $name }</b>
    💰 To be paid now: <b>{ $total }</b>
    🏪 { $venue }
    🕒 { $window }
marketplace-purchase-choose = Several open reservations have the code <b>{ $code }</b>. Ask for the name or the number:

    { $lines }
marketplace-purchase-choose-line = • <b>{ $id }</b> · { $amount } · { $name } · { $total }
marketplace-purchase-button-other-code = Another code
marketplace-purchase-handed-over = ✅ <b>{ $id }</b> is handed over: { $amount }, { $total }.
marketplace-purchase-handed-over-toast = Handed over.

# What customers are told
marketplace-purchase-alternative = • { $title }, { $venue }: { $price }, { $window }
marketplace-purchase-told-window-free = {" "}You can cancel for free until { $freeUntil }.
marketplace-purchase-blocked = After 3 no-shows in 30 days you cannot reserve until { $until }. If that is unfair, press “Send an appeal”, and somebody will look at it.

# Appeals
marketplace-appeal-waits = an appeal of a customer
marketplace-appeal-title = Appeal
marketplace-appeal-reason = What happened? A person will read it and decide.
marketplace-appeal-reason-label = What happened
marketplace-appeal-reason-example = I was there at 18:30, but the shop was closed.
marketplace-purchase-appeal-not-blocked = You can reserve: no appeal is needed. /offers shows what there is.
marketplace-purchase-appeal-last = This block was looked at 3 times already. It ends by itself; if there is something new, write to /support.
marketplace-purchase-appeal-waiting = Your appeal { $id } is waiting for a decision. You will be told.
marketplace-purchase-appeal-sent = Thank you. Your appeal <b>{ $id }</b> is sent; you will be told what was decided.
marketplace-purchase-appeal-granted = ✅ Appeal { $id } accepted: you can reserve again, earlier no-shows no longer count.
marketplace-purchase-appeal-refused = Appeal { $id }: the decision stays. The reason: { $reason }
marketplace-purchase-appeal-card = <b>Appeal against a block</b>
    “{ $reason }”

    No-shows:
    { $lines }
    Late cancellations in all: { $late }
marketplace-purchase-appeal-line = • { $id } · { $amount }, { $venue } · { $window }
marketplace-purchase-appeal-kept = • Before deleting their data: { $noShows ->
    [one] { $noShows } no-show
   *[other] { $noShows } no-shows
  }, { $late } late

# What venues are told
marketplace-purchase-venue-reserved = 🔔 { $venue }, reserved: <b>{ $id }</b>, { $amount }, customer: { $name }

    🕒 { $window }
    { $left ->
        [0] That was the last one.
        [one] { $left } unit is left.
       *[other] { $left } units are left.
    }
marketplace-purchase-venue-cancelled = ❌ <b>{ $id }</b> ({ $amount }) was cancelled by the customer. { $quantity ->
    [one] { $quantity } unit is free again.
   *[other] { $quantity } units are free again.
  }

    👤 { $name }
    🕒 { $window }
    🏪 { $venue }, left now: { $left }
marketplace-purchase-button-listen-off = 🔕 Don’t tell me
marketplace-purchase-venue-more =
    🔔 { $count ->
        [one] { $count } more change
       *[other] { $count } more changes
    } in the reservations at { $venue }. The latest:

    { $latest }
marketplace-purchase-venue-dropped =
    ❌ <b>{ $title }: { $count ->
        [one] { $count } reservation was cancelled
       *[other] { $count } reservations were cancelled
    }</b>, because nobody confirmed in time.

    { $lines }

    { $quantity ->
        [one] { $quantity } unit is free again.
       *[other] { $quantity } units are free again.
    }
marketplace-purchase-venue-dropped-line = • { $id }: { $amount }
marketplace-purchase-venue-dropped-others = …and { $count } more
marketplace-purchase-missed = <b>Not collected: { $title } ({ $id })</b>

    { $lines }

    If somebody did not come, say so within 24 hours. If they did, there is nothing to do.
marketplace-purchase-missed-open = • <b>{ $id }</b> · { $amount } · { $name }
marketplace-purchase-missed-claimed = • <b>{ $id }</b> · { $amount } · { $name }: says that it was picked up
marketplace-purchase-missed-no-show = • <b>{ $id }</b> · { $amount } · { $name }: did not come
marketplace-purchase-missed-gone = • <b>{ $id }</b> · { $amount } · the customer has deleted everything here
marketplace-purchase-missed-none = There is nothing more on this list.
marketplace-purchase-no-show-ask =
    <b>{ $name } did not come?</b>
    { $id } · { $amount }

    It counts as a no-show against them, and they are told at once. After 2 in 30 days they must confirm each reservation, after 3 they cannot reserve for 14 days. You cannot take it back.
marketplace-purchase-button-no-show-yes = Yes, did not come
marketplace-purchase-button-missed-list = ‹ Back to the list
marketplace-purchase-no-show-marked = Noted: nobody came.
marketplace-purchase-no-show-before = This was noted already.
marketplace-purchase-no-show-claimed = The customer says that { $id } was picked up, so it cannot be marked. If that is wrong, please write to us: /support
marketplace-purchase-no-show-gone = The customer of { $id } has left and deleted everything, so there is nobody to mark.
marketplace-purchase-no-show-late = A no-show can be reported for 24 hours after the pickup time. For { $id } they are over.
