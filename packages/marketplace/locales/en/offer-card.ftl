# An offer as customers see it
marketplace-card = { $lines }
marketplace-card-title = <b>{ $title }</b>
marketplace-card-venue = 🏪 { $venue }, { $street }, { $city }{ $distance }{ $rating }
marketplace-card-distance = {" "}· { $distance } away
marketplace-card-rated = {" "}· { $rating }
marketplace-card-rating = ★ { NUMBER($rating, minimumFractionDigits: 1) } ({ $count ->
    [one] { $count } rating
   *[other] { $count } ratings
  })
marketplace-card-price = 💰 { $price }{ $left }
marketplace-card-item = • { $title }: { $price }{ $left }
marketplace-card-stock = {" "}· { $left }
marketplace-card-items-more = { $count ->
    [one] … and { $count } more item
   *[other] … and { $count } more items
  }
marketplace-card-amount = <b>{ $price }</b>
marketplace-card-amount-discounted = <b>{ $price }</b> instead of <s>{ $original }</s> ({ $percent }% off)
marketplace-card-left = { $count ->
    [0] sold out
    [1] last one
   *[other] { $count } left
  }
marketplace-card-left-many = more than { $count } left
marketplace-card-window = 🕒 Pick up { $window }
marketplace-card-window-now = now, until { $end }
marketplace-card-window-now-until = now, until { $day } { $end }
marketplace-card-window-day = { $day } { $start }–{ $end }
marketplace-card-window-days = { $day } { $start } – { $endDay } { $end }
marketplace-card-window-tonight = tonight { $start }–{ $end }
marketplace-card-day-today = today
marketplace-card-day-tomorrow = tomorrow
marketplace-card-day = { $date },
marketplace-card-ends = ⏳ Last pickup { $in }
marketplace-card-description = { $text }

# Why it cannot be reserved
marketplace-card-state-draft = 📝 <b>Not published yet</b>
marketplace-card-state-paused = ⏸ <b>The venue has paused this offer</b>
marketplace-card-state-sold-out = 🚫 <b>Sold out</b>
marketplace-card-state-expired = ⌛ <b>This offer ended { $at }</b>
marketplace-card-state-ended = ⌛ <b>The venue ended this offer { $at }</b>
marketplace-card-state-cancelled = ❌ <b>The venue cancelled this offer</b>
marketplace-card-state-hidden = 🚫 <b>This offer is not available any more</b>

# What is in it
marketplace-card-diets = 🌱 { $diets }
marketplace-card-avoided = 🛑 <b>You avoid: { $allergens }</b>
marketplace-card-contains = ⚠️ Contains: { $allergens }
marketplace-card-may-contain = ⚠️ May contain: { $allergens }
marketplace-card-contains-both = ⚠️ Contains: { $allergens }; may contain: { $may }
marketplace-card-no-allergens = None of the 14 main allergens, says the venue
marketplace-card-not-stated = ⚠️ Not all allergens are stated: ask the venue if you have an allergy
marketplace-card-list = { $list }, { $name }
marketplace-card-name = { $name }
marketplace-card-allergen-celery = celery
marketplace-card-allergen-gluten = gluten
marketplace-card-allergen-crustaceans = crustaceans
marketplace-card-allergen-eggs = eggs
marketplace-card-allergen-fish = fish
marketplace-card-allergen-lupin = lupin
marketplace-card-allergen-milk = milk
marketplace-card-allergen-molluscs = molluscs
marketplace-card-allergen-mustard = mustard
marketplace-card-allergen-nuts = nuts
marketplace-card-allergen-peanuts = peanuts
marketplace-card-allergen-sesame = sesame
marketplace-card-allergen-soy = soy
marketplace-card-allergen-sulphites = sulphites
marketplace-card-diet-vegetarian = vegetarian
marketplace-card-diet-vegan = vegan
marketplace-card-diet-halal = halal
marketplace-card-diet-kosher = kosher
marketplace-card-diet-gluten-free = gluten-free
marketplace-card-diet-lactose-free = lactose-free
