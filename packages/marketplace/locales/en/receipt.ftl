# The one message that shows a reservation to its customer
marketplace-purchase-below = { $note }

    { $screen }
marketplace-purchase-receipt = 🎟 Your code: <b>{ $code }</b>

    { $contents }
    🏪 { $venue }, { $address }
    🕒 { $window } · { $opening }
    Show the code or the picture. { $rules }
marketplace-purchase-receipt-free = Free to cancel until { $freeUntil }; 2 late cancellations count as 1 no-show.
marketplace-purchase-receipt-late = Cancelling counts as late now; 2 late cancellations count as 1 no-show.
marketplace-purchase-receipt-opens = opens { $start }
marketplace-purchase-receipt-open = open now, closes { $end }
marketplace-purchase-receipt-over = 🎟 Your code: <b>{ $code }</b>

    ⌛ <b>The pickup time is over.</b> If you are there, the venue can still hand it over until { $until }. Then I shall ask whether you have it.

    { $contents }
    🏪 { $venue }, { $address }
    🕒 { $window }
marketplace-purchase-receipt-pay = 🛍 <b>{ $amount }</b>, to pay there: <b>{ $total }</b>
marketplace-purchase-receipt-ended = <b>{ $end }</b>

    🛍 { $amount }, { $total }
    🏪 { $venue }, { $address }
    🕒 { $window }
marketplace-purchase-receipt-moved = 🛍 { $amount }, { $venue }
    The code is further down.
marketplace-purchase-reserved-toast = ✅ Reserved. Your code: { $code }
marketplace-purchase-already-code = You already reserved this. Your code: { $code }
marketplace-purchase-button-copy = 📋 Copy { $code }
marketplace-purchase-button-copy-link = 📋 Copy the link

# One's own reservations
marketplace-purchase-mine = <b>Your reservations</b>

    { $lines }

    Which code would you like to see?
marketplace-purchase-mine-line = • { $amount }, { $venue }, { $total }
    🕒 { $window }
marketplace-purchase-past-line = • { $amount }, { $venue }, { $total }
    🕒 { $window }. { $end }
marketplace-purchase-status = { $count ->
    [one] One reservation: { $amount }, { $venue }, { $window }
   *[other] { $count } reservations; next { $amount }, { $venue }, { $window }
  }
marketplace-purchase-button-open = 🛍 { $amount }
marketplace-purchase-over = This reservation is not open any more. { $end }

# Cancelling
marketplace-purchase-cancel-free = Cancel <b>{ $amount }</b> ({ $venue })? It is free until { $freeUntil }.
marketplace-purchase-cancel-late = Cancel <b>{ $amount }</b> ({ $venue })? The free time ended { $freeUntil }, so this counts as late. 2 late cancellations count as 1 no-show, and after 3 no-shows in 30 days you cannot reserve for 14 days.
marketplace-purchase-cancel-over = The pickup time ended { $at }, so it cannot be cancelled any more. If the venue does not enter your code, I shall ask you whether you picked it up.
marketplace-purchase-cancelled-toast = Cancelled
marketplace-purchase-cancelled-free = ❌ { $amount }, { $venue }: cancelled. There is nothing to pay.
marketplace-purchase-cancelled-late = ❌ { $strikes ->
    [0] 2 late cancellations count as 1 no-show; this is the first.
    [one] That makes { $strikes } no-show of { $limit } in 30 days.
   *[other] That makes { $strikes } no-shows of { $limit } in 30 days.
  }
marketplace-purchase-cancelled-before = This reservation is cancelled already.

# Sending to a friend
marketplace-purchase-friend-link = 🎁 Send this link to the friend who picks up <b>{ $amount }</b>, { $venue }:

    { $link }

    It works once, until { $until }. Until your friend accepts, the QR code above is still yours: send the link, not the picture.
marketplace-purchase-friend-taken-toast = ✅ It is yours. Your code: { $code }
marketplace-purchase-friend-yours = This reservation is yours already. /my_reservations shows it.
marketplace-purchase-told-sent = 🎁 { $name } has taken <b>{ $amount }</b>, { $venue }. Your code no longer works.

# What customers are told
marketplace-purchase-told-cancelled = ❌ { $venue } has cancelled your reservation: { $amount }, { $window }. There is nothing to pay.
    The reason: { $reason }
marketplace-purchase-told-cancelled-nearby = ❌ { $venue } has cancelled your reservation: { $amount }, { $window }. There is nothing to pay.
    The reason: { $reason }

    Nearby there is:
    { $lines }
marketplace-purchase-told-window = 🕒 The pickup time of <b>{ $amount }</b>, { $venue }, has changed: { $window }.{ $free }
marketplace-purchase-told-start = 🔔 <b>Pickup has started</b>
marketplace-purchase-told-end = ⏳ <b>It is still waiting for you</b>, until { $until }
marketplace-purchase-told-reconfirm = ❓ <b>Are you coming?</b> After 2 no-shows in 30 days we ask before pickup. Please confirm by { $by }, else it is cancelled.
marketplace-purchase-reconfirmed = 👍 Thank you, they expect you.
marketplace-purchase-told-dropped = ❌ { $amount }, { $venue }: cancelled, because you did not confirm in time that you are coming. It does not count as a no-show.
marketplace-purchase-told-missed = ❓ Did you pick up <b>{ $amount }</b>, { $venue }? The venue did not enter your code. If you did, press “👍 I have it”: else the venue may report a no-show within 24 hours.
marketplace-purchase-claimed = 👍 Thank you. It does not count as a no-show.
marketplace-purchase-claim-late = { $venue } has already reported that nobody came. If that is wrong, please write to us: /support
marketplace-purchase-told-no-show = { $venue } reported that nobody came for <b>{ $amount }</b>, { $window }. { $strikes ->
    [one] That makes { $strikes } no-show of { $limit } in 30 days.
    [2] That makes { $strikes } no-shows of { $limit } in 30 days: from now on we ask you to confirm one hour before pickup.
   *[other] That makes { $strikes } no-shows of { $limit } in 30 days.
  } If that is wrong, please write to us: /support

# Leaving
marketplace-purchase-erase-blocked = { $amount } is still to be picked up: { $venue }, { $window }. Pick it up or cancel it first.
marketplace-purchase-erase-unmarked = { $amount } ({ $venue }) was not handed over, and the venue can report that nobody came until { $until }. If you picked it up, press “👍 I have it” below my question. Or wait until then.
