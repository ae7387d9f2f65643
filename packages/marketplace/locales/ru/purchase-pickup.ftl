marketplace-command-collect = Выдать бронь по коду

# Заведение вводит код
marketplace-collect-title = Выдача
marketplace-collect-code = Какой код показывает покупатель? Четыре цифры. Или отсканируйте QR-код камерой телефона.
marketplace-collect-code-label = Код
marketplace-collect-code-example = 4821
marketplace-purchase-collect-usage = Напишите четыре цифры кода, например: /collect 4821
marketplace-purchase-collect-no-venue = Выдают сотрудники заведений. Если вы работаете в одном из них, попросите у владельца ссылку-приглашение.
marketplace-purchase-code-unreadable = В коде четыре цифры, например { $example }. Отправьте его ещё раз.
marketplace-purchase-code-wrong = { $left ->
    [one] У вашего заведения нет открытой брони с кодом { $code }. Уточните у покупателя; пока можно попробовать ещё { $left } раз.
    [few] У вашего заведения нет открытой брони с кодом { $code }. Уточните у покупателя; пока можно попробовать ещё { $left } раза.
   *[many] У вашего заведения нет открытой брони с кодом { $code }. Уточните у покупателя; пока можно попробовать ещё { $left } раз.
  }
marketplace-purchase-code-wait = Несколько кодов подряд не подошли. Подождите { $wait } или отсканируйте QR-код покупателя.
marketplace-purchase-code-old = Этот код брони { $id } больше не действует: бронь передали другому человеку. Попросите новый код.
marketplace-purchase-qr-invalid = Этот QR-код не действует. Пусть покупатель откроет бронь ещё раз: /my_reservations
marketplace-purchase-qr-customer = Это QR-код брони. Покажите его в заведении, когда придёте: его отсканируют там. Ваши брони показывает /my_reservations.
marketplace-purchase-collected-already = Бронь { $id } уже выдана { $at }.
marketplace-purchase-venue-end-dropped = Она отменена: покупатель вовремя не подтвердил, что придёт.
marketplace-purchase-venue-end-cancelled = Её отменил покупатель.
marketplace-purchase-venue-end-cancelled-late = Покупатель отменил её поздно.
marketplace-purchase-venue-end-venue = Она отменена вместе с предложением.
marketplace-purchase-venue-end-missed = Её не выдали вовремя.
marketplace-purchase-venue-end-claimed = Покупатель сообщает, что всё забрал.
marketplace-purchase-venue-end-no-show = Отмечено, что никто не пришёл.
marketplace-purchase-venue-end-expired = Её не оплатили вовремя.
marketplace-purchase-venue-end-held = Она ждёт оплаты.
marketplace-purchase-hand-over = 🛍 <b>Выдать: { $amount }</b>

    { $id }, покупатель <b>{ $name }</b>
    💰 К оплате сейчас: <b>{ $total }</b>
    🏪 { $venue }
    🕒 { $window }
marketplace-purchase-choose = Код <b>{ $code }</b> есть у нескольких открытых броней. Спросите имя или номер:

    { $lines }
marketplace-purchase-choose-line = • <b>{ $id }</b> · { $amount } · { $name } · { $total }
marketplace-purchase-button-other-code = Другой код
marketplace-purchase-handed-over = ✅ Бронь <b>{ $id }</b> выдана: { $amount }, { $total }.
marketplace-purchase-handed-over-toast = Выдано.

# Что узнают покупатели
marketplace-purchase-alternative = • { $title }, { $venue }: { $price }, { $window }
marketplace-purchase-told-window-free = {" "}Отменить бесплатно можно до { $freeUntil }.
marketplace-purchase-blocked = После 3 неявок за 30 дней бронировать нельзя до { $until }. Если это несправедливо, нажмите «Оспорить»: решение пересмотрит человек.

