# Уведомления
etsy-lowstock-item = { $title } · { $variation }
etsy-lowstock-alert-out = 🚫 <b>Распродано: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-low = 🪫 <b>Заканчивается: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-restocked = 🎉 <b>Снова в наличии: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-order-out = ⏰ <b>Срок прошёл, а товар распродан: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-order-low = ⏰ <b>Срок прошёл, а товар заканчивается: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-snooze-out = ⏰ <b>Вы просили напомнить. Распродано: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-due-snooze-low = ⏰ <b>Вы просили напомнить. Заканчивается: { $item }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-shop = Магазин: { $shop }
etsy-lowstock-alert-sku = Артикул: { $sku }
etsy-lowstock-alert-left = Осталось: { $quantity }
etsy-lowstock-alert-price = Цена: { $price }
etsy-lowstock-alert-last-price = Последняя цена: { $price }
etsy-lowstock-alert-threshold-units-shop = Порог: { $value } (для магазина)
etsy-lowstock-alert-threshold-units-listing = Порог: { $value } (для этого товара)
etsy-lowstock-alert-threshold-units-variation = Порог: { $value } (для этого варианта)
etsy-lowstock-alert-threshold-days-shop = Порог: { $value } дн. (для магазина)
etsy-lowstock-alert-threshold-days-listing = Порог: { $value } дн. (для этого товара)
etsy-lowstock-alert-threshold-days-variation = Порог: { $value } дн. (для этого варианта)
etsy-lowstock-alert-days-14 = { $days ->
    [0] Хватит меньше чем на день, судя по последним 14 дням
   *[other] Хватит примерно на { $days } дн., судя по последним 14 дням
  }
etsy-lowstock-alert-days-30 = { $days ->
    [0] Хватит меньше чем на день, судя по последним 30 дням
   *[other] Хватит примерно на { $days } дн., судя по последним 30 дням
  }
etsy-lowstock-alert-days-both = Хватит примерно на { $days } дн., судя по последним 14 дням; судя по 30 дням — на { $slower } дн.
etsy-lowstock-alert-cause-sold = Вероятно, продано
etsy-lowstock-alert-cause-edited = Вероятно, изменено в магазине
etsy-lowstock-alert-seen = Замечено: { $at }
etsy-lowstock-alert-over = ✓ Снова в наличии: { $at }
etsy-lowstock-alert-over-enough = ✓ Больше не заканчивается: { $at }
etsy-lowstock-alert-over-off = 🏁 Больше не в продаже: { $at }
etsy-lowstock-alert-snoozed = 💤 Здесь без уведомлений об этом до { $until }
etsy-lowstock-alert-never = 🔕 Здесь больше нет уведомлений об этом
etsy-lowstock-alert-ordered = 📦 Заказано, срок: { $due } — до этого дня напоминать не буду
etsy-lowstock-alert-many = 📋 <b>{ $shop }: изменений — { $count }</b>
  { $lines }

  { etsy-lowstock-notice }
etsy-lowstock-alert-many-out = 🚫 Распродано: { $item }
etsy-lowstock-alert-many-low = 🪫 Осталось { $quantity }: { $item }
etsy-lowstock-alert-many-restocked = 🎉 Снова { $quantity }: { $item }
etsy-lowstock-alert-many-due = ⏰ Осталось { $quantity }: { $item }
etsy-lowstock-alert-many-more = И ещё { $more }
etsy-lowstock-alert-unknown = Этого уведомления больше нет. Как обстоят дела, покажет /stock.

  { etsy-lowstock-notice }
etsy-lowstock-button-ordered = 📦 Заказано, срок…
etsy-lowstock-button-restock = ➕ Пополнить
etsy-lowstock-button-post = 📤 Пост для вашего канала
etsy-lowstock-button-copy-post = 📋 Копировать имя и ссылку
etsy-lowstock-post = 🎉 <b>Снова в наличии: { $item }</b>
  { $price }
  { $url }

  { etsy-lowstock-notice }
etsy-lowstock-button-snooze = 💤 Отложить
etsy-lowstock-button-never = 🔕 Не сообщать
etsy-lowstock-button-alerts-on = 🔔 Снова сообщать
etsy-lowstock-button-not-ordered = ✖ Не заказано
etsy-lowstock-button-open-etsy = Открыть на Etsy
etsy-lowstock-button-stock = 📋 Остатки
etsy-lowstock-button-threshold = 🪫 Порог
etsy-lowstock-button-reconnect = 🔗 Подключить снова
etsy-lowstock-button-back = ‹ Назад
etsy-lowstock-button-for = { $time }
etsy-lowstock-button-in-days = { $days } дн.
etsy-lowstock-button-in-3-days = Через 3 дня
etsy-lowstock-button-in-week = Через неделю
etsy-lowstock-button-in-fortnight = Через две недели
etsy-lowstock-button-in-month = Через месяц
etsy-lowstock-button-another-day = В другой день…
etsy-lowstock-snooze-ask = <b>{ $item }</b>
  На сколько отложить уведомления об этом в этом чате? Если товар всё ещё будет нужен, я напомню.

  { etsy-lowstock-notice }
