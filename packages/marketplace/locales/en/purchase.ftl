marketplace-command-my_reservations = Your reservations and their pickup codes

# What every screen about a reservation says
marketplace-purchase-amount = { $quantity } × { $title }
marketplace-purchase-window = { $fromDay }, { $from }–{ $to }
marketplace-purchase-window-today = Today { $from }–{ $to }
marketplace-purchase-window-tonight = Tonight { $from }–{ $to }
marketplace-purchase-window-days = { $fromDay }, { $from } – { $toDay }, { $to }
marketplace-purchase-unknown = { $id } is not one of your reservations. /my_reservations shows yours.
marketplace-purchase-not-open = { $id } is not open any more. { $end }
marketplace-purchase-end-collected = Collected { $at }. Enjoy your meal!
marketplace-purchase-end-cancelled = You cancelled it. There is nothing to pay.
marketplace-purchase-end-cancelled-late = You cancelled it late.
marketplace-purchase-end-dropped = It was cancelled, because you did not confirm in time that you are coming.
marketplace-purchase-end-venue = The venue cancelled it. There is nothing to pay.
marketplace-purchase-end-missed = It was not handed over in time.
marketplace-purchase-end-claimed = You said that you picked it up.
marketplace-purchase-end-no-show = The venue reported that nobody came.
marketplace-purchase-end-expired = It was not paid in time.
marketplace-purchase-end-held = It waits for the payment.
marketplace-purchase-end-sent = You sent it to a friend. This code no longer works.

# Reserving
marketplace-purchase-items = <b>{ $title }</b>, { $venue }

    { $lines }

    Which one would you like?
marketplace-purchase-item = • { $title }: { $price }, { $left ->
    [one] { $left } left
   *[other] { $left } left
  }
marketplace-purchase-item-gone = • { $title }: sold out
marketplace-purchase-card = 🛍 <b>{ $amount }</b>
    💰 { $quantity ->
    [one] To pay at the venue: <b>{ $total }</b>
   *[other] { $quantity } at { $price } each, to pay at the venue: <b>{ $total }</b>
  }
    🏪 { $venue }, { $address }
    🕒 Pick up { $window }
    { $food }

    Free to cancel until { $freeUntil }. Later it still works but counts as late: 2 late cancellations count as 1 no-show.
marketplace-purchase-at-least = The minimum is 1.
marketplace-purchase-at-most = { $most ->
    [one] You can take { $most } at most.
   *[other] You can take { $most } at most.
  }
marketplace-purchase-changed = The offer changed while you were looking. Nothing was reserved. Check it and confirm again.
marketplace-purchase-already = You already reserved this.
marketplace-purchase-already-sent = You already reserved this, and you have sent it to a friend since.
marketplace-purchase-code-missing = not available right now

# Why it was not reserved, and what to do
marketplace-purchase-refused-gone = Sold out just now. Nothing was reserved. Have a look at the other offers.
marketplace-purchase-refused-few = { $left ->
    [one] Only { $left } left. Nothing was reserved yet. Would you like it?
   *[other] Only { $left } left. Nothing was reserved yet. Would you like them?
  }
marketplace-purchase-refused-paused = The venue has paused this offer. Nothing was reserved. Try again later, or have a look at the other offers.
marketplace-purchase-refused-expired = This offer ended { $at }. Nothing was reserved. Have a look at the other offers.
marketplace-purchase-refused-ended = The venue has ended this offer. Nothing was reserved. Have a look at the other offers.
marketplace-purchase-refused-limit = { $limit ->
    [one] The limit is reached: { $limit } per person, and you have it already. /my_reservations shows it.
   *[other] The limit is reached: { $limit } per person, and you have them already. /my_reservations shows them.
  }
marketplace-purchase-refused-limit-left = The limit is { $limit } per person and you have { $taken } already, so you can take { $left } more. Nothing was reserved yet.
marketplace-purchase-refused-blocked = After 3 no-shows you cannot reserve until { $until }. If that is unfair, ask us to look again: press “Send an appeal” below your last message about it.
marketplace-purchase-refused-often = { $times ->
    [one] You have reserved and cancelled this offer { $times } time. It is for others now: /offers shows what else there is.
   *[other] You have reserved and cancelled this offer { $times } times. It is for others now: /offers shows what else there is.
  }
