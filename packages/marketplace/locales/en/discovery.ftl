# Commands
marketplace-command-offers = Surplus food near you
marketplace-command-browse = Look through the offers
marketplace-command-following = What I am told about

# Lists of offers
marketplace-discovery-list =
    <i>{ $list }</i>
    { $card }
marketplace-discovery-list-all = All { $where }
marketplace-discovery-list-ending = Ending soon { $where }
marketplace-discovery-nearby = Near you
marketplace-discovery-around = around you
marketplace-discovery-in-city = in { $city }
marketplace-discovery-card-gone = 🚫 <b>This offer is not there any more</b>
marketplace-discovery-empty =
    <i>{ $list }</i>

    { $nothing }{ $hidden }
    I can write to you when something new appears.
marketplace-discovery-empty-all = There is nothing to reserve right now { $where }.
marketplace-discovery-empty-nearby = There is nothing to reserve right now within { $km } km.
marketplace-discovery-empty-ending = Nothing ends within the next { $hours } hours { $where }. Press “All” to see what ends later.
marketplace-discovery-empty-hidden = {" "}Your allergen settings hide what you avoid.
marketplace-discovery-offer-others =
    { $card }

    This can be had nearby instead:

# A venue
marketplace-discovery-venue =
    🏪 <b>{ $venue }</b>
    { $street }, { $postal } { $city }
    🕒 { $hours }{ $rating }

    { $offers }
marketplace-discovery-venue-rating = {" "}· { $rating }
marketplace-discovery-venue-offers = { $count ->
    [0] Nothing is on offer just now. Follow the venue, and I will write when it posts something.
    [one] { $count } offer now:
   *[other] { $count } offers now:
  }

# Where to look
marketplace-discovery-below =
    { $note }

    { $screen }
marketplace-discovery-where =
    📍 <b>Where to look for offers</b>
    { $place }{ $city }

    { $choice }
marketplace-discovery-where-none = No location yet.
marketplace-discovery-where-kept = Your location is saved for 30 days.
marketplace-discovery-where-lent = Your location is kept for this search and deleted 3 hours after your last one.
marketplace-discovery-where-city = {" "}You are looking in { $city }.
marketplace-discovery-where-choice = Share your location to see what is near, or choose a city:
marketplace-discovery-where-no-cities = No city has offers right now. Share your location, and I can write to you when something appears near you.

# The form that asks for the place
marketplace-place-title = Your location
marketplace-place-place = Where are you? Press the button below, or send any place on the map (📎 → Location).
marketplace-place-place-label = Location
marketplace-place-keep = May I save this location, so that you need not send it again?
marketplace-place-keep-label = Save it
marketplace-place-keep-month = Yes, for 30 days
marketplace-place-keep-now = No, only for now

# Settings
marketplace-discovery-settings =
    ⚙️ <b>What you are shown</b>
    “Nearby” reaches { $km } km.
    You avoid: { $avoided }.{ $unstated }
    { $place }
marketplace-discovery-avoid-nothing = nothing
marketplace-discovery-unstated-off = {""}
marketplace-discovery-unstated-hidden = {" "}Offers that do not state these allergens are hidden too.
marketplace-discovery-unstated-shown = {" "}Offers that do not state these allergens are shown.
marketplace-discovery-settings-place = Your location is saved.
marketplace-discovery-settings-no-place = No location is saved.
marketplace-discovery-allergens =
    🥜 <b>What do you avoid?</b>
    Offers that contain it are not shown. What may contain it is shown with a warning.{ $unstated }
    With a serious allergy always ask the venue too.

# Following
marketplace-discovery-following =
    🔔 <b>I write to you when these have something new</b>
    { $lines }
marketplace-discovery-following-venue = 🏪 { $venue }, { $city }
marketplace-discovery-following-search = 🔍 Offers { $search }
marketplace-discovery-following-nothing = You follow nothing. Press “More…” and “🔔 Follow venue” on an offer, or “🔔 Tell me of new offers here” where you look.
marketplace-discovery-search-city = in { $city }
marketplace-discovery-search-place = within { $km } km of your place
marketplace-discovery-search-city-short = { $city }
marketplace-discovery-search-place-short = { $km } km
marketplace-discovery-search-limit = { $where }, up to { $price }
marketplace-discovery-status = Following: { $venues ->
    [one] { $venues } venue
   *[other] { $venues } venues
  }, { $searches ->
    [one] { $searches } saved search
   *[other] { $searches } saved searches
  } (/following)
marketplace-discovery-saved =
    🔔 I will write to you about new offers { $search }.
    The first comes at once, what follows within ten minutes in one message. You can stop these messages at any time.
marketplace-search-price-title = Price limit
marketplace-search-price-limit = Up to which price shall I write to you? The cheapest item of an offer counts.
marketplace-search-price-limit-example = 5.50
marketplace-search-price-quick = { $price }

# Alerts
marketplace-discovery-alert-follow =
    🔔 <b>New: { $venue }</b>

    { $card }
marketplace-discovery-alert-search =
    🔔 <b>New where you look</b>

    { $card }
marketplace-discovery-alert-follow-many =
    🔔 <b>{ $venue }: { $count ->
        [one] { $count } new offer
       *[other] { $count } new offers
    }</b>

    { $lines }
