# Больше штук прямо из чата: разрешение
etsy-lowstock-restock-button-setting = ➕ Пополнять отсюда
etsy-lowstock-restock-setting-off =
    ➕ <b>Пополнять отсюда: { $shop }</b>
    Выключено: я только читаю магазин. Если разрешите, вы сможете сказать мне, сколько теперь штук, и я передам это на Etsy.
    Я меняю число штук и больше ничего, и только когда вы нажали и подтвердили. Коллеги и группы не могут. На странице Etsy сказано «изменять товары»: разрешения поменьше там нет.

    { etsy-lowstock-notice }
etsy-lowstock-restock-setting-on =
    ➕ <b>Пополнять отсюда: { $shop }</b>
    ✅ Включено. Нажмите «➕ Пополнить» под уведомлением или на товаре в /stock.
    Я меняю число штук и больше ничего, и только когда вы нажали и подтвердили. Отмените здесь — и я забуду, что мне можно; насовсем разрешение отзывают в аккаунте Etsy, в списке подключённых приложений. Когда магазин подключат заново, здесь снова будет выключено.

    { etsy-lowstock-notice }
etsy-lowstock-restock-button-allow = ➕ Разрешить…
etsy-lowstock-restock-button-stop = ✖ Больше не пополнять отсюда
etsy-lowstock-restock-stopped = Отменено: я только читаю магазин
etsy-lowstock-restock-shop-back = ‹ Магазин
etsy-lowstock-restock-begin =
    🔗 <b>Разрешить пополнение: { $shop }</b>
    1. Нажмите «Открыть Etsy» и войдите как владелец этого магазина.
    2. Разрешите боту читать и изменять ваши товары.
    3. Вернитесь по кнопке на следующей странице или пришлите мне код с неё.

    Если там отказаться, всё останется как есть: уведомления продолжатся. «Открыть Etsy» срабатывает один раз, в течение 10 минут.

    { etsy-lowstock-notice }

# Сколько штук
etsy-lowstock-restock-which-more = { $more ->
    [one] Ещё { $more } вариант — на странице товара на Etsy.
    [few] Ещё { $more } варианта — на странице товара на Etsy.
   *[other] Ещё { $more } вариантов — на странице товара на Etsy.
  }
etsy-lowstock-restock-which =
    ➕ <b>{ $item }</b>
    Магазин: { $shop }
    Какой вариант пополнить? { $more }

    { etsy-lowstock-notice }
etsy-lowstock-restock-button-variation = { $name }
etsy-lowstock-restock-amount =
    ➕ <b>{ $item }</b>
    Магазин: { $shop }
    Сейчас на Etsy: { $now }
    { $sharing }
    Сколько ещё пришло? Пока вы не подтвердите, ничего не изменится.

    { etsy-lowstock-notice }
etsy-lowstock-restock-sharing = Остаток общий с другими вариантами: число действует для каждого из них.
etsy-lowstock-restock-button-more = +{ $value }
etsy-lowstock-restock-button-usual = Как раньше: { $value }
etsy-lowstock-restock-button-other = ✏️ Другое число…
etsy-lowstock-restock-listing-back = ‹ Товар
etsy-lowstock-restock-back = ‹ Число
etsy-lowstock-restock-confirm =
    ➕ <b>{ $item }: { $before } → { $after } шт.</b>
    Магазин: { $shop }
    { $notes }

    { etsy-lowstock-notice }
etsy-lowstock-restock-button-set = ✅ Указать { $after }
etsy-lowstock-restock-note-sold-out = ⚠️ На Etsy этот товар распродан. Одних штук мало: чтобы он снова продавался, его продлевают на Etsy, а Etsy берёт за это плату за размещение. Я никогда не продлеваю.
etsy-lowstock-restock-note-undo = Отменить можно в течение 5 минут.
etsy-lowstock-restock-note-no-undo = Отменить я не смогу: Etsy не принимает товар, у которого ничего не осталось. Число можно изменить снова — здесь или на Etsy.
etsy-lowstock-restock-same =
    <b>{ $item }</b>
    На Etsy и так { $now }: менять нечего.

    { etsy-lowstock-notice }
etsy-lowstock-restock-title = Штук на Etsy
etsy-lowstock-restock-pieces =
    Сколько штук должно быть на Etsy — от 0 до 999?

    { etsy-lowstock-notice }
etsy-lowstock-restock-pieces-label = Штук
etsy-lowstock-restock-pieces-example = 12

# Что получилось
etsy-lowstock-restock-done =
    ✅ <b>{ $item }: { $before } → { $after } шт.</b>
    На Etsy записано.
    { $notes }

    { etsy-lowstock-notice }
etsy-lowstock-restock-still-sold-out = ⚠️ На Etsy товар всё ещё распродан. Чтобы он продавался, продлите его на Etsy; Etsy берёт за это плату за размещение.
etsy-lowstock-restock-undo-until = Отменить можно до { $until }.
etsy-lowstock-restock-button-undo = ↩️ Отменить
etsy-lowstock-restock-undone =
    ↩️ <b>{ $item }: { $after } → { $before } шт.</b>
    Всё как было.

    { etsy-lowstock-notice }
