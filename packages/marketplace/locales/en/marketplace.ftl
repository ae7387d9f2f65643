marketplace-title = Surplus food
marketplace-home = 🥐 Surplus food
marketplace-welcome = Good food that would be thrown away, for a small price. Reserve it here, pay when you collect it.
marketplace-status = { $lines }
marketplace-privacy = What you reserve and collect, where you look for food and whom you follow; of venues their name, address, phone (sealed), photos and staff: to sell and hand out what would be thrown away. A venue sees your first name with what you reserve there; its people are told of reservations only if they ask for it.
marketplace-erasure = Also where you look for food, whom you follow, and your name on reservations; what you reserved for another day is cancelled. Your venues are closed: their offers end, and their phone, photos and staff are erased. What keeps the rules the same for everybody stays until it ends, without your number: a block and how many appeals against it were not granted, no-shows, late cancellations, limits and cancellations of open offers, a suspended venue. It counts again if you come back.
