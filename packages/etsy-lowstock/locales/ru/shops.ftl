# Магазины
etsy-lowstock-command-shops = Ваши магазины на Etsy и кто получает их уведомления
etsy-lowstock-command-unlink = Отключить магазин на Etsy
etsy-lowstock-shop-unknown =
    Этого магазина здесь больше нет, или его уведомления к вам не приходят. Какие приходят, покажет /shops.

    { etsy-lowstock-notice }
etsy-lowstock-shops-none =
    🛒 <b>Магазина пока нет</b>
    Подключите магазин на Etsy, и я напишу, когда товар распродан или заканчивается. Чтобы получать уведомления чужого магазина, попросите ссылку у владельца.

    { etsy-lowstock-notice }
etsy-lowstock-shops =
    <b>Магазины</b>

    { $shops }

    { etsy-lowstock-notice }
etsy-lowstock-shops-group =
    <b>Сюда приходят уведомления этих магазинов</b>

    { $shops }

    { etsy-lowstock-notice }
etsy-lowstock-shops-group-none =
    Уведомления магазинов сюда не приходят. Их может включить владелец магазина: отправить здесь /shops и выбрать свой магазин или привести меня сюда по ссылке из личного чата со мной.

    { etsy-lowstock-notice }
etsy-lowstock-shops-group-others =
    <b>Ваши магазины, уведомления которых сюда не приходят</b>
    Нажмите на магазин, чтобы включить его уведомления в этой группе.

    { etsy-lowstock-notice }
etsy-lowstock-shops-group-none-anonymous =
    Уведомления магазинов сюда не приходят.
    { etsy-lowstock-shops-anonymous }

    { etsy-lowstock-notice }
etsy-lowstock-shops-anonymous = Вы пишете анонимно, поэтому мне не видно, какие магазины ваши. Чтобы включить здесь уведомления своего магазина, отключите анонимность в своих правах администратора и снова отправьте /shops или приведите меня сюда по ссылке из личного чата.
etsy-lowstock-shops-button-link = 🔗 Подключить ещё
etsy-lowstock-shops-button-link-first = 🔗 Подключить магазин
etsy-lowstock-shops-button-one = { $shop }
etsy-lowstock-shops-button-here = 🔔 Включить: { $shop }

# Магазин
etsy-lowstock-shop-line =
    🛒 <b>{ $shop }</b>
    { $lines }
etsy-lowstock-shop =
    🛒 <b>{ $shop }</b>
    { $lines }

    { etsy-lowstock-notice }
etsy-lowstock-shop-url = { $url }
etsy-lowstock-shop-state-linking = ⏳ Подключён, первая проверка уже идёт
etsy-lowstock-shop-state-active = ✅ Подключён к Etsy
etsy-lowstock-shop-state-expiring = { $days ->
    [0] ⏳ Разрешение Etsy заканчивается сегодня
    [one] ⏳ Разрешение Etsy закончится через { $days } день
    [few] ⏳ Разрешение Etsy закончится через { $days } дня
   *[other] ⏳ Разрешение Etsy закончится через { $days } дней
  }
etsy-lowstock-shop-state-disconnected = ❌ Etsy закрыл доступ { $since }: уведомлений не будет, пока магазин не подключат снова
etsy-lowstock-shop-failing = ⚠️ Etsy не отвечает с { $since }, я пробую дальше
etsy-lowstock-shop-paused-here = ⏸ Пока без уведомлений здесь: мне не удалось написать в этот чат
etsy-lowstock-shop-counts = В продаже: { $onSale }, из них заканчивается: { $low }. Распродано: { $soldOut }.
etsy-lowstock-shop-counts-brief = В продаже: { $onSale }, 🪫 { $low }, 🚫 { $soldOut }
etsy-lowstock-shop-looked = Последняя проверка: { $at }
etsy-lowstock-shop-pace = Проверяю раз в { $interval }
etsy-lowstock-shop-pace-shared = { $shops ->
    [1] Проверяю примерно раз в { $interval }, чтобы запросов к Etsy хватило на весь день
   *[other] Проверяю примерно раз в { $interval }: запросы к Etsy делят магазины, их { $shops }
  }
etsy-lowstock-shop-threshold = Порог: { $threshold }
etsy-lowstock-shop-chats = { $chats ->
    [one] Уведомления получает { $chats } чат
    [few] Уведомления получают { $chats } чата
   *[other] Уведомления получают { $chats } чатов
  }
etsy-lowstock-shop-not-mine = Чужой магазин: вы получаете его уведомления
etsy-lowstock-shop-button-chats = 👥 Кому приходят…
etsy-lowstock-shop-button-more = Ещё…
etsy-lowstock-shop-button-shops = ‹ Магазины
etsy-lowstock-shop-button-leave = ✖ Больше не получать
etsy-lowstock-shop-button-leave-group = ✖ Не уведомлять здесь
etsy-lowstock-shop-button-unlink = 🗑 Отключить…
etsy-lowstock-shop-more =
    <b>{ $shop }</b>
    Ещё об этом магазине.

    { etsy-lowstock-notice }

# Отключение
etsy-lowstock-unlink-which =
    <b>Какой магазин отключить?</b>

    { etsy-lowstock-notice }
etsy-lowstock-unlink-none =
    Вы сами не подключали магазин, отключать нечего. Чтобы не получать уведомления чужого магазина, откройте его в /shops.

    { etsy-lowstock-notice }
etsy-lowstock-unlink-ask =
    🗑 <b>Отключить { $shop }?</b>
    Навсегда удаляются разрешение Etsy читать магазин, { $listings ->
        [one] { $listings } товар
        [few] { $listings } товара
       *[other] { $listings } товаров
    } с остатками и историей и все настройки.
    { $others ->
        [0] Больше никто его уведомлений не получает.
        [one] Ещё { $others } чат перестанет получать уведомления и узнает об этом.
        [few] Ещё { $others } чата перестанут получать уведомления и узнают об этом.
       *[other] Ещё { $others } чатов перестанут получать уведомления и узнают об этом.
    }
    На Etsy ничего не изменится.

    { etsy-lowstock-notice }
etsy-lowstock-unlink-button-yes = 🗑 Отключить навсегда
etsy-lowstock-unlinked =
    ✅ <b>Магазин отключён: { $shop }.</b>
    Его товары, история и разрешение Etsy удалены. Уведомлений о нём больше не будет.

    { etsy-lowstock-notice }
etsy-lowstock-shop-told-unlinked =
    🛒 <b>{ $shop }</b>
    Владелец отключил магазин: его уведомления сюда больше не приходят.

    { etsy-lowstock-notice }