etsy-lowstock-restock-undo-late =
    ⌛ <b>{ $item }</b>
    5 минут прошли, ничего не изменилось: указано { $after }. Можно указать другое число.

    { etsy-lowstock-notice }
etsy-lowstock-restock-failed =
    ⚠️ <b>{ $item }: { $from } → { $to }</b>
    { $why }

    { etsy-lowstock-notice }
etsy-lowstock-restock-why-changed = Не изменено: тем временем кто-то купил или изменил. Сейчас на Etsy: { $now }. Выберите число заново.
etsy-lowstock-restock-why-refused = Не изменено. Etsy отказал и пишет: «{ $said }». Измените на Etsy.
etsy-lowstock-restock-why-refused-silent = Не изменено: Etsy отказал и не говорит почему. Измените на Etsy.
etsy-lowstock-restock-why-quota = Не изменено: до { $until } Etsy больше не принимает мои запросы. Попробуйте потом или измените на Etsy.
etsy-lowstock-restock-why-not-allowed = Не изменено: Etsy говорит, что менять товары мне больше нельзя. Магазин: { $shop }. Разрешите ещё раз.
etsy-lowstock-restock-why-forbidden = Не изменено: Etsy не показывает мне остаток этого товара. Проверьте на Etsy, есть ли он ещё в вашем магазине.
etsy-lowstock-restock-why-conflict = Не изменено: Etsy занят этим товаром. Попробуйте через минуту.
etsy-lowstock-restock-why-nothing-left = Не изменено: Etsy не принимает товар, у которого ничего не осталось. Если его нет, снимите его с продажи на Etsy.
etsy-lowstock-restock-why-newer = Не отменено: после этого вы указали другое число. Отмените его или выберите число заново.
etsy-lowstock-restock-why-gone = Не изменено: этого варианта на Etsy больше нет, или он не продаётся. Измените на Etsy.
etsy-lowstock-restock-why-no-record = Не изменено: у Etsy нет записи об остатках этого товара. Измените на Etsy.
etsy-lowstock-restock-why-unavailable = Не изменено: Etsy сейчас не отвечает. Попробуйте через минуту.
etsy-lowstock-restock-why-disconnected = Не изменено: магазин отключён. Сначала подключите его снова: /shops. Магазин: { $shop }.
etsy-lowstock-restock-why-not-taken = Пока не изменено: Etsy прервал связь, и там стоит прежнее число. Попробуйте ещё раз.
etsy-lowstock-restock-why-busy = Не изменено: другое изменение этого товара ещё не закончено. Попробуйте через минуту.
etsy-lowstock-restock-why-unknown = Я отправил, а Etsy не ответил. Пока неизвестно, изменено ли. Посмотрите через минуту: дважды ничего не запишется.
etsy-lowstock-restock-button-again = 🔄 Выбрать число заново
etsy-lowstock-restock-button-look = 🔍 Посмотреть снова
etsy-lowstock-restock-button-try = 🔄 Попробовать снова
etsy-lowstock-restock-button-allow-again = ➕ Разрешить снова…

# Отказы
etsy-lowstock-restock-owner-only =
    Пополнять отсюда может только владелец. Магазин: { $shop }. Попросите его.

    { etsy-lowstock-notice }
etsy-lowstock-restock-private =
    Пополнять можно в личном чате со мной. Откройте его и отправьте /stock.

    { etsy-lowstock-notice }
etsy-lowstock-restock-not-allowed =
    Вы не разрешили мне менять остатки. Магазин: { $shop }. Откройте его в /shops, потом «Ещё…» и «➕ Пополнять отсюда».

    { etsy-lowstock-notice }
etsy-lowstock-restock-gone =
    Этого товара или варианта больше нет. Что есть, покажет /stock.

    { etsy-lowstock-notice }
etsy-lowstock-restock-quota =
    До { $until } Etsy больше не принимает мои запросы. Попробуйте потом или измените на Etsy.

    { etsy-lowstock-notice }
etsy-lowstock-restock-forbidden =
    Etsy не показывает мне остаток этого товара. Проверьте на Etsy, есть ли он ещё в вашем магазине.

    { etsy-lowstock-notice }
etsy-lowstock-restock-no-record =
    У Etsy нет записи об остатках этого товара. Измените на Etsy.

    { etsy-lowstock-notice }
etsy-lowstock-restock-unavailable =
    Etsy сейчас не отвечает, ничего не изменено. Попробуйте через минуту.

    { etsy-lowstock-notice }
etsy-lowstock-restock-disconnected =
    Магазин отключён от Etsy. Сначала подключите его снова: /shops.

    { etsy-lowstock-notice }
etsy-lowstock-kept-restock = Что вы пополнили отсюда: { $time }, чтобы не повторить