marketplace-purchase-refused-unknown = This offer is not there any more. Have a look at the other offers: /offers
marketplace-purchase-refused-busy = Very many people are reserving right now. Nothing was reserved yet. Please press the button once more.

# One's own reservations
marketplace-purchase-mine-none = You have nothing to pick up. /offers shows what there is.
marketplace-purchase-past = <b>Past reservations</b>

    { $lines }
marketplace-purchase-past-none = There are no past reservations.

# Cancelling
marketplace-purchase-cancel-late-now = The free time is over: cancelling counts as late now. Please confirm once more if you still want it.

# Sending to a friend
marketplace-purchase-friend-invitation = { $amount } from { $venue } is reserved for you: pick it up { $window }, to pay there { $total }.
marketplace-purchase-friend-card = 🎁 { $name } sends you a reservation:

    <b>{ $amount }</b>
    🏪 { $venue }, { $address }
    🕒 Pick up { $window }
    💰 To pay there: <b>{ $total }</b>

    If you take it, you get a code of your own, and the one of { $name } no longer works.
marketplace-purchase-friend-unknown = This link is not valid. Ask your friend for a new one.
marketplace-purchase-friend-own = This is your own link. Send it to the friend who picks it up.
marketplace-purchase-friend-used = This link was used already. Ask your friend whether somebody else has it.
marketplace-purchase-friend-expired = The pickup time ended { $at }, so it cannot be passed on any more.
marketplace-purchase-friend-cancelled = This reservation is not open any more: it was cancelled or collected. /offers shows what else there is.
marketplace-purchase-friend-limit = { $limit ->
    [one] The limit is { $limit } per person, and you have { $taken } of this offer already.
   *[other] The limit is { $limit } per person, and you have { $taken } of this offer already.
  }

# Buttons
marketplace-purchase-button-item = { $title } · { $price }
marketplace-purchase-button-less = −
marketplace-purchase-button-quantity = { $quantity }
marketplace-purchase-button-more = +
marketplace-purchase-button-least = min. 1
marketplace-purchase-button-most = max. { $most }
marketplace-purchase-button-confirm = ✅ Confirm · { $total }
marketplace-purchase-button-take = Take { $quantity }
marketplace-purchase-button-offer = ‹ To the offer
marketplace-purchase-button-browse = 🔍 Other offers
marketplace-purchase-button-mine = 🛍 My reservations
marketplace-purchase-button-active = 🛍 Open reservations
marketplace-purchase-button-sooner = ‹ Sooner
marketplace-purchase-button-later = Later ›
marketplace-purchase-button-past = Past ones
marketplace-purchase-button-code = 🎟 Show the code
marketplace-purchase-button-cancel = ❌ Cancel
marketplace-purchase-button-cancel-free = Yes, cancel
marketplace-purchase-button-cancel-late = Yes, cancel
marketplace-purchase-button-keep = Keep it
marketplace-purchase-button-send = 🎁 Send to a friend
marketplace-purchase-button-choose-friend = 🎁 Choose a friend
marketplace-purchase-button-take-over = ✅ Take it
marketplace-purchase-button-place = 📍 Show place
marketplace-purchase-button-claim = 👍 I have it
marketplace-purchase-button-sure = 👍 Yes, I am coming
marketplace-purchase-button-appeal = Send an appeal
marketplace-purchase-button-alternative = { $title } · { $price }
marketplace-purchase-button-handed-over = ✅ Handed over
marketplace-purchase-button-next-code = Next code
marketplace-purchase-button-choose = { $id } · { $amount } · { $name }
marketplace-purchase-button-no-show = { $id } · { $name } did not come
marketplace-purchase-button-missed-more = More ›

# Privacy
marketplace-kept-sanction = After /delete: a block and how many appeals against it were not accepted, no-shows and late cancellations, what you took of an offer that is still open and how often you cancelled it, and that a venue of yours was suspended, under a keyed hash instead of your ID, each until it ends (30 days at most; a suspension a year) and { $time } more. So that rules hold for everybody.
marketplace-kept-transfer = That a reservation was sent to a friend, without the link: { $time } after the link expired. To tell somebody with an old link what happened to it.
marketplace-kept-appeal = Appeals against a block, encrypted: { $time }. So that each is decided once.
marketplace-purchase-noun = Reservation