marketplace-discovery-alert-search-many =
    🔔 <b>New where you look: { $count ->
        [one] { $count } offer
       *[other] { $count } offers
    }, { $venue }</b>

    { $lines }
marketplace-discovery-alert-line = • { $title }: { $price }, { $window }
marketplace-discovery-alert-others = …and { $count } more

# Buttons
marketplace-discovery-button-reserve = 🛍 Reserve
marketplace-discovery-button-previous = ‹
marketplace-discovery-button-position = { $at } of { $total }
marketplace-discovery-button-position-best = { $at } of { $total }+
marketplace-discovery-button-next = ›
marketplace-discovery-button-more = More…
marketplace-discovery-button-to-offer = ‹ To the offer
marketplace-discovery-button-back = ‹ Back
marketplace-discovery-button-list = ‹ To the list
marketplace-discovery-button-filter-all = All
marketplace-discovery-button-filter-all-on = ✓ All
marketplace-discovery-button-filter-nearby = Nearby
marketplace-discovery-button-filter-nearby-on = ✓ Nearby
marketplace-discovery-button-filter-ending = Ending
marketplace-discovery-button-filter-ending-on = ✓ Ending
marketplace-discovery-button-follow = 🔔 Follow venue
marketplace-discovery-button-unfollow = 🔕 Unfollow
marketplace-discovery-button-share = ↗️ Share
marketplace-discovery-button-venue = 🏪 About the venue
marketplace-discovery-button-venue-offers = 👀 See the offers
marketplace-discovery-button-browse = 🔍 Browse offers
marketplace-discovery-button-offer = { $title } · { $price } · { $venue }
marketplace-discovery-button-offer-here = 🛍 { $title } · { $price }
marketplace-discovery-button-where = 📍 Where
marketplace-discovery-button-settings = ⚙️ Settings
marketplace-discovery-button-wider = 🔍 Look within { $km } km
marketplace-discovery-button-save = 🔔 Tell me of new offers here
marketplace-discovery-button-share-place = 📍 Share my location
marketplace-discovery-button-share-place-again = 📍 Share another location
marketplace-discovery-button-forget-place = 🗑 Delete my location
marketplace-discovery-button-city = { $city } ({ $count })
marketplace-discovery-button-city-many = { $city } ({ $count }+)
marketplace-discovery-button-cities-next = More cities ›
marketplace-discovery-button-cities-previous = ‹ Bigger cities
marketplace-discovery-button-radius = { $km } km
marketplace-discovery-button-radius-on = ✓ { $km } km
marketplace-discovery-button-allergens = 🥜 What I avoid
marketplace-discovery-button-allergen = { $allergen }
marketplace-discovery-button-allergen-on = ✓ { $allergen }
marketplace-discovery-button-hide-unstated = Hide if not stated
marketplace-discovery-button-show-unstated = Show if not stated
marketplace-discovery-button-following = 🔔 Everything I follow
marketplace-discovery-button-remove-venue = ✖ { $venue }
marketplace-discovery-button-remove-search = ✖ { $search }
marketplace-discovery-button-stop-search = 🔕 Stop this search
marketplace-discovery-button-price = 💰 Only up to a price
marketplace-discovery-button-price-change = 💰 Another price limit

# What a press answers
marketplace-discovery-toast-list-renewed = That list was an older one. Here is a fresh one.
marketplace-discovery-toast-offer-gone = This one cannot be reserved any more.
marketplace-discovery-toast-followed = { $venue }: I will write to you about what is new.
marketplace-discovery-toast-unfollowed = { $venue }: you do not follow it any more.
marketplace-discovery-toast-not-followed = You were not following this venue any more.
marketplace-discovery-toast-place-forgotten = Your location is deleted.
marketplace-discovery-toast-place-forgotten-here = Your location is deleted. Your saved searches keep theirs until you stop them: /following
marketplace-discovery-toast-search-stopped = Stopped: I do not write about this search any more.
marketplace-discovery-toast-search-stopped-before = This search was stopped before.

# Refusals
marketplace-discovery-offer-unknown = I do not know this offer. Send /browse to see what there is.
marketplace-discovery-venue-unknown = This venue is not open here just now. Send /browse to see what there is.
marketplace-discovery-city-unknown = This city has no venues any more. Please choose another one.
marketplace-discovery-radius-unknown = This button is out of date. Please open the settings again.
marketplace-discovery-follow-many = { $max ->
    [one] You follow { $max } venue, and more are not possible. Send /following to remove one first.
   *[other] You follow { $max } venues, and more are not possible. Send /following to remove one first.
  }
marketplace-discovery-search-many = { $max ->
    [one] You have { $max } saved search, and more are not possible. Send /following to remove one first.
   *[other] You have { $max } saved searches, and more are not possible. Send /following to remove one first.
  }
marketplace-discovery-search-nowhere = I do not know where you look. Share your location or choose a city first: send /browse.
marketplace-discovery-search-unknown = This search was stopped before. Send /following to see what you are told about.

# What is kept
marketplace-kept-browse = The list of offers that you look through, with a location that you shared for it alone: { $time }. So that you can turn its pages.
