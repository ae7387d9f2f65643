# Первый экран
marketplace-home-venue = { $more ->
    [0] 🏪 <b>{ $venue }</b>: выложите то, что может остаться, и люди рядом забронируют это здесь.
    [one] 🏪 <b>{ $venue }</b> и ещё { $more } заведение: выложите то, что может остаться, и люди рядом забронируют это здесь.
    [few] 🏪 <b>{ $venue }</b> и ещё { $more } заведения: выложите то, что может остаться, и люди рядом забронируют это здесь.
   *[many] 🏪 <b>{ $venue }</b> и ещё { $more } заведений: выложите то, что может остаться, и люди рядом забронируют это здесь.
  }
marketplace-home-counter = { $more ->
    [0] 🏪 <b>{ $venue }</b>: вводите коды тех, кто пришёл забирать.
    [one] 🏪 <b>{ $venue }</b> и ещё { $more } заведение: вводите коды тех, кто пришёл забирать.
    [few] 🏪 <b>{ $venue }</b> и ещё { $more } заведения: вводите коды тех, кто пришёл забирать.
   *[many] 🏪 <b>{ $venue }</b> и ещё { $more } заведений: вводите коды тех, кто пришёл забирать.
  }
marketplace-home-new-offer = ➕ Новое
marketplace-home-my-offers = 📋 Мои предложения
marketplace-home-collect = 🔢 Ввести код
marketplace-home-browse = 🔍 Смотреть предложения
marketplace-home-mine = 🛍 Мои брони
marketplace-home-mine-some = 🛍 Мои брони ({ $count })
marketplace-home-following = 🔔 Подписки
marketplace-home-venues = 🏪 Мои заведения
marketplace-home-for-venues = 🏪 Для заведений
