voucher-tracker-title = Ваучеры
# Главное меню и команды
voucher-tracker-home = 🎟 Ваучеры
voucher-tracker-command-track = Сообщить, когда ваучеры появятся (например, /track 100 500)
voucher-tracker-command-untrack = Больше не сообщать о ваучерах
voucher-tracker-command-check = Проверить магазин сейчас
voucher-tracker-command-status = За чем я слежу для вас

# Кнопки
voucher-tracker-button-shop = 🛒 Открыть магазин
voucher-tracker-button-again = 🔔 Следить снова
voucher-tracker-button-got = ✅ Удалось
voucher-tracker-button-missed = 😕 Не вышло
voucher-tracker-button-start = 🔔 Начать следить
voucher-tracker-button-have = ✅ Уже есть
voucher-tracker-button-keep = 🔔 Ждать следующего поступления
voucher-tracker-button-stop = 🔕 Не следить
voucher-tracker-button-undo = ↩️ Вернуть
voucher-tracker-button-check = 🔍 Проверить сейчас
voucher-tracker-button-status = 📋 Что я отслеживаю

# Один номинал в списке
voucher-tracker-line = • <b>{ $face }</b> за <b>{ $price }</b>{ $discount }{ $left }
voucher-tracker-line-discount = , скидка { $percent }%
voucher-tracker-line-left = { $quantity ->
    [one] , осталась { $quantity } штука
    [few] , осталось { $quantity } штуки
   *[many] , осталось { $quantity } штук
  }
voucher-tracker-line-gone = <s>{ $line }</s>
voucher-tracker-span-between = между { $after } и { $before }
voucher-tracker-span-at = в { $at }
voucher-tracker-line-gone-between = <s>{ $line }</s>, раскупили { $span }
voucher-tracker-amount = { $amount }
voucher-tracker-amounts-last = { $first } и { $rest }
voucher-tracker-amounts-more = { $first }, { $rest }
voucher-tracker-any-amount = любой номинал

# Оповещения
voucher-tracker-alert = 🎉 <b>Снова в продаже в { $shop }!</b>
    { $lines }

    { $footer }
voucher-tracker-alert-sold-out = 🚫 <b>Раскупили { $span }</b>
    { $lines }

    { $footer }
voucher-tracker-alert-why = Вы просили сообщить о поступлении: не было в наличии, теперь есть (замечено в { $seen }). Поспешите!
voucher-tracker-alert-watching = 🔔 Жду следующего поступления.
voucher-tracker-alert-ask = Успели купить?
voucher-tracker-answered-got = ✅ Вы успели. Приятных покупок!
voucher-tracker-answered-missed = 😕 В этот раз не вышло. Нажмите «Следить снова», и я сообщу о следующем поступлении.
voucher-tracker-alert-unknown = Это оповещение больше не найти. Отправьте /status, чтобы увидеть, что происходит.

# Насколько свежи данные
voucher-tracker-checked-now = Проверено только что ({ $time }).
voucher-tracker-checked = Проверено { $age } назад ({ $time }).
voucher-tracker-last-confirmed = ⚠️ Магазин сейчас не отвечает. Последние точные данные: { $time }, { $age } назад. Продолжаю попытки, от вас ничего не нужно.
voucher-tracker-never-read = Я ещё не заглядывал в магазин. Подождите минутку.
voucher-tracker-never-read-failing = ⚠️ Магазин не отвечает, поэтому я не знаю, что есть в наличии. Продолжаю попытки.
voucher-tracker-stock-some = Сейчас в наличии:
    { $lines }
    { $freshness }
voucher-tracker-stock-some-last = В наличии при последней проверке:
    { $lines }
    { $freshness }
voucher-tracker-stock-none = Сейчас ничего не продаётся.
    { $freshness }
voucher-tracker-stock-others = Не продаётся: { $amounts }. В наличии:
    { $lines }
    { $freshness }
voucher-tracker-stock-sold-out = Сейчас раскуплено: { $amounts }.
    { $freshness }

# /check
voucher-tracker-check = <b>Ваучеры в { $shop }</b>
    { $stock }
voucher-tracker-check-recent = <b>Ваучеры в { $shop }</b>
    { $stock }
    Я спрашиваю магазин не чаще раза в минуту на всех, так что новее данных нет.
voucher-tracker-checking = ⏳ Спрашиваю { $shop }. Сегодня он отвечает медленно, минутку…

# /track и /untrack
voucher-tracker-tracked = { $headline }

    { $stock }

    { $next }{ $note }
voucher-tracker-tracked-created = 🔔 <b>Слежу: { $amounts } в { $shop }</b>
voucher-tracker-tracked-rearmed = 🔔 <b>Снова слежу: { $amounts } в { $shop }</b>
voucher-tracker-tracked-replaced = 🔔 <b>Изменено. Теперь слежу: { $amounts } в { $shop }</b>
voucher-tracker-tracked-unchanged = 🔔 <b>Вы уже отслеживаете: { $amounts } в { $shop }</b>
voucher-tracker-tracked-unlisted = {" "}(Сейчас в каталоге { $shop } пока нет: { $amounts }. Позже может появиться.)
voucher-tracker-tracked-next = Напишу один раз, как только появится.
voucher-tracker-tracked-next-has-stock = Сейчас есть в наличии! Уже купили или ждать следующего поступления?
voucher-tracker-untracked = 🔕 <b>Готово.</b> Больше не сообщаю о ваучерах.
    Передумали? Кнопка «Вернуть» действует 10 минут, а /track – всегда.
