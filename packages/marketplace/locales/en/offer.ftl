# Offers, as venues see them
marketplace-command-newoffer = Post food for today
marketplace-command-myoffers = Your offers: pause, change, end them
marketplace-command-publish = Put an offer on sale
marketplace-command-pause = Hide an offer for a while
marketplace-command-soldout = Mark an offer as sold out
marketplace-command-edit = Change an offer: price, units left, window

marketplace-offer-usage-publish = Send the offer’s number, for example <code>/publish O34</code>. /myoffers shows yours. Nothing was changed.
marketplace-offer-usage-pause = Send the offer’s number, for example <code>/pause O34</code>. /myoffers shows yours. Nothing was changed.
marketplace-offer-usage-soldout = Send the offer’s number, for example <code>/soldout O34</code>. /myoffers shows yours. Nothing was changed.
marketplace-offer-usage-edit = Send the offer’s number, for example <code>/edit O34</code>. /myoffers shows yours. Nothing was changed.

# Refusals
marketplace-offer-unknown = { $id } is not one of your offers. /myoffers shows yours.
marketplace-offer-item-unknown = This item is gone. Open the offer again from /myoffers.
marketplace-offer-no-venue = You have no venue here yet. Register it with /register: we check it, then you can post.
marketplace-offer-venue-draft = { $venue }: the registration is not complete. Finish it in /venue, then you can post.
marketplace-offer-venue-pending = { $venue }: we are still checking this venue. You will get a message, then you can post.
marketplace-offer-venue-rejected = { $venue }: this venue was not accepted. Change it in /venue and send it again, then you can post.
marketplace-offer-venue-suspended = { $venue }: this venue is suspended, so nothing can be sold. Write to /support.
marketplace-offer-venue-closed = { $venue }: this venue is closed, so nothing can be sold.
marketplace-offer-cannot-publish = { $id } is { $state }. Only a draft can be published: post it again with /newoffer.
marketplace-offer-cannot-pause = { $id } is { $state }. Only an offer that is on sale can be paused.
marketplace-offer-cannot-resume = { $id } is { $state }. Only an offer that is paused or sold out can be put on sale again.
marketplace-offer-cannot-sold-out = { $id } is { $state }. Only an offer that is on sale can be marked as sold out.
marketplace-offer-cannot-add-units = { $id } is { $state }. Units cannot be added any more: post it again with /newoffer.
marketplace-offer-cannot-edit = { $id } is { $state }. It cannot be changed any more: post it again with /newoffer.
marketplace-offer-cannot-compose = { $id } is { $state }. It cannot be changed any more: post it again with /newoffer.
marketplace-offer-cannot-arrange = { $id } is { $state }. Items can only be changed while it is a draft.
marketplace-offer-cannot-end = { $id } is { $state }. Only an offer that was published and is not over can be ended.
marketplace-offer-cannot-cancel = { $id } is { $state }. Only an offer that was published and is not over can be cancelled.
marketplace-offer-cannot-discard = { $id } is { $state }. Only a draft can be deleted.
marketplace-offer-no-units = { $id } has no units left. Press “➕ 3 more”, or change “🔢 Units left” with <code>/edit { $id }</code>.
marketplace-offer-nothing-to-repeat = { $venue } has published nothing yet, so there is nothing to repeat. Begin with /newoffer.
marketplace-offer-reserved-already = { $count ->
    [one] { $count } unit of { $id } is reserved, so what is in it stays. If it is wrong, cancel the offer: the customer is told why.
   *[other] { $count } units of { $id } are reserved, so what is in it stays. If it is wrong, cancel the offer: all customers are told why.
  }
marketplace-offer-currency-changed = { $venue } sells in { $now } now, and this price is in { $given }. Nothing was saved: please begin again with /newoffer.
marketplace-offer-original-too-low = { $asked ->
    [price] The price has to be less than { $original }, the regular price.
   *[other] The regular price has to be more than { $price }.
  }