# Оспаривание
marketplace-appeal-waits = запрет бронировать, который оспаривает покупатель
marketplace-appeal-title = Оспорить запрет
marketplace-appeal-reason = Что случилось? Это прочитает человек и примет решение.
marketplace-appeal-reason-label = Что случилось
marketplace-appeal-reason-example = В 18:30 магазин был уже закрыт.
marketplace-purchase-appeal-not-blocked = Вы можете бронировать, оспаривать нечего. Что есть сейчас, показывает /offers.
marketplace-purchase-appeal-last = Этот запрет пересматривали уже 3 раза. Он закончится сам; если есть что-то новое, напишите в /support.
marketplace-purchase-appeal-waiting = Вы уже оспорили запрет ({ $id }), решения ещё нет. Я о нём напишу.
marketplace-purchase-appeal-sent = Спасибо. Отправлено на пересмотр: <b>{ $id }</b>. Я напишу, что решили.
marketplace-purchase-appeal-granted = ✅ Решение пересмотрено ({ $id }): вы снова можете бронировать, прошлые неявки не считаются.
marketplace-purchase-appeal-refused = Решение пересмотрено ({ $id }), запрет остаётся. Причина: { $reason }
marketplace-purchase-appeal-card = <b>Покупатель оспаривает запрет бронировать</b>
    «{ $reason }»

    Неявки:
    { $lines }
    Всего поздних отмен: { $late }
marketplace-purchase-appeal-line = • { $id } · { $amount }, { $venue } · { $window }
marketplace-purchase-appeal-kept = • До удаления данных: неявки — { $noShows }, поздние отмены — { $late }

# Что узнают заведения
marketplace-purchase-venue-reserved = 🔔 Новая бронь <b>{ $id }</b>, { $venue }: { $amount }, покупатель: { $name }

    🕒 { $window }
    { $left ->
        [0] Это была последняя порция.
        [one] Осталась { $left } порция.
        [few] Осталось { $left } порции.
       *[many] Осталось { $left } порций.
    }
marketplace-purchase-venue-cancelled = ❌ Покупатель отменил бронь <b>{ $id }</b> ({ $amount }). { $quantity ->
    [one] Снова свободна { $quantity } порция.
    [few] Снова свободны { $quantity } порции.
   *[many] Снова свободны { $quantity } порций.
  }

    👤 { $name }
    🕒 { $window }
    🏪 { $venue }, осталось: { $left }
marketplace-purchase-button-listen-off = 🔕 Не сообщать
marketplace-purchase-venue-more =
    🔔 { $venue }: { $count ->
        [one] ещё { $count } изменение
        [few] ещё { $count } изменения
       *[many] ещё { $count } изменений
    } в бронях. Последнее:

    { $latest }
marketplace-purchase-venue-dropped =
    ❌ <b>{ $title }: { $count ->
        [one] отменена { $count } бронь
        [few] отменены { $count } брони
       *[many] отменено { $count } броней
    }</b>, вовремя никто не подтвердил, что придёт.

    { $lines }

    { $quantity ->
        [one] Снова свободна { $quantity } порция.
        [few] Снова свободны { $quantity } порции.
       *[many] Снова свободны { $quantity } порций.
    }
marketplace-purchase-venue-dropped-line = • { $id }: { $amount }
marketplace-purchase-venue-dropped-others = …и ещё { $count }
marketplace-purchase-missed = <b>Не получено: { $title } ({ $id })</b>

    { $lines }

    Если кто-то не пришёл, отметьте это в течение 24 часов. Если пришёл, делать ничего не нужно.
marketplace-purchase-missed-open = • <b>{ $id }</b> · { $amount } · { $name }
marketplace-purchase-missed-claimed = • <b>{ $id }</b> · { $amount } · { $name }: сообщает, что всё забрал
marketplace-purchase-missed-no-show = • <b>{ $id }</b> · { $amount } · { $name }: неявка
marketplace-purchase-missed-gone = • <b>{ $id }</b> · { $amount } · покупатель удалил все свои данные
marketplace-purchase-missed-none = Больше в этом списке ничего нет.
marketplace-purchase-no-show-ask =
    <b>{ $name }: отметить неявку?</b>
    { $id } · { $amount }

    Неявка засчитается покупателю, и он сразу об этом узнает. После 2 неявок за 30 дней каждую бронь нужно подтверждать, после 3 бронировать нельзя 14 дней. Отменить это нельзя.
marketplace-purchase-button-no-show-yes = Да, отметить неявку
marketplace-purchase-button-missed-list = ‹ Назад к списку
marketplace-purchase-no-show-marked = Отмечено: никто не пришёл.
marketplace-purchase-no-show-before = Это уже отмечено.
marketplace-purchase-no-show-claimed = Покупатель сообщает, что забрал бронь { $id }, поэтому отметить неявку нельзя. Если это не так, напишите нам: /support
marketplace-purchase-no-show-gone = Покупатель брони { $id } удалил все свои данные, поэтому отмечать некого.
marketplace-purchase-no-show-late = Неявку можно отметить в течение 24 часов после времени получения. Для брони { $id } это время прошло.
