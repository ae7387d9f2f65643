marketplace-title = Surplus food
marketplace-home = 🥐 Surplus food
marketplace-welcome = Good food that would be thrown away, for a small price. Reserve it here, pay when you collect it.
marketplace-privacy = What you reserve and collect, where you look for food and whom you follow; of venues their name, address, phone (encrypted), photos and staff: to sell and hand over what would be thrown away. A venue sees your first name with what you reserve there; its people are told of reservations only if they ask for it.
marketplace-erasure = Your venues are closed, their offers end, and what you reserved for another day is cancelled. Also deleted: phone, photos and staff of your venues, where you look for food, whom you follow, and your name on reservations. What keeps the rules the same for everybody stays until it ends, without your ID: a block and how many appeals against it were not accepted, no-shows, late cancellations, limits and cancellations of open offers, a suspended venue. It counts again if you come back.

# Opening hours, which venues write themselves
marketplace-hours = { $before }{ $word }{ $after }
marketplace-hours-mon = Mon
marketplace-hours-tue = Tue
marketplace-hours-wed = Wed
marketplace-hours-thu = Thu
marketplace-hours-fri = Fri
marketplace-hours-sat = Sat
marketplace-hours-sun = Sun
marketplace-hours-daily = daily
marketplace-hours-closed = closed
marketplace-hours-always = round the clock