marketplace-offer-units-full = At most { $max } units can be left. Nothing was changed.
marketplace-offer-items-full = An offer has at most { $max } items.
marketplace-offer-last-item = An offer needs at least one item. Delete the draft instead.
marketplace-offer-end-too-soon = Pickup must end later than { $earliest }: people need 15 minutes at least. You gave { $end }.
marketplace-offer-end-too-far = Pickup must end within 48 hours, by { $latest }. You gave { $end }.
marketplace-offer-moved-often = The pickup time of { $id } was moved { $max } times since somebody reserved, and customers were told. It stays now. If nobody can come then, cancel the offer: all customers are told why.
marketplace-offer-start-too-late = Pickup must start 15 minutes before its end, by { $latest }. You gave { $start }.
marketplace-offer-time-unclear = I do not understand this time. Write it like { $example }.
marketplace-offer-time-skipped = This time does not exist: clocks go from { $from } straight to { $to } that night. Please choose another one.
marketplace-offer-want-words = Please write it in letters, for example { $example }.

# States
marketplace-offer-state-draft = a draft
marketplace-offer-state-active = on sale
marketplace-offer-state-paused = paused
marketplace-offer-state-sold-out = sold out
marketplace-offer-state-sold-out-by-hand = sold out by you; it stays so until you put it on sale again
marketplace-offer-state-expired = over
marketplace-offer-state-expired-at = over since { $at }
marketplace-offer-state-ended = ended by you
marketplace-offer-state-ended-at = ended by you { $at }
marketplace-offer-state-cancelled-by-venue = cancelled by you
marketplace-offer-state-cancelled-because = cancelled by you: { $reason }

# Screens
marketplace-offer-below =
    { $note }

    { $screen }
marketplace-offer-preview =
    <b>Draft { $id }</b> as customers see it
    { $card }
marketplace-offer-managed =
    <b>{ $id } · { $title }</b>
    🏪 { $venue }
    State: { $state }
    { $items }
marketplace-offer-window = 🕒 Pickup: { $window }
marketplace-offer-item-line = • { $title }: { $price } · { $left } left, { $committed } reserved
marketplace-offer-item-line-draft = • { $title }: { $price } · { $left ->
    [one] { $left } unit
   *[other] { $left } units
  }
marketplace-offer-item-line-sold = • { $title }: { $price }

# What became of an offer
marketplace-offer-sales = 🛍 { $sales }
marketplace-offer-sales-collected = { $count } collected
marketplace-offer-sales-open = { $count } not collected yet
marketplace-offer-sales-missed = { $count } not collected
marketplace-offer-sales-cancelled = { $count } cancelled
marketplace-offer-sales-unsold = { $count } not sold
marketplace-offer-sales-none = nothing was reserved

marketplace-offer-edit =
    <b>{ $id } · { $title }</b>
    { $items }

    { $question }
marketplace-offer-edit-draft = What do you want to change?
marketplace-offer-edit-published = What do you want to change? Whoever has reserved keeps their price.
marketplace-offer-choose-item = Which item?
marketplace-offer-choose-venue = For which venue?
marketplace-offer-start = <b>{ $venue }</b>: the same as last time, or something new?
marketplace-offer-allergens = { $isStated ->
    [yes] <b>Allergens.</b> Press a name to change it: ✓ contains, 🔸 may contain. You say that these are all.
   *[no] <b>Allergens.</b> Press a name to change it: ✓ contains, 🔸 may contain. When these are all, press “⬜ That is all”: else customers with allergies do not see the offer.
  }
marketplace-offer-diets = <b>Diets.</b> Which does it suit?
marketplace-offer-limit = One person may take { $limit ->
    [one] { $limit } unit
   *[other] { $limit } units
  } now. How many do you want?
marketplace-offer-items =
    <b>Items</b>
    { $lines }
marketplace-offer-item = { $line }
marketplace-offer-discard = Delete the draft <b>{ $id } · { $title }</b>?
marketplace-offer-discarded = 🗑 The draft is deleted.
marketplace-offer-end = <b>{ $id } · { $title }</b>
    { $count ->
        [0] No reservation is open.
        [one] { $count } reservation is open. “🏁 End now” keeps it: that person will still come. “❌ Cancel the offer” ends it too, and the person is told why.
       *[other] { $count } reservations are open. “🏁 End now” keeps them: these people will still come. “❌ Cancel the offer” ends them too, and everybody is told why.
    }
marketplace-offer-share =
    <b>{ $id } · { $title }</b>
    This link opens the offer for everybody:
    { $link }
marketplace-offer-list =
    <b>Your offers</b>

    { $lines }
