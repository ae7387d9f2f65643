# Команды
etsy-lowstock-command-threshold = С какого остатка товар заканчивается

# Слова
etsy-lowstock-threshold-amount-units = { $value ->
    [one] { $value } штука
    [few] { $value } штуки
   *[other] { $value } штук
  }
etsy-lowstock-threshold-amount-days = { $value ->
    [one] { $value } день продаж
    [few] { $value } дня продаж
   *[other] { $value } дней продаж
  }
etsy-lowstock-threshold-short-units = { $value ->
    [one] { $value } штука
    [few] { $value } штуки
   *[other] { $value } штук
  }
etsy-lowstock-threshold-short-days = { $value ->
    [one] { $value } день
    [few] { $value } дня
   *[other] { $value } дней
  }
etsy-lowstock-threshold-from-shop = { $threshold } (как у магазина)
etsy-lowstock-threshold-from-listing = { $threshold } (свой у товара)
etsy-lowstock-threshold-from-variation = { $threshold } (свой у варианта)

# Магазина
etsy-lowstock-threshold-shop =
    <b>{ $shop }</b>
    Порог: { $threshold }. При таком остатке и меньше товар заканчивается. Изменение действует со следующей проверки.

    { $own }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-own-none = Он действует для всех товаров. Чтобы задать другой, откройте товар в /stock и нажмите «✏️ Задать порог».
etsy-lowstock-threshold-own =
    Кроме товаров
    { $lines }{ $more }
etsy-lowstock-threshold-own-line = • { $name }: { $threshold }
etsy-lowstock-threshold-own-more = {"\u000A"}… и ещё { $more }
etsy-lowstock-threshold-own-list =
    <b>{ $shop }</b>
    Пороги, которые отличаются от порога магазина. Нажмите, чтобы вернуть общий.

    { $lines }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-which =
    <b>Какой магазин?</b> Порог задаётся для каждого.

    { etsy-lowstock-notice }
etsy-lowstock-threshold-which-set =
    <b>Для какого магазина?</b> Новый порог: { $threshold }

    { etsy-lowstock-notice }

# Товара или варианта
etsy-lowstock-threshold-item =
    <b>{ $name }</b>
    { $shop }
    Порог: { $threshold }. При таком остатке и меньше товар заканчивается. Изменение действует со следующей проверки.{ $below }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-below = {" "}У варианта может быть свой порог:
etsy-lowstock-threshold-below-many = {" "}У вариантов могут быть свои пороги.
etsy-lowstock-threshold-variations =
    <b>{ $name }</b>
    { $shop }: пороги вариантов, сначала те, которых меньше. Нажмите, чтобы задать другой.

    { etsy-lowstock-notice }
etsy-lowstock-threshold-set = Со следующей проверки порог: { $threshold }
etsy-lowstock-threshold-cleared = Снова действует общий порог.

# Форма
etsy-lowstock-limit-title = Порог
etsy-lowstock-limit-value =
    С какого остатка товар заканчивается? Отправьте штуки (4) или дни продаж (10 дней).

    { etsy-lowstock-notice }
etsy-lowstock-limit-value-example = 10 дней

# Кнопки
etsy-lowstock-threshold-button-units = { $value }
etsy-lowstock-threshold-button-units-on = ✓ { $value }
etsy-lowstock-threshold-button-days = { $value } дней
etsy-lowstock-threshold-button-days-on = ✓ { $value } дней
etsy-lowstock-threshold-button-other = ✏️ Задать другой
etsy-lowstock-threshold-button-clear-listing = ↩️ Как у магазина
etsy-lowstock-threshold-button-clear-variation = ↩️ Как у товара
etsy-lowstock-threshold-button-undo = ↩️ { $name }
etsy-lowstock-threshold-button-own = 📋 Показать все: { $count }
etsy-lowstock-threshold-button-variations = 📋 Показать варианты: { $total }
etsy-lowstock-threshold-button-variations-back = ‹ Варианты
etsy-lowstock-threshold-button-variation = { $name }: { $threshold }
etsy-lowstock-threshold-button-shop = { $name }
etsy-lowstock-threshold-button-back = ‹ Пороги
etsy-lowstock-threshold-button-listing-back = ‹ Товар

# Отказы
etsy-lowstock-threshold-unread =
    Отправьте число штук от 0 до 9999 или дней продаж от 1 до 365, например { $example }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-range = Порог — от 0 до 9999 штук или от 1 до 365 дней продаж.

    { etsy-lowstock-notice }
etsy-lowstock-threshold-owner-only =
    { $shop }: пороги задаёт владелец магазина. Попросите его или выключите уведомления о товаре в /stock.

    { etsy-lowstock-notice }
etsy-lowstock-threshold-no-shop =
    Задавать порог пока не для чего. Подключите свой магазин: /link.

    { etsy-lowstock-notice }
