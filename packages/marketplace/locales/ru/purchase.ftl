marketplace-command-my_reservations = Ваши брони и коды получения

# Что говорит каждый экран о брони
marketplace-purchase-amount = { $quantity } × { $title }
marketplace-purchase-window = { $fromDay }, { $from }–{ $to }
marketplace-purchase-window-today = Сегодня { $from }–{ $to }
marketplace-purchase-window-tonight = Сегодня вечером { $from }–{ $to }
marketplace-purchase-window-days = { $fromDay }, { $from } — { $toDay }, { $to }
marketplace-purchase-unknown = { $id }: это не ваша бронь. Ваши брони: /my_reservations
marketplace-purchase-not-open = Бронь { $id } уже закрыта. { $end }
marketplace-purchase-end-collected = Получено { $at }. Приятного аппетита!
marketplace-purchase-end-cancelled = Вы её отменили. Платить ничего не нужно.
marketplace-purchase-end-cancelled-late = Вы отменили её поздно.
marketplace-purchase-end-dropped = Она отменена: вы вовремя не подтвердили, что придёте.
marketplace-purchase-end-venue = Её отменило заведение. Платить ничего не нужно.
marketplace-purchase-end-missed = Её не выдали вовремя.
marketplace-purchase-end-claimed = Вы сообщили, что всё забрали.
marketplace-purchase-end-no-show = Заведение сообщило, что никто не пришёл.
marketplace-purchase-end-expired = Её не оплатили вовремя.
marketplace-purchase-end-held = Она ждёт оплаты.
marketplace-purchase-end-sent = Вы передали её другу. Этот код больше не действует.

# Бронирование
marketplace-purchase-items = <b>{ $title }</b>, { $venue }

    { $lines }

    Что вы хотите забронировать?
marketplace-purchase-item = • { $title }: { $price }, { $left ->
    [one] осталась { $left } порция
    [few] осталось { $left } порции
   *[many] осталось { $left } порций
  }
marketplace-purchase-item-gone = • { $title }: распродано
marketplace-purchase-card = 🛍 <b>{ $amount }</b>
    💰 { $quantity ->
    [1] К оплате на месте: <b>{ $total }</b>
   *[other] { $quantity } по { $price }, к оплате на месте: <b>{ $total }</b>
  }
    🏪 { $venue }, { $address }
    🕒 Забрать { $window }
    { $food }

    Отменить бесплатно можно до { $freeUntil }. Позже тоже можно, но отмена считается поздней: 2 поздние отмены = 1 неявка.
marketplace-purchase-at-least = Минимум — 1 порция.
marketplace-purchase-at-most = { $most ->
    [one] Можно взять не больше { $most } порции.
   *[other] Можно взять не больше { $most } порций.
  }
marketplace-purchase-changed = Предложение изменилось, пока вы смотрели. Ничего не забронировано. Проверьте и подтвердите ещё раз.
marketplace-purchase-already = Вы это уже забронировали.
marketplace-purchase-already-sent = Вы это уже забронировали и передали бронь другу.
marketplace-purchase-code-missing = сейчас недоступен

# Почему не забронировано и что делать
marketplace-purchase-refused-gone = Только что распродано. Ничего не забронировано. Посмотрите другие предложения.
marketplace-purchase-refused-few = { $left ->
    [one] Осталась только { $left } порция. Пока ничего не забронировано. Взять её?
    [few] Осталось только { $left } порции. Пока ничего не забронировано. Взять их?
   *[many] Осталось только { $left } порций. Пока ничего не забронировано. Взять их?
  }
marketplace-purchase-refused-paused = Заведение приостановило это предложение. Ничего не забронировано. Попробуйте позже или посмотрите другие.
marketplace-purchase-refused-expired = Предложение закончилось: { $at }. Ничего не забронировано. Посмотрите другие предложения.
marketplace-purchase-refused-ended = Заведение завершило это предложение. Ничего не забронировано. Посмотрите другие предложения.
marketplace-purchase-refused-limit = { $limit ->
    [one] Больше нельзя: на человека { $limit } порция, и она у вас уже есть. Её показывает /my_reservations.
    [few] Больше нельзя: на человека { $limit } порции, и они у вас уже есть. Их показывает /my_reservations.
   *[many] Больше нельзя: на человека { $limit } порций, и они у вас уже есть. Их показывает /my_reservations.
  }
marketplace-purchase-refused-limit-left = На человека можно взять { $limit }, у вас уже { $taken }, так что осталось { $left }. Пока ничего не забронировано.
marketplace-purchase-refused-blocked = После 3 неявок бронировать нельзя до { $until }. Если это несправедливо, нажмите «Оспорить» под последним сообщением об этом.
marketplace-purchase-refused-often = { $times ->
    [few] Вы { $times } раза бронировали это предложение и отменяли бронь. Теперь оно для других. Что есть ещё: /offers
   *[other] Вы { $times } раз бронировали это предложение и отменяли бронь. Теперь оно для других. Что есть ещё: /offers
  }