marketplace-offer-list-line = <b>{ $id } · { $title }</b>{ $venue }: { $state }
    { $stock }{ $window }
marketplace-offer-list-stock = { $left } left, { $committed } reserved
marketplace-offer-list-draft = { $left ->
    [one] { $left } unit
   *[other] { $left } units
  }
marketplace-offer-list-window = {" "}· { $window }
marketplace-offer-list-venue = {" "}({ $name })
marketplace-offer-list-empty = You have no offers yet.

# What was done
marketplace-offer-unchanged = { $id } is { $state } already. Nothing was changed.
marketplace-offer-done-publish = ✅ <b>{ $id } is on sale.</b> Customers can reserve it now.
marketplace-offer-done-pause = ⏸ <b>{ $id } is paused</b>: nobody sees it or can reserve it. { $count ->
    [0] No reservation is open.
    [one] { $count } reservation stays valid: that person will still come.
   *[other] { $count } reservations stay valid: these people will still come.
  }
marketplace-offer-done-resume = ▶️ <b>{ $id } is on sale again.</b>
marketplace-offer-done-sold-out = 🚫 <b>{ $id } is sold out</b> until you put it on sale again. { $count ->
    [0] No reservation is open.
    [one] { $count } reservation stays valid: that person will still come.
   *[other] { $count } reservations stay valid: these people will still come.
  }
marketplace-offer-done-end = 🏁 <b>{ $id } is ended.</b> { $count ->
    [0] No reservation is open.
    [one] { $count } reservation stays valid: that person will still come.
   *[other] { $count } reservations stay valid: these people will still come.
  }
marketplace-offer-done-cancel = ❌ <b>{ $id } is cancelled.</b> { $count ->
    [0] No reservation was open.
    [one] { $count } reservation is cancelled, and the customer is told why.
   *[other] { $count } reservations are cancelled, and all customers are told why.
  }
marketplace-offer-edited = ✅ Changed.
marketplace-offer-edited-told = { $count ->
    [one] ✅ Changed. { $count } customer is told about the new time.
   *[other] ✅ Changed. { $count } customers are told about the new time.
  }
marketplace-offer-units-added = { $count ->
    [one] { $count } unit added.
   *[other] { $count } units added.
  }

# Buttons
marketplace-offer-button-move-publish = ✅ Publish
marketplace-offer-button-move-pause = ⏸ Pause
marketplace-offer-button-move-resume = ▶️ Resume
marketplace-offer-button-move-sold-out = 🚫 Sold out
marketplace-offer-button-move-end = 🏁 End now
marketplace-offer-button-view-edit = ✏️ Change something…
marketplace-offer-button-view-rest = More…
marketplace-offer-button-view-items = 🧺 Items
marketplace-offer-button-view-allergens = ⚠️ Allergens
marketplace-offer-button-view-diets = 🌱 Diets
marketplace-offer-button-view-limit = 👤 { $limit } a person
marketplace-offer-button-view-more = ➕ 3 more
marketplace-offer-button-view-end = 🏁 End now…
marketplace-offer-button-view-discard = 🗑 Delete draft
marketplace-offer-button-view-share = 🔗 Share link
marketplace-offer-button-field-title = ✏️ Title
marketplace-offer-button-field-description = 📝 Description
marketplace-offer-button-field-price = 💰 Price
marketplace-offer-button-field-original-price = 🏷 Regular price
marketplace-offer-button-field-left = 🔢 Units left
marketplace-offer-button-field-start = 🕐 Pickup from
marketplace-offer-button-field-end = 🕕 Pickup until
marketplace-offer-button-field-photo = 📷 Photo
marketplace-offer-button-field-add-item = ➕ Add an item
marketplace-offer-button-field-rename-item = ✏️ Name
marketplace-offer-button-field-cancel = ❌ Cancel the offer
marketplace-offer-button-back = ‹ Back
marketplace-offer-button-done = ✅ Done
marketplace-offer-button-listen = 🔔 Tell me of reservations
marketplace-offer-button-my-offers = 📋 My offers
marketplace-offer-button-view = 👀 View as customer
marketplace-offer-button-post = ➕ New offer
marketplace-offer-button-new = ➕ New offer
marketplace-offer-button-repeat = 🔁 Repeat: { $title }
marketplace-offer-button-venue = 🏪 { $name }
marketplace-offer-button-open = { $id } · { $title }
marketplace-offer-button-add-units = ➕ { $count } more
marketplace-offer-button-add-to = ➕ { $count }: { $title }
marketplace-offer-button-item = { $title }
marketplace-offer-button-remove-item = 🗑 Remove
marketplace-offer-button-allergen-none = { $name }
marketplace-offer-button-allergen-contains = ✓ { $name }
marketplace-offer-button-allergen-may-contain = 🔸 { $name }
marketplace-offer-button-stated = ☑️ That is all
marketplace-offer-button-not-stated = ⬜ That is all
marketplace-offer-button-diet-on = ✓ { $name }
marketplace-offer-button-diet-off = { $name }
marketplace-offer-button-limit-choice = { $limit } a person
marketplace-offer-button-discard-now = 🗑 Delete it
marketplace-offer-button-share-now = 📤 Share it
marketplace-offer-button-copy-link = 📋 Copy the link

