# Предложения глазами заведений
marketplace-command-newoffer = Выложить еду на сегодня
marketplace-command-myoffers = Ваши предложения: приостановить, изменить, завершить
marketplace-command-publish = Опубликовать предложение
marketplace-command-pause = Скрыть предложение на время
marketplace-command-soldout = Отметить, что всё распродано
marketplace-command-edit = Изменить предложение: цену, остаток, время

marketplace-offer-usage-publish = Отправьте номер предложения, например <code>/publish O34</code>. Ваши: /myoffers. Ничего не изменилось.
marketplace-offer-usage-pause = Отправьте номер предложения, например <code>/pause O34</code>. Ваши: /myoffers. Ничего не изменилось.
marketplace-offer-usage-soldout = Отправьте номер предложения, например <code>/soldout O34</code>. Ваши: /myoffers. Ничего не изменилось.
marketplace-offer-usage-edit = Отправьте номер предложения, например <code>/edit O34</code>. Ваши: /myoffers. Ничего не изменилось.

# Отказы
marketplace-offer-unknown = { $id }: это не ваше предложение. Ваши: /myoffers.
marketplace-offer-item-unknown = Этой позиции больше нет. Откройте предложение заново: /myoffers.
marketplace-offer-no-venue = У вас пока нет заведения. Зарегистрируйте его: /register. Мы проверим, и можно будет выкладывать еду.
marketplace-offer-venue-draft = { $venue }: регистрация не закончена. Закончите в /venue, потом можно выкладывать еду.
marketplace-offer-venue-pending = { $venue }: заведение ещё проверяется. Мы напишем, и тогда можно будет выкладывать еду.
marketplace-offer-venue-rejected = { $venue }: заведение не приняли. Исправьте данные в /venue и отправьте снова, потом можно выкладывать еду.
marketplace-offer-venue-suspended = { $venue }: заведение заблокировано, продавать нельзя. Напишите в /support.
marketplace-offer-venue-closed = { $venue }: заведение закрыто, продавать нельзя.
marketplace-offer-cannot-publish = { $id }: { $state }. Опубликовать можно только черновик: выложите снова, /newoffer.
marketplace-offer-cannot-pause = { $id }: { $state }. Приостановить можно только то, что в продаже.
marketplace-offer-cannot-resume = { $id }: { $state }. Вернуть в продажу можно только приостановленное или распроданное.
marketplace-offer-cannot-sold-out = { $id }: { $state }. Отметить распроданным можно только то, что в продаже.
marketplace-offer-cannot-add-units = { $id }: { $state }. Добавить уже нельзя: выложите снова, /newoffer.
marketplace-offer-cannot-edit = { $id }: { $state }. Изменить уже нельзя: выложите снова, /newoffer.
marketplace-offer-cannot-compose = { $id }: { $state }. Изменить уже нельзя: выложите снова, /newoffer.
marketplace-offer-cannot-arrange = { $id }: { $state }. Позиции меняются только в черновике.
marketplace-offer-cannot-end = { $id }: { $state }. Завершить можно только опубликованное, пока его время не вышло.
marketplace-offer-cannot-cancel = { $id }: { $state }. Отменить можно только опубликованное, пока его время не вышло.
marketplace-offer-cannot-discard = { $id }: { $state }. Удалить можно только черновик.
marketplace-offer-no-units = { $id }: ничего не осталось. Нажмите «➕ Ещё 3» или измените «🔢 Остаток»: <code>/edit { $id }</code>.
marketplace-offer-nothing-to-repeat = { $venue }: здесь ещё ничего не опубликовано, повторять нечего. Начните с /newoffer.
marketplace-offer-reserved-already = { $count ->
    [one] Забронирована { $count } порция { $id }, поэтому состав не меняется. Если он неверный, отмените предложение: покупателю сообщат причину.
    [few] Забронированы { $count } порции { $id }, поэтому состав не меняется. Если он неверный, отмените предложение: покупателям сообщат причину.
   *[many] Забронировано { $count } порций { $id }, поэтому состав не меняется. Если он неверный, отмените предложение: покупателям сообщат причину.
  }
