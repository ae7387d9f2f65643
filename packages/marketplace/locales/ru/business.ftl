marketplace-business-unknown = { $id } — не ваше заведение. Ваши заведения: /venue
