# The first screen
marketplace-home-venue = { $more ->
    [0] 🏪 <b>{ $venue }</b>: post what would be left over, and people nearby reserve it here.
    [one] 🏪 <b>{ $venue }</b> and { $more } more venue: post what would be left over, and people nearby reserve it here.
   *[other] 🏪 <b>{ $venue }</b> and { $more } more venues: post what would be left over, and people nearby reserve it here.
  }
marketplace-home-counter = { $more ->
    [0] 🏪 <b>{ $venue }</b>: enter the codes of people who come to collect.
    [one] 🏪 <b>{ $venue }</b> and { $more } more venue: enter the codes of people who come to collect.
   *[other] 🏪 <b>{ $venue }</b> and { $more } more venues: enter the codes of people who come to collect.
  }
marketplace-home-new-offer = ➕ New offer
marketplace-home-my-offers = 📋 My offers
marketplace-home-collect = 🔢 Enter a pickup code
marketplace-home-browse = 🔍 Browse offers
marketplace-home-mine = 🛍 My reservations
marketplace-home-mine-some = 🛍 My reservations ({ $count })
marketplace-home-following = 🔔 Following
marketplace-home-venues = 🏪 My venues
marketplace-home-for-venues = 🏪 For venues
