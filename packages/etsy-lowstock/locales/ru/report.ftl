# Команды
etsy-lowstock-command-stock = Остатки вашего магазина на Etsy

# Остатки магазина
etsy-lowstock-stock-shops =
    <b>Какой магазин показать?</b>

    { etsy-lowstock-notice }
etsy-lowstock-stock-shops-named =
    <b>Какой магазин показать?</b>
    «{ $name }» есть и в других названиях, магазинов ещё { $more }. Чтобы увидеть их, отправьте /stock и больше букв названия.

    { etsy-lowstock-notice }
etsy-lowstock-stock-picture =
    <b>{ $shop }</b>: { $looked }
    { $totals }

    { etsy-lowstock-notice }
etsy-lowstock-stock =
    <b>{ $shop }</b>: { $looked }
    { $totals }

    { $list }

    { etsy-lowstock-notice }
etsy-lowstock-stock-looked = проверка { $at }, сейчас раз в { $every }
etsy-lowstock-stock-looking = первая проверка уже идёт
etsy-lowstock-stock-disconnected = ⏸ уведомления приостановлены, остатки на { $at }
etsy-lowstock-stock-never-looked = ⏸ уведомления приостановлены, проверок ещё не было
etsy-lowstock-stock-totals = В продаже: { $onSale }, 🪫 заканчивается: { $low }, 🚫 распродано: { $out }{ $hidden ->
    [0] {""}
   *[other] , скрыто: { $hidden }
  }