# Forms
marketplace-new-offer-title = New offer
marketplace-new-offer-what = What do you offer?
marketplace-new-offer-what-label = What
marketplace-new-offer-what-example = Bread bag
marketplace-new-offer-price = What does one cost? For example 4.50
marketplace-new-offer-price-label = Price
marketplace-new-offer-price-example = 4.50
marketplace-new-offer-quantity = How many are there?
marketplace-new-offer-quantity-label = Units
marketplace-new-offer-quantity-example = 10
marketplace-new-offer-until = Until when can it be picked up? For example 18:30, tomorrow 9:00 or in 2 hours. If that time is past today, it means tomorrow.
marketplace-new-offer-until-label = Pick up until
marketplace-new-offer-until-example = 18:30, tomorrow 9:00 or in 2 hours
marketplace-offer-title-title = Title
marketplace-offer-title-answer = What is it called?
marketplace-offer-title-answer-example = Bread bag
marketplace-offer-description-title = Description
marketplace-offer-description-answer = What is in it?
marketplace-offer-description-answer-example = Rolls, a loaf and something sweet
marketplace-offer-price-title = Price
marketplace-offer-price-answer = What does one cost, for new reservations?
marketplace-offer-price-answer-example = 4.50
marketplace-offer-original-price-title = Regular price
marketplace-offer-original-price-answer = What does one cost regularly?
marketplace-offer-original-price-answer-example = 12
marketplace-offer-left-title = Units left
marketplace-offer-left-answer = How many can still be reserved? 0 means sold out.
marketplace-offer-left-answer-example = 5
marketplace-offer-start-title = Pickup from
marketplace-offer-start-answer = From when can it be picked up? For example 17:00 or tomorrow 9:00.
marketplace-offer-start-answer-example = 17:00, tomorrow 9:00 or in 2 hours
marketplace-offer-start-answer-now = Now
marketplace-offer-end-title = Pickup until
marketplace-offer-end-answer = Until when can it be picked up? For example 18:30, tomorrow 9:00 or in 2 hours. If that time is past today, it means tomorrow.
marketplace-offer-end-answer-example = 18:30, tomorrow 9:00 or in 2 hours
marketplace-offer-photo-title = Photo
marketplace-offer-photo-answer = Send a photo of it. Without one, customers see your venue’s photo.
marketplace-offer-add-item-title = One more item
marketplace-offer-add-item-what = What is it called?
marketplace-offer-add-item-what-label = What
marketplace-offer-add-item-what-example = Cake box
marketplace-offer-add-item-price = What does one cost?
marketplace-offer-add-item-price-label = Price
marketplace-offer-add-item-price-example = 6
marketplace-offer-add-item-quantity = How many are there?
marketplace-offer-add-item-quantity-label = Units
marketplace-offer-quick-price = { $price }
marketplace-offer-quick-hours = in { $hours } h
marketplace-offer-quick-closing = until { $at }
marketplace-offer-add-item-quantity-example = 4
marketplace-offer-rename-item-title = Name of the item
marketplace-offer-rename-item-answer = What is it called?
marketplace-offer-rename-item-answer-example = Cake box
marketplace-offer-cancel-title = Cancel the offer
marketplace-offer-cancel-reason = Why? Everybody who has reserved is told this reason, and their reservations end.
marketplace-offer-cancel-reason-example = The oven broke down, we are closed today
marketplace-offer-noun = Offer