marketplace-offer-currency-changed = { $venue }: цены теперь в валюте { $now }, а эта в валюте { $given }. Ничего не сохранено: начните заново с /newoffer.
marketplace-offer-original-too-low = { $asked ->
    [price] Цена должна быть меньше { $original }: это обычная цена.
   *[other] Обычная цена должна быть больше { $price }.
  }
marketplace-offer-units-full = Остаться может не больше { $max } порций. Ничего не изменилось.
marketplace-offer-items-full = { $max ->
    [one] В предложении не больше { $max } позиции.
   *[other] В предложении не больше { $max } позиций.
  }
marketplace-offer-last-item = В предложении должна быть хотя бы одна позиция. Лучше удалите черновик.
marketplace-offer-end-too-soon = Выдача должна закончиться позже { $earliest }: людям нужно хотя бы 15 минут. Вы указали { $end }.
marketplace-offer-end-too-far = Выдача должна закончиться в ближайшие 48 часов, до { $latest }. Вы указали { $end }.
marketplace-offer-moved-often = Время получения { $id } переносили уже { $max } раз после первой брони, и покупатели об этом знают. Больше перенести нельзя. Если в это время никто не сможет прийти, отмените предложение: покупателям сообщат причину.
marketplace-offer-start-too-late = Выдача должна начаться за 15 минут до конца, не позже { $latest }. Вы указали { $start }.
marketplace-offer-time-unclear = Не понимаю это время. Напишите, например, так: { $example }.
marketplace-offer-time-skipped = Такого времени нет: в эту ночь часы переходят с { $from } сразу на { $to }. Выберите другое.
marketplace-offer-want-words = Напишите словами, например: { $example }.

# Состояния
marketplace-offer-state-draft = черновик
marketplace-offer-state-active = в продаже
marketplace-offer-state-paused = приостановлено
marketplace-offer-state-sold-out = распродано
marketplace-offer-state-sold-out-by-hand = распродано, так решили вы; останется так, пока вы не вернёте в продажу
marketplace-offer-state-expired = время вышло
marketplace-offer-state-expired-at = время вышло { $at }
marketplace-offer-state-ended = завершено вами
marketplace-offer-state-ended-at = завершено вами { $at }
marketplace-offer-state-cancelled-by-venue = отменено вами
marketplace-offer-state-cancelled-because = отменено вами: { $reason }

# Экраны
marketplace-offer-below =
    { $note }

    { $screen }
marketplace-offer-preview =
    <b>Черновик { $id }</b>, его увидят так:
    { $card }
marketplace-offer-managed =
    <b>{ $id } · { $title }</b>
    🏪 { $venue }
    Состояние: { $state }
    { $items }
marketplace-offer-window = 🕒 Выдача: { $window }
marketplace-offer-item-line = • { $title }: { $price } · осталось { $left }, забронировано { $committed }
marketplace-offer-item-line-draft = • { $title }: { $price } · { $left ->
    [one] { $left } порция
    [few] { $left } порции
   *[many] { $left } порций
  }
marketplace-offer-item-line-sold = • { $title }: { $price }

# Что стало с предложением
marketplace-offer-sales = 🛍 { $sales }
marketplace-offer-sales-collected = выдано { $count }
marketplace-offer-sales-open = ещё не забрали { $count }
marketplace-offer-sales-missed = не забрали { $count }
marketplace-offer-sales-cancelled = отменено { $count }
marketplace-offer-sales-unsold = не продано { $count }
marketplace-offer-sales-none = ничего не забронировали

marketplace-offer-edit =
    <b>{ $id } · { $title }</b>
    { $items }

    { $question }
