# Предложение глазами покупателя
marketplace-card = { $lines }
marketplace-card-title = <b>{ $title }</b>
marketplace-card-venue = 🏪 { $venue }, { $street }, { $city }{ $distance }{ $rating }
marketplace-card-distance = {" "}· { $distance } от вас
marketplace-card-rated = {" "}· { $rating }
marketplace-card-rating = ★ { NUMBER($rating, minimumFractionDigits: 1) } ({ $count ->
    [one] { $count } оценка
    [few] { $count } оценки
   *[many] { $count } оценок
  })
marketplace-card-price = 💰 { $price }{ $left }
marketplace-card-item = • { $title }: { $price }{ $left }
marketplace-card-stock = {" "}· { $left }
marketplace-card-items-more = { $count ->
    [one] … и ещё { $count } позиция
    [few] … и ещё { $count } позиции
   *[many] … и ещё { $count } позиций
  }
marketplace-card-amount = <b>{ $price }</b>
marketplace-card-amount-discounted = <b>{ $price }</b> вместо <s>{ $original }</s> (скидка { $percent } %)
marketplace-card-left = { $count ->
    [0] распродано
    [1] последняя порция
    [one] осталась { $count } порция
    [few] осталось { $count } порции
   *[many] осталось { $count } порций
  }
marketplace-card-left-many = осталось больше { $count } порций
marketplace-card-window = 🕒 Забрать { $window }
marketplace-card-window-now = сейчас, до { $end }
marketplace-card-window-now-until = сейчас, до { $day } { $end }
marketplace-card-window-day = { $day } { $start }–{ $end }
marketplace-card-window-days = { $day } { $start } — { $endDay } { $end }
marketplace-card-window-tonight = сегодня вечером { $start }–{ $end }
marketplace-card-day-today = сегодня
marketplace-card-day-tomorrow = завтра
marketplace-card-day = { $date },
marketplace-card-ends = ⏳ Конец выдачи { $in }
marketplace-card-description = { $text }

# Почему нельзя забронировать
marketplace-card-state-draft = 📝 <b>Ещё не опубликовано</b>
marketplace-card-state-paused = ⏸ <b>Заведение приостановило это предложение</b>
marketplace-card-state-sold-out = 🚫 <b>Распродано</b>
marketplace-card-state-expired = ⌛ <b>Предложение закончилось { $at }</b>
marketplace-card-state-ended = ⌛ <b>Заведение завершило это предложение { $at }</b>
marketplace-card-state-cancelled = ❌ <b>Заведение отменило это предложение</b>
marketplace-card-state-hidden = 🚫 <b>Это предложение больше недоступно</b>

# Что внутри
marketplace-card-diets = 🌱 { $diets }
marketplace-card-avoided = 🛑 <b>Вы этого избегаете: { $allergens }</b>
marketplace-card-contains = ⚠️ Содержит: { $allergens }
marketplace-card-may-contain = ⚠️ Может содержать: { $allergens }
marketplace-card-contains-both = ⚠️ Содержит: { $allergens }; может содержать: { $may }
marketplace-card-no-allergens = Ни одного из 14 основных аллергенов, по словам заведения
marketplace-card-not-stated = ⚠️ Указаны не все аллергены: при аллергии спросите в заведении
marketplace-card-list = { $list }, { $name }
marketplace-card-name = { $name }
marketplace-card-allergen-celery = сельдерей
marketplace-card-allergen-gluten = глютен
marketplace-card-allergen-crustaceans = ракообразные
marketplace-card-allergen-eggs = яйца
marketplace-card-allergen-fish = рыба
marketplace-card-allergen-lupin = люпин
marketplace-card-allergen-milk = молоко
marketplace-card-allergen-molluscs = моллюски
marketplace-card-allergen-mustard = горчица
marketplace-card-allergen-nuts = орехи
marketplace-card-allergen-peanuts = арахис
marketplace-card-allergen-sesame = кунжут
marketplace-card-allergen-soy = соя
marketplace-card-allergen-sulphites = сульфиты
marketplace-card-diet-vegetarian = вегетарианское
marketplace-card-diet-vegan = веганское
marketplace-card-diet-halal = халяль
marketplace-card-diet-kosher = кошерное
marketplace-card-diet-gluten-free = без глютена
marketplace-card-diet-lactose-free = без лактозы