marketplace-purchase-refused-unknown = Этого предложения больше нет. Посмотрите другие: /offers
marketplace-purchase-refused-busy = Сейчас бронируют очень многие. Пока ничего не забронировано. Нажмите кнопку ещё раз.

# Свои брони
marketplace-purchase-mine-none = Забирать нечего. Что есть сейчас, показывает /offers.
marketplace-purchase-past = <b>Прошлые брони</b>

    { $lines }
marketplace-purchase-past-none = Прошлых броней нет.

# Отмена
marketplace-purchase-cancel-late-now = Время бесплатной отмены вышло: теперь она считается поздней. Если всё же отменить, подтвердите ещё раз.

# Передача другу
marketplace-purchase-friend-invitation = { $amount }, { $venue }: забронировано для вас. Заберите { $window }, к оплате на месте { $total }.
marketplace-purchase-friend-card = 🎁 { $name } передаёт вам бронь:

    <b>{ $amount }</b>
    🏪 { $venue }, { $address }
    🕒 Забрать { $window }
    💰 К оплате на месте: <b>{ $total }</b>

    Если вы согласитесь, у вас будет свой код, а прежний перестанет действовать.
marketplace-purchase-friend-unknown = Эта ссылка не действует. Попросите у друга новую.
marketplace-purchase-friend-own = Это ваша собственная ссылка. Отправьте её другу, который заберёт бронь.
marketplace-purchase-friend-used = Этой ссылкой уже воспользовались. Спросите друга, у кого бронь теперь.
marketplace-purchase-friend-expired = Время получения закончилось { $at }, передать бронь уже нельзя.
marketplace-purchase-friend-cancelled = Эта бронь уже закрыта: её отменили или забрали. Что есть ещё, показывает /offers.
marketplace-purchase-friend-limit = На человека можно взять { $limit }, а у вас из этого предложения уже { $taken }.

# Кнопки
marketplace-purchase-button-item = { $title } · { $price }
marketplace-purchase-button-less = −
marketplace-purchase-button-quantity = { $quantity }
marketplace-purchase-button-more = +
marketplace-purchase-button-least = мин. 1
marketplace-purchase-button-most = макс. { $most }
marketplace-purchase-button-confirm = ✅ Подтвердить · { $total }
marketplace-purchase-button-take = Взять { $quantity }
marketplace-purchase-button-offer = ‹ К предложению
marketplace-purchase-button-browse = 🔍 Другие предложения
marketplace-purchase-button-mine = 🛍 Мои брони
marketplace-purchase-button-active = 🛍 Открытые брони
marketplace-purchase-button-sooner = ‹ Раньше
marketplace-purchase-button-later = Позже ›
marketplace-purchase-button-past = Прошлые
marketplace-purchase-button-code = 🎟 Показать код
marketplace-purchase-button-cancel = ❌ Отменить
marketplace-purchase-button-cancel-free = Да, отменить
marketplace-purchase-button-cancel-late = Да, отменить
marketplace-purchase-button-keep = Оставить
marketplace-purchase-button-send = 🎁 Передать
marketplace-purchase-button-choose-friend = 🎁 Выбрать друга
marketplace-purchase-button-take-over = ✅ Взять
marketplace-purchase-button-place = 📍 Где это
marketplace-purchase-button-claim = 👍 Всё у меня
marketplace-purchase-button-sure = 👍 Да, приду
marketplace-purchase-button-appeal = Оспорить
marketplace-purchase-button-alternative = { $title } · { $price }
marketplace-purchase-button-handed-over = ✅ Выдано
marketplace-purchase-button-next-code = Следующий код
marketplace-purchase-button-choose = { $id } · { $amount } · { $name }
marketplace-purchase-button-no-show = { $id } · { $name }: неявка
marketplace-purchase-button-missed-more = Ещё ›

# Личные данные
marketplace-kept-sanction = После /delete: запрет бронировать и сколько раз его оспорили без успеха, неявки и поздние отмены, сколько вы взяли из ещё открытого предложения и сколько раз отменяли его, и что ваше заведение было заблокировано. Под хешем с ключом вместо вашего ID, каждое до своего окончания (не дольше 30 дней, о заведении — год) и ещё { $time }. Чтобы правила были одни для всех.
marketplace-kept-transfer = Что бронь передали другу, без самой ссылки: { $time } после окончания её срока. Чтобы объяснить, что стало со старой ссылкой.
marketplace-kept-appeal = Что вы написали, оспаривая запрет бронировать, зашифрованное: { $time }. Чтобы решение было одно.
marketplace-purchase-noun = Бронь
