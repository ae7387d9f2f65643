# Первый экран
marketplace-home-venue = { $more ->
    [0] 🏪 <b>{ $venue }</b>: выложите то, что может остаться, и люди рядом забронируют это здесь.
    [one] 🏪 <b>{ $venue }</b> и ещё { $more } заведение: выложите то, что может остаться, и люди рядом забронируют это здесь.
    [few] 🏪 <b>{ $venue }</b> и ещё { $more } заведения: выложите то, что может остаться, и люди рядом забронируют это здесь.
   *[many] 🏪 <b>{ $venue }</b> и ещё { $more } заведений: выложите то, что может остаться, и люди рядом забронируют это здесь.
  }
marketplace-home-new-offer = ➕ Выложить предложение
marketplace-home-my-offers = 📋 Мои предложения
marketplace-home-browse = 🔍 Смотреть предложения
marketplace-home-mine = 🛍 Мои брони
marketplace-home-mine-some = 🛍 Мои брони ({ $count })
marketplace-home-following = 🔔 Подписки
marketplace-home-venues = 🏪 Мои заведения
marketplace-home-for-venues = 🏪 Для заведений
