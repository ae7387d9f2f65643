# Единственное сообщение, которое показывает бронь покупателю
marketplace-purchase-below = { $note }

    { $screen }
marketplace-purchase-receipt = 🎟 Ваш код: <b>{ $code }</b>

    { $contents }
    🏪 { $venue }, { $address }
    🕒 { $window } · { $opening }
    Покажите код или картинку. { $rules }
marketplace-purchase-receipt-free = Отменить бесплатно можно до { $freeUntil }; 2 поздние отмены = 1 неявка.
marketplace-purchase-receipt-late = Отмена теперь считается поздней; 2 поздние отмены = 1 неявка.
marketplace-purchase-receipt-opens = откроется { $start }
marketplace-purchase-receipt-open = уже открыто, закроется { $end }
marketplace-purchase-receipt-over = 🎟 Ваш код: <b>{ $code }</b>

    ⌛ <b>Время получения закончилось.</b> Если вы на месте, вам ещё могут выдать бронь до { $until }. Потом я спрошу, забрали ли вы её.

    { $contents }
    🏪 { $venue }, { $address }
    🕒 { $window }
marketplace-purchase-receipt-pay = 🛍 <b>{ $amount }</b>, к оплате на месте: <b>{ $total }</b>
marketplace-purchase-receipt-ended = <b>{ $end }</b>

    🛍 { $amount }, { $total }
    🏪 { $venue }, { $address }
    🕒 { $window }
marketplace-purchase-receipt-moved = 🛍 { $amount }, { $venue }
    Код — ниже в чате.
marketplace-purchase-reserved-toast = ✅ Забронировано. Ваш код: { $code }
marketplace-purchase-already-code = Вы это уже забронировали. Ваш код: { $code }
marketplace-purchase-button-copy = 📋 Код { $code }
marketplace-purchase-button-copy-link = 📋 Скопировать ссылку

# Собственные брони
marketplace-purchase-mine = <b>Ваши брони</b>

    { $lines }

    Какой код показать?
marketplace-purchase-mine-line = • { $amount }, { $venue }, { $total }
    🕒 { $window }
marketplace-purchase-past-line = • { $amount }, { $venue }, { $total }
    🕒 { $window }. { $end }
marketplace-purchase-status = { $count ->
    [one] { $count } бронь: { $amount }, { $venue }, { $window }
    [few] { $count } брони; ближайшая: { $amount }, { $venue }, { $window }
   *[many] { $count } броней; ближайшая: { $amount }, { $venue }, { $window }
  }
marketplace-purchase-button-open = 🛍 { $amount }
marketplace-purchase-over = Эта бронь уже закрыта. { $end }

# Отмена
marketplace-purchase-cancel-free = Отменить <b>{ $amount }</b> ({ $venue })? До { $freeUntil } это бесплатно.
marketplace-purchase-cancel-late = Отменить <b>{ $amount }</b> ({ $venue })? Бесплатно было до { $freeUntil }, поэтому отмена будет поздней. 2 поздние отмены = 1 неявка, а после 3 неявок за 30 дней бронировать нельзя 14 дней.
marketplace-purchase-cancel-over = Время получения закончилось { $at }, отменить уже нельзя. Если заведение не введёт код, я спрошу, забрали ли вы бронь.
marketplace-purchase-cancelled-toast = Бронь отменена
marketplace-purchase-cancelled-free = ❌ { $amount }, { $venue }: бронь отменена. Платить ничего не нужно.
marketplace-purchase-cancelled-late = ❌ { $strikes ->
    [0] 2 поздние отмены = 1 неявка; эта — первая.
    [one] Итого { $strikes } неявка из { $limit } за 30 дней.
    [few] Итого { $strikes } неявки из { $limit } за 30 дней.
   *[many] Итого { $strikes } неявок из { $limit } за 30 дней.
  }
marketplace-purchase-cancelled-before = Эта бронь уже отменена.

# Передать другу
marketplace-purchase-friend-link = 🎁 Отправьте эту ссылку другу, который заберёт <b>{ $amount }</b>, { $venue }:

    { $link }

    Она сработает один раз, до { $until }. Пока друг не согласился, QR-код выше — ваш: отправляйте ссылку, а не картинку.
marketplace-purchase-friend-taken-toast = ✅ Теперь это ваша бронь. Код: { $code }
marketplace-purchase-friend-yours = Эта бронь уже ваша. Её показывает /my_reservations.
marketplace-purchase-told-sent = 🎁 { $amount }, { $venue }: теперь это бронь друга ({ $name }). Ваш код больше не действует.

# Что узнают покупатели
marketplace-purchase-told-cancelled = ❌ { $venue }: заведение отменило вашу бронь: { $amount }, { $window }. Платить ничего не нужно.
    Причина: { $reason }
marketplace-purchase-told-cancelled-nearby = ❌ { $venue }: заведение отменило вашу бронь: { $amount }, { $window }. Платить ничего не нужно.
    Причина: { $reason }

    Рядом есть:
    { $lines }
marketplace-purchase-told-window = 🕒 <b>{ $amount }</b>, { $venue }: время получения изменилось: { $window }.{ $free }
marketplace-purchase-told-start = 🔔 <b>Можно забирать</b>
marketplace-purchase-told-end = ⏳ <b>Вас ещё ждут</b> до { $until }
marketplace-purchase-told-reconfirm = ❓ <b>Вы придёте?</b> После 2 неявок за 30 дней мы спрашиваем заранее. Подтвердите до { $by }, иначе бронь будет отменена.
marketplace-purchase-reconfirmed = 👍 Спасибо, вас ждут.
marketplace-purchase-told-dropped = ❌ { $amount }, { $venue }: бронь отменена, потому что вы не подтвердили вовремя, что придёте. Неявкой это не считается.
marketplace-purchase-told-missed = ❓ Вы забрали <b>{ $amount }</b>, { $venue }? Заведение не ввело код. Если забрали, нажмите «👍 Всё у меня»: иначе заведение может в течение 24 часов отметить неявку.
marketplace-purchase-claimed = 👍 Спасибо. Неявкой это не считается.
marketplace-purchase-claim-late = { $venue }: заведение уже сообщило, что никто не пришёл. Если это не так, напишите нам: /support
marketplace-purchase-told-no-show = { $venue }: заведение сообщило о неявке: <b>{ $amount }</b>, { $window }. { $strikes ->
    [2] Итого { $strikes } неявки из { $limit } за 30 дней: теперь за час до получения мы будем просить подтверждение.
    [one] Итого { $strikes } неявка из { $limit } за 30 дней.
    [few] Итого { $strikes } неявки из { $limit } за 30 дней.
   *[many] Итого { $strikes } неявок из { $limit } за 30 дней.
  } Если это не так, напишите нам: /support

# Уход
marketplace-purchase-erase-blocked = { $amount }: ждёт вас, { $venue }, { $window }. Сначала заберите или отмените бронь.
marketplace-purchase-erase-unmarked = { $amount } ({ $venue }): не выдано, и до { $until } заведение может сообщить о неявке. Если вы всё забрали, нажмите «👍 Всё у меня» под моим вопросом. Или подождите до этого времени.