marketplace-offer-edit-draft = Что изменить?
marketplace-offer-edit-published = Что изменить? Кто уже забронировал, платит прежнюю цену.
marketplace-offer-choose-item = Какая позиция?
marketplace-offer-choose-venue = Для какого заведения?
marketplace-offer-start = <b>{ $venue }</b>: повторить прошлое или выложить новое?
marketplace-offer-allergens = { $isStated ->
    [yes] <b>Аллергены.</b> Нажимайте на название: ✓ содержит, 🔸 может содержать. Вы указали, что это все.
   *[no] <b>Аллергены.</b> Нажимайте на название: ✓ содержит, 🔸 может содержать. Когда это все, нажмите «⬜ Указаны все»: иначе люди с аллергией не увидят предложение.
  }
marketplace-offer-diets = <b>Питание.</b> Кому подходит?
marketplace-offer-limit = Сейчас один человек может взять { $limit ->
    [one] { $limit } порцию
    [few] { $limit } порции
   *[many] { $limit } порций
  }. Сколько разрешить?
marketplace-offer-items =
    <b>Позиции</b>
    { $lines }
marketplace-offer-item = { $line }
marketplace-offer-discard = Удалить черновик <b>{ $id } · { $title }</b>?
marketplace-offer-discarded = 🗑 Черновик удалён.
marketplace-offer-end = <b>{ $id } · { $title }</b>
    { $count ->
        [0] Открытых броней нет.
        [one] Открыта { $count } бронь. «🏁 Завершить» сохранит её: человек придёт. «❌ Отменить предложение» отменит и её, человеку сообщат причину.
        [few] Открыты { $count } брони. «🏁 Завершить» сохранит их: люди придут. «❌ Отменить предложение» отменит и их, всем сообщат причину.
       *[many] Открыто { $count } броней. «🏁 Завершить» сохранит их: люди придут. «❌ Отменить предложение» отменит и их, всем сообщат причину.
    }
marketplace-offer-share =
    <b>{ $id } · { $title }</b>
    Эта ссылка открывает предложение всем:
    { $link }
marketplace-offer-list =
    <b>Ваши предложения</b>

    { $lines }
marketplace-offer-list-line = <b>{ $id } · { $title }</b>{ $venue }: { $state }
    { $stock }{ $window }
marketplace-offer-list-stock = осталось { $left }, забронировано { $committed }
marketplace-offer-list-draft = { $left ->
    [one] { $left } порция
    [few] { $left } порции
   *[many] { $left } порций
  }
marketplace-offer-list-window = {" "}· { $window }
marketplace-offer-list-venue = {" "}({ $name })
marketplace-offer-list-empty = У вас пока нет предложений.

# Что сделано
marketplace-offer-unchanged = { $id }: уже { $state }. Ничего не изменилось.
marketplace-offer-done-publish = ✅ <b>{ $id } в продаже.</b> Его можно бронировать.
marketplace-offer-done-pause = ⏸ <b>{ $id } приостановлено</b>: его не видно и не забронировать. { $count ->
    [0] Открытых броней нет.
    [one] { $count } бронь остаётся в силе: человек придёт.
    [few] { $count } брони остаются в силе: люди придут.
   *[many] { $count } броней остаются в силе: люди придут.
  }
marketplace-offer-done-resume = ▶️ <b>{ $id } снова в продаже.</b>
marketplace-offer-done-sold-out = 🚫 <b>{ $id } распродано</b>, пока вы не вернёте его в продажу. { $count ->
    [0] Открытых броней нет.
    [one] { $count } бронь остаётся в силе: человек придёт.
    [few] { $count } брони остаются в силе: люди придут.
   *[many] { $count } броней остаются в силе: люди придут.
  }
marketplace-offer-done-end = 🏁 <b>{ $id } завершено.</b> { $count ->
    [0] Открытых броней нет.
    [one] { $count } бронь остаётся в силе: человек придёт.
    [few] { $count } брони остаются в силе: люди придут.
   *[many] { $count } броней остаются в силе: люди придут.
  }
