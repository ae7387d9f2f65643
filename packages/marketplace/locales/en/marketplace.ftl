marketplace-title = Surplus food
marketplace-home = Surplus food
marketplace-welcome = Good food that would be thrown away, for a small price. Reserve it here, pay when you collect it.
marketplace-status = { $lines }