etsy-lowstock-order-ask = <b>{ $item }</b>
  Когда придёт то, что вы заказали? До этого дня уведомлений об этом не будет ни у кого. Если товар всё ещё будет нужен, я напомню всем.

  { etsy-lowstock-notice }
etsy-lowstock-order-title = Заказано
etsy-lowstock-order-due =
  Когда придёт заказ? Отправьте число дней или дату.

  { etsy-lowstock-notice }
etsy-lowstock-order-due-label = Срок
etsy-lowstock-order-due-example = 12 мая
etsy-lowstock-order-due-unread = Отправьте число дней, например 10, или дату, например { $example }

  { etsy-lowstock-notice }
etsy-lowstock-order-due-past = Этот день уже не впереди. Отправьте день начиная с завтрашнего, например { $example }

  { etsy-lowstock-notice }
etsy-lowstock-order-due-far = До этого дня больше года. Отправьте день поближе, например { $example }

  { etsy-lowstock-notice }
etsy-lowstock-toast-never = Здесь об этом больше не сообщаю
etsy-lowstock-toast-snoozed = { $days ->
    [one] Отложено на { $days } день
    [few] Отложено на { $days } дня
   *[other] Отложено на { $days } дней
  }
etsy-lowstock-toast-ordered = { $days ->
    [one] Записано: срок через { $days } день
    [few] Записано: срок через { $days } дня
   *[other] Записано: срок через { $days } дней
  }
etsy-lowstock-toast-undone = Снова сообщаю

# Магазин целиком
etsy-lowstock-threshold-units = осталось { $value } или меньше
etsy-lowstock-threshold-days = хватит на { $value } дн. или меньше
etsy-lowstock-linked = ✅ <b>Магазин подключён: { $shop }</b>
  В продаже: { $onSale }
  Заканчивается: { $low }
  Распродано до подключения: { $soldOut }

  Напишу, когда товар распродан, когда он заканчивается ({ $threshold }) и когда он снова в наличии. Сейчас магазин проверяется раз в { $interval }.

  { etsy-lowstock-notice }
etsy-lowstock-blind = ⚠️ <b>{ $shop }</b>
  Etsy не даёт мне прочитать ваш магазин с { $since }. Я продолжаю пробовать и напишу, когда снова увижу его. До этого уведомлений нет.

  { etsy-lowstock-notice }
etsy-lowstock-seen-again = ✅ <b>{ $shop }</b>
  Я снова вижу ваш магазин. Что изменилось с { $since }, расскажу сейчас.

  { etsy-lowstock-notice }
etsy-lowstock-disconnected = ❌ <b>Etsy закрыл доступ к магазину: { $shop }</b>
  Я больше не вижу ваш магазин, уведомления приостановлены. Подключите его снова, и я продолжу с того же места.

  { etsy-lowstock-notice }
etsy-lowstock-disconnected-other = ❌ <b>Etsy закрыл доступ к магазину: { $shop }</b>
  Уведомления приостановлены, пока владелец не подключит магазин снова.

  { etsy-lowstock-notice }
etsy-lowstock-expiring = { $days ->
    [one] ⏳ <b>{ $shop }: разрешение закончится через { $days } день</b>
    [few] ⏳ <b>{ $shop }: разрешение закончится через { $days } дня</b>
   *[other] ⏳ <b>{ $shop }: разрешение закончится через { $days } дней</b>
  }
  Etsy пока не продлил его. Подключите магазин снова, иначе уведомления приостановятся.

  { etsy-lowstock-notice }
etsy-lowstock-health = вызовов сегодня: { $used } из { $perDay }; магазинов: { $shops }, с ошибками: { $failing }, отключено за сутки: { $disconnected }
etsy-lowstock-kept-change = История остатков: { $time }, для прогноза и CSV
etsy-lowstock-kept-hook = Номера вебхуков Etsy: { $time }, чтобы каждый учитывался один раз
etsy-lowstock-kept-alert = Какие уведомления отправлены: { $time }, чтобы каждое пришло один раз
etsy-lowstock-privacy = О магазинах, которые вы подключили: товары, остатки и их история, ключи доступа Etsy в зашифрованном виде. Ни заказов, ни покупателей, ни переписки.
etsy-lowstock-erasure = Ваши магазины Etsy отключаются, их товары, история и ключи доступа удаляются. Кто получал их уведомления, больше их не получит. Ваши отметки «заказано» в чужих магазинах останутся, но без указания на вас.