marketplace-offer-done-cancel = ❌ <b>{ $id } отменено.</b> { $count ->
    [0] Открытых броней не было.
    [one] { $count } бронь отменена, покупателю сообщили причину.
    [few] { $count } брони отменены, покупателям сообщили причину.
   *[many] { $count } броней отменено, покупателям сообщили причину.
  }
marketplace-offer-edited = ✅ Изменено.
marketplace-offer-edited-told = { $count ->
    [one] ✅ Изменено. { $count } покупателю сообщим о новом времени.
   *[other] ✅ Изменено. { $count } покупателям сообщим о новом времени.
  }
marketplace-offer-units-added = { $count ->
    [one] Добавлена { $count } порция.
    [few] Добавлены { $count } порции.
   *[many] Добавлено { $count } порций.
  }

# Кнопки
marketplace-offer-button-move-publish = ✅ Опубликовать
marketplace-offer-button-move-pause = ⏸ Приостановить
marketplace-offer-button-move-resume = ▶️ Вернуть в продажу
marketplace-offer-button-move-sold-out = 🚫 Распродано
marketplace-offer-button-move-end = 🏁 Завершить
marketplace-offer-button-view-edit = ✏️ Изменить…
marketplace-offer-button-view-rest = Ещё…
marketplace-offer-button-view-items = 🧺 Позиции
marketplace-offer-button-view-allergens = ⚠️ Аллергены
marketplace-offer-button-view-diets = 🌱 Питание
marketplace-offer-button-view-limit = 👤 На человека: { $limit }
marketplace-offer-button-view-more = ➕ Ещё 3
marketplace-offer-button-view-end = 🏁 Завершить…
marketplace-offer-button-view-discard = 🗑 Удалить
marketplace-offer-button-view-share = 🔗 Ссылка
marketplace-offer-button-field-title = ✏️ Название
marketplace-offer-button-field-description = 📝 Описание
marketplace-offer-button-field-price = 💰 Цена
marketplace-offer-button-field-original-price = 🏷 Обычная цена
marketplace-offer-button-field-left = 🔢 Остаток
marketplace-offer-button-field-start = 🕐 Забрать с
marketplace-offer-button-field-end = 🕕 Забрать до
marketplace-offer-button-field-photo = 📷 Фото
marketplace-offer-button-field-add-item = ➕ Добавить позицию
marketplace-offer-button-field-rename-item = ✏️ Название
marketplace-offer-button-field-cancel = ❌ Отменить предложение
marketplace-offer-button-back = ‹ Назад
marketplace-offer-button-done = ✅ Готово
marketplace-offer-button-listen = 🔔 Сообщать о бронях
marketplace-offer-button-my-offers = 📋 К списку
marketplace-offer-button-view = 👀 Как видят другие
marketplace-offer-button-post = ➕ Новое
marketplace-offer-button-new = ➕ Новое
marketplace-offer-button-repeat = 🔁 Повторить: { $title }
marketplace-offer-button-venue = 🏪 { $name }
marketplace-offer-button-open = { $id } · { $title }
marketplace-offer-button-add-units = ➕ Ещё { $count }
marketplace-offer-button-add-to = ➕ { $count }: { $title }
marketplace-offer-button-item = { $title }
marketplace-offer-button-remove-item = 🗑 Убрать
marketplace-offer-button-allergen-none = { $name }
marketplace-offer-button-allergen-contains = ✓ { $name }
marketplace-offer-button-allergen-may-contain = 🔸 { $name }
marketplace-offer-button-stated = ☑️ Указаны все
marketplace-offer-button-not-stated = ⬜ Указаны все
marketplace-offer-button-diet-on = ✓ { $name }
marketplace-offer-button-diet-off = { $name }
marketplace-offer-button-limit-choice = { $limit } на человека
marketplace-offer-button-discard-now = 🗑 Удалить
marketplace-offer-button-share-now = 📤 Поделиться
marketplace-offer-button-copy-link = 📋 Скопировать ссылку