etsy-lowstock-stock-empty = Здесь ничего не продаётся и не распродано.
etsy-lowstock-stock-line-out = { $at }. 🚫 { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-low = { $at }. 🪫 { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-ordered = { $at }. 📦 { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-fine = { $at }. { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-quiet = {" "}🔕
etsy-lowstock-stock-out = распродано с { $since }
etsy-lowstock-stock-lasts = { $left }{ $days }
etsy-lowstock-stock-ordered = ждём { $due }
etsy-lowstock-stock-left = { $count } шт.
etsy-lowstock-stock-none-left = распродано
etsy-lowstock-stock-days = , ≈ { $days }
etsy-lowstock-stock-variation = { $name }: { $count }
etsy-lowstock-stock-two = { $first }; { $second }
etsy-lowstock-stock-worst = { $first }; +{ $more }

# Товар
etsy-lowstock-stock-card =
    <b>{ $title }</b>
    { $shop }: { $state }

    { $pieces }{ $quiet }

    { etsy-lowstock-notice }
etsy-lowstock-stock-card-out = 🚫 распродано с { $since }
etsy-lowstock-stock-card-low = 🪫 осталось { $count }, заканчивается
etsy-lowstock-stock-card-low-some = 🪫 осталось { $count }, часть вариантов заканчивается
etsy-lowstock-stock-card-fine = осталось { $count }
etsy-lowstock-stock-card-hidden = не продаётся с { $since }
etsy-lowstock-stock-card-ordered = 📦 заказано, ждём { $due }
etsy-lowstock-stock-card-never = {"\u000A"}🔕 Уведомления в этом чате выключены.
etsy-lowstock-stock-card-snoozed = {"\u000A"}💤 Уведомления в этом чате выключены до { $until }.
etsy-lowstock-stock-piece = { $name }{ $left }, { $price }{ $sku }{ $days }, порог { $threshold }
etsy-lowstock-stock-piece-name = <b>{ $name }</b>:{" "}
etsy-lowstock-stock-piece-sku = , артикул { $sku }
etsy-lowstock-stock-piece-days = , хватит на ≈ { $days } (по продажам за 14 дней), { $month } (за 30)
etsy-lowstock-stock-piece-days-month = , хватит на ≈ { $month } (по продажам за 30 дней)

# Ещё
etsy-lowstock-stock-more =
    <b>{ $shop }</b>
    Ещё об остатках.{ $files }

    { etsy-lowstock-notice }
etsy-lowstock-stock-more-files = {" "}Остатки и история приходят двумя файлами CSV для таблиц.
etsy-lowstock-stock-file-stock =
    <b>{ $shop }</b>: остатки, сначала новые товары; строк не больше { $most }.

    { etsy-lowstock-notice }
etsy-lowstock-stock-file-history =
    <b>{ $shop }</b>: что менялось, сначала новое; строк не больше { $most }. sold (продано) и edited (изменено) — это предположения.

    { etsy-lowstock-notice }
etsy-lowstock-export-history =
    { $shop }: что менялось, товар за товаром; файл { $part }. sold (продано) и edited (изменено) — это предположения.

    { etsy-lowstock-notice }

# Выключенные уведомления
etsy-lowstock-quiet =
    🔕 <b>{ $shop }</b>: в этом чате нет уведомлений о товарах

    { $lines }{ $more }

    { etsy-lowstock-notice }
etsy-lowstock-quiet-none =
    <b>{ $shop }</b>: уведомления в этом чате включены для всех товаров. Чтобы выключить их, откройте товар в списке остатков.

    { etsy-lowstock-notice }
etsy-lowstock-quiet-line = • { $name }
etsy-lowstock-quiet-line-until = • { $name }, до { $until }
etsy-lowstock-quiet-more = {"\u000A"}… и ещё { $more }: они появятся, когда вы включите эти.
etsy-lowstock-quiet-turned-on = Уведомления об этом снова включены.
etsy-lowstock-quiet-turned-off = В этом чате больше не будет уведомлений об этом товаре.

# Картинка
etsy-lowstock-picture-out = распродано
etsy-lowstock-picture-low = заканчивается
etsy-lowstock-picture-fine = достаточно
etsy-lowstock-picture-threshold = порог
etsy-lowstock-picture-unnamed = название в списке
etsy-lowstock-picture-left = осталось { $count }
etsy-lowstock-picture-left-days = { $count } шт., { $days }

# Кнопки
etsy-lowstock-stock-button-shop = { $name }
etsy-lowstock-stock-button-item = { $at }
etsy-lowstock-stock-button-previous = ‹
etsy-lowstock-stock-button-page = { $page } из { $pages }
etsy-lowstock-stock-button-next = ›
etsy-lowstock-stock-button-picture = Картинкой
etsy-lowstock-stock-button-list = Списком
etsy-lowstock-stock-button-more = Ещё…
etsy-lowstock-stock-button-etsy = Открыть на Etsy
etsy-lowstock-stock-button-threshold = ✏️ Задать порог
etsy-lowstock-stock-button-thresholds = ✏️ Задать пороги
etsy-lowstock-stock-button-alerts-off = 🔕 Не уведомлять
etsy-lowstock-stock-button-alerts-on = 🔔 Уведомлять снова
etsy-lowstock-stock-button-files = 📄 Получить файлы CSV
etsy-lowstock-stock-button-quiet = 🔕 Показать выключенные
etsy-lowstock-stock-button-shops = 📋 Выбрать другой магазин
etsy-lowstock-stock-button-back = ‹ Остатки
etsy-lowstock-quiet-button-on = 🔔 { $name }
etsy-lowstock-stock-toast-no-picture = Картинка сейчас не рисуется: вот список.

# Отказы
etsy-lowstock-stock-no-shop =
    Здесь не видны остатки ни одного магазина. Подключите свой: отправьте /link в нашем личном чате. Владелец магазина может поделиться уведомлениями и с этим чатом.

    { etsy-lowstock-notice }
etsy-lowstock-stock-unknown-shop =
    Здесь нет магазина «{ $name }». Отправьте /stock, чтобы выбрать.

    { etsy-lowstock-notice }
etsy-lowstock-stock-not-yours = Остатки этого магазина здесь больше не видны. Попросите у владельца новое приглашение.

    { etsy-lowstock-notice }
etsy-lowstock-stock-listing-gone = Этого товара больше нет. Отправьте /stock, чтобы увидеть список как сейчас.

    { etsy-lowstock-notice }
etsy-lowstock-stock-no-alerts = Уведомления этого магазина сюда не приходят, выключать нечего.

    { etsy-lowstock-notice }
etsy-lowstock-stock-files-private = Файлы приходят только лично. Отправьте /stock в нашем личном чате.

    { etsy-lowstock-notice }