voucher-tracker-not-following = Вы пока ничего не отслеживаете. Отправьте /track, чтобы начать.
voucher-tracker-undo-done = Возвращать нечего: слежение включено. Подробности: /status.
voucher-tracker-undo-late = Вернуть можно только в течение 10 минут. Отправьте /track, чтобы начать заново.
voucher-tracker-bad-amount = Не понимаю сумму «{ $word }». Отправьте сумму в целых рупиях, например /track 100 500, или просто /track для любого номинала.
voucher-tracker-foreign-amount = Суммы здесь — в валюте { $currency }, а «{ $unit }» — это другое. Пришлите, например, /track 100 500 или просто /track для любой суммы.
voucher-tracker-unclear-amount = «{ $word }» — это одна сумма или несколько? Пришлите <code>/track { $one }</code>, если одна, или <code>/track { $several }</code>, если несколько.
voucher-tracker-too-many-amounts = Это слишком много! Отправьте не больше { $max } сумм или просто /track для любого номинала.
voucher-tracker-private-only = Оповещения о ваучерах работают в личном чате со мной. Откройте его и отправьте /track.

# /status
voucher-tracker-welcome = 🎟 <b>Оповещения о ваучерах</b>
    Я слежу за { $shop } сразу для всех и пишу вам один раз, как только ваучеры появятся.

    { $stock }

    Нажмите «Начать следить» или отправьте, например, /track 100 500, если нужны только эти номиналы.
voucher-tracker-status = { $state }

    { $stock }

    Последняя удачная проверка: { $lastCheck }
    Последнее оповещение: { $lastAlert }
    Следующая проверка: { $nextCheck }
voucher-tracker-status-watching = 🔔 <b>Слежу: { $amounts } в { $shop }</b>
    Напишу о следующем поступлении. Другие номиналы: /track 100 500
voucher-tracker-status-alerted = ⏸ <b>Жду вас: { $amounts } в { $shop }</b>
    Ничего не присылаю, пока вы не нажмёте «Следить снова».
voucher-tracker-status-ended = 🔕 <b>Не слежу</b>
    Нажмите «Начать следить», чтобы, как в прошлый раз, следить: { $amounts } в { $shop }.
voucher-tracker-status-never = пока нет
voucher-tracker-status-soon = с минуты на минуту

# Всплывающие ответы
voucher-tracker-toast-watching = 🔔 Слежу. Напишу о следующем поступлении.
voucher-tracker-toast-watching-already = 🔔 Уже слежу.
voucher-tracker-toast-have = ✅ Отлично! Молчу, пока не попросите.
voucher-tracker-toast-undone = ↩️ Вернул всё как было.
voucher-tracker-toast-got = ✅ Здорово! Спасибо, что сообщили.
voucher-tracker-toast-missed = 😕 Жаль! Спасибо, что сообщили.

# Сам магазин
voucher-tracker-source-blind = ⚠️ <b>{ $shop } не отвечает с { $since }</b>
    Пока он молчит, новых поступлений не видно. Продолжаю попытки и сообщу, когда он заработает; от вас ничего не нужно.
voucher-tracker-source-seen-again = ✅ <b>{ $shop } снова отвечает</b>
    Я опять на посту. Отправьте /check, чтобы увидеть наличие.

# Privacy
voucher-tracker-kept-reading = Что было в продаже в магазине: { $time }. Чтобы видеть, как товар приходит и уходит; ни о ком.
voucher-tracker-privacy = Каких ваучеров вы ждёте, какие уведомления получили и успели ли купить: чтобы сообщить о следующем поступлении.
voucher-tracker-erasure = А также ваши уведомления о ваучерах и ваши ответы на них.

# /status_all и /admin
voucher-tracker-summary-watching = Слежу: { $amounts } в { $shop }. Последнее оповещение: { $lastAlert }. Подробнее: /status
voucher-tracker-summary-alerted = Жду вас после оповещения: { $amounts } в { $shop }, { $lastAlert }. Подробнее: /status
voucher-tracker-summary-ended = Не слежу. Последнее оповещение: { $lastAlert }. Подробнее: /status
voucher-tracker-health-shop = { $shop }
voucher-tracker-health = последняя удачная проверка: { $last }; следующая: { $next }
voucher-tracker-health-failing = { $failures ->
    [one] не удалась { $failures } проверка подряд; последняя удачная: { $last }; следующая: { $next }
    [few] не удались { $failures } проверки подряд; последняя удачная: { $last }; следующая: { $next }
   *[many] не удались { $failures } проверок подряд; последняя удачная: { $last }; следующая: { $next }
  }