# Формы
marketplace-new-offer-title = Новое предложение
marketplace-new-offer-what = Что вы предлагаете?
marketplace-new-offer-what-label = Что
marketplace-new-offer-what-example = Пакет хлеба
marketplace-new-offer-price = Сколько стоит одна порция? Например, 4,50
marketplace-new-offer-price-label = Цена
marketplace-new-offer-price-example = 4,50
marketplace-new-offer-quantity = Сколько порций?
marketplace-new-offer-quantity-label = Порций
marketplace-new-offer-quantity-example = 10
marketplace-new-offer-until = До какого времени можно забрать? Например, 18:30, завтра 9:00 или через 2 часа. Если сегодня это время уже прошло, значит завтра.
marketplace-new-offer-until-label = Забрать до
marketplace-new-offer-until-example = 18:30, завтра 9:00 или через 2 часа
marketplace-offer-title-title = Название
marketplace-offer-title-answer = Как это называется?
marketplace-offer-title-answer-example = Пакет хлеба
marketplace-offer-description-title = Описание
marketplace-offer-description-answer = Что внутри?
marketplace-offer-description-answer-example = Булочки, буханка и что-нибудь сладкое
marketplace-offer-price-title = Цена
marketplace-offer-price-answer = Сколько стоит одна порция для новых броней?
marketplace-offer-price-answer-example = 4,50
marketplace-offer-original-price-title = Обычная цена
marketplace-offer-original-price-answer = Сколько порция стоит обычно?
marketplace-offer-original-price-answer-example = 12
marketplace-offer-left-title = Остаток
marketplace-offer-left-answer = Сколько порций ещё можно забронировать? 0 значит, что всё распродано.
marketplace-offer-left-answer-example = 5
marketplace-offer-start-title = Забрать с
marketplace-offer-start-answer = С какого времени можно забрать? Например, 17:00 или завтра 9:00.
marketplace-offer-start-answer-example = 17:00, завтра 9:00 или через 2 часа
marketplace-offer-start-answer-now = Сейчас
marketplace-offer-end-title = Забрать до
marketplace-offer-end-answer = До какого времени можно забрать? Например, 18:30, завтра 9:00 или через 2 часа. Если сегодня это время уже прошло, значит завтра.
marketplace-offer-end-answer-example = 18:30, завтра 9:00 или через 2 часа
marketplace-offer-photo-title = Фото
marketplace-offer-photo-answer = Отправьте фото. Без него покупатели видят фото заведения.
marketplace-offer-add-item-title = Ещё одна позиция
marketplace-offer-add-item-what = Как она называется?
marketplace-offer-add-item-what-label = Что
marketplace-offer-add-item-what-example = Коробка пирожных
marketplace-offer-add-item-price = Сколько стоит одна порция?
marketplace-offer-add-item-price-label = Цена
marketplace-offer-add-item-price-example = 6
marketplace-offer-add-item-quantity = Сколько порций?
marketplace-offer-add-item-quantity-label = Порций
marketplace-offer-quick-price = { $price }
marketplace-offer-quick-hours = через { $hours } ч
marketplace-offer-quick-closing = до { $at }
marketplace-offer-add-item-quantity-example = 4
marketplace-offer-rename-item-title = Название позиции
marketplace-offer-rename-item-answer = Как она называется?
marketplace-offer-rename-item-answer-example = Коробка пирожных
marketplace-offer-cancel-title = Отмена предложения
marketplace-offer-cancel-reason = Почему? Эту причину увидят все, кто забронировал; их брони будут отменены.
marketplace-offer-cancel-reason-example = Сломалась печь, мы сегодня закрыты
marketplace-offer-noun = Предложение
