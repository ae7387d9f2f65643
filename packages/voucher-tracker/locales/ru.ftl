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
voucher-tracker-button-got = ✅ Да
voucher-tracker-button-missed = 😕 Нет
voucher-tracker-button-start = 🔔 Начать следить
voucher-tracker-button-have = ✅ Уже есть
voucher-tracker-button-keep = 🔔 Ждать поступления
voucher-tracker-button-stop = 🔕 Не следить
voucher-tracker-button-undo = ↩️ Отменить
voucher-tracker-button-check = 🔍 Проверить сейчас
voucher-tracker-button-status = 📋 За чем слежу

# Один номинал в списке
voucher-tracker-line = • <b>{ $face }</b> за <b>{ $price }</b>{ $discount }{ $left }
voucher-tracker-line-discount = , скидка { $percent } %
voucher-tracker-line-left = { $quantity ->
    [one] , осталась { $quantity } штука
    [few] , осталось { $quantity } штуки
   *[many] , осталось { $quantity } штук
  }
voucher-tracker-line-gone = <s>{ $line }</s>
voucher-tracker-span-between = между { $after } и { $before }
voucher-tracker-span-at = в { $at }
voucher-tracker-line-gone-between = <s>{ $line }</s>, распродано { $span }
voucher-tracker-amount = { $amount }
voucher-tracker-amounts-last = { $first } и { $rest }
voucher-tracker-amounts-more = { $first }, { $rest }
voucher-tracker-any-amount = любой номинал

# Уведомления
voucher-tracker-alert = 🎉 <b>{ $shop }: снова в продаже!</b>
    { $lines }

    { $footer }
voucher-tracker-alert-sold-out = 🚫 <b>Распродано { $span }</b>
    { $lines }

    { $footer }
voucher-tracker-alert-why = Вы просили сообщить о поступлении: не было в наличии, теперь есть (замечено в { $seen }). Успейте купить!
voucher-tracker-alert-watching = 🔔 Жду следующего поступления.
voucher-tracker-alert-ask = Успели купить?
voucher-tracker-answered-got = ✅ Вы успели. Приятных покупок!
voucher-tracker-answered-missed = 😕 В этот раз не вышло.
voucher-tracker-alert-again = Нажмите «🔔 Следить снова», и я сообщу о следующем поступлении.
voucher-tracker-alert-unknown = Этого уведомления больше нет. Отправьте /status, чтобы увидеть, что происходит.

# Насколько свежи данные
voucher-tracker-checked = Проверено { $time }.
voucher-tracker-last-confirmed = ⚠️ Магазин сейчас не отвечает. Последние точные данные: { $time }. Продолжаю попытки, от вас ничего не нужно.
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
voucher-tracker-stock-sold-out = Сейчас распродано: { $amounts }.
    { $freshness }

# /check
voucher-tracker-check = <b>{ $shop }: ваучеры</b>
    { $stock }
voucher-tracker-check-recent = <b>{ $shop }: ваучеры</b>
    { $stock }
    Я спрашиваю магазин не чаще раза в минуту на всех, так что новее данных нет.
voucher-tracker-checking = ⏳ { $shop }: спрашиваю. Сегодня магазин отвечает медленно, минутку…

# /track и /untrack
voucher-tracker-tracked = { $headline }

    { $stock }

    { $next }{ $note }
voucher-tracker-tracked-created = 🔔 <b>{ $shop }, { $amounts }: слежу</b>
voucher-tracker-tracked-rearmed = 🔔 <b>{ $shop }, { $amounts }: снова слежу</b>
voucher-tracker-tracked-replaced = 🔔 <b>Изменено. { $shop }, { $amounts }: теперь слежу</b>
voucher-tracker-tracked-unchanged = 🔔 <b>{ $shop }, { $amounts }: уже слежу</b>
voucher-tracker-tracked-unlisted = {" "}({ $shop }: { $amounts } сейчас нет в каталоге, позже может появиться.)
voucher-tracker-tracked-next = Напишу один раз: при первом поступлении после этого сообщения.
voucher-tracker-tracked-next-has-stock = Уже купили или ждать следующего поступления?
voucher-tracker-untracked = 🔕 <b>Готово.</b> Больше не сообщаю о ваучерах.
    Передумали? Кнопка «↩️ Отменить» действует 10 минут, а /track — всегда.
voucher-tracker-not-following = Я ни за чем не слежу для вас. Отправьте /track, чтобы начать.
voucher-tracker-undo-done = Отменять нечего: я слежу. Подробнее: /status
voucher-tracker-undo-late = Отменить можно только в течение 10 минут. Отправьте /track, чтобы начать заново.
voucher-tracker-bad-amount = Не понимаю сумму: «{ $word }». Отправьте сумму в целых рупиях, например /track 100 500, или просто /track для любого номинала.
voucher-tracker-foreign-amount = Суммы здесь — в валюте { $currency }, а «{ $unit }» — это другое. Пришлите, например, /track 100 500 или просто /track для любого номинала.
voucher-tracker-unclear-amount = «{ $word }» — это одна сумма или несколько? Пришлите <code>/track { $one }</code>, если одна, или <code>/track { $several }</code>, если несколько.
voucher-tracker-too-many-amounts = Я слежу не больше чем за { $max } номиналами. Отправьте меньше или просто /track для любого номинала.
voucher-tracker-private-only = Уведомления о ваучерах приходят в личном чате со мной. Откройте его и отправьте /track.

# /status
voucher-tracker-welcome = 🎟 <b>Уведомления о ваучерах</b>
    { $shop }: я слежу за этим магазином сразу для всех и пишу вам один раз, как только ваучеры появятся.

    { $stock }

    Нажмите «🔔 Начать следить» или отправьте, например, /track 100 500, если нужны только эти номиналы.
voucher-tracker-status = { $state }

    { $stock }

    Последняя удачная проверка: { $lastCheck }
    Последнее уведомление: { $lastAlert }
    Следующая проверка: { $nextCheck }
voucher-tracker-status-watching = 🔔 <b>{ $shop }, { $amounts }: слежу</b>
    Напишу о следующем поступлении. Другие номиналы: /track 100 500
voucher-tracker-status-alerted = ⏸ <b>{ $shop }, { $amounts }: жду вас</b>
    Ничего не присылаю, пока вы не нажмёте «🔔 Следить снова».
voucher-tracker-status-ended = 🔕 <b>Не слежу</b>
    Нажмите «🔔 Начать следить», и всё будет как в прошлый раз: { $shop }, { $amounts }.
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
    Снова слежу для вас. Отправьте /check, чтобы увидеть наличие.

# Privacy
voucher-tracker-kept-reading = Что было в продаже в магазине: { $time }. Чтобы видеть, как товар приходит и уходит. Без личных данных.
voucher-tracker-privacy = Каких ваучеров вы ждёте, какие уведомления получили и успели ли купить: чтобы сообщить о следующем поступлении.
voucher-tracker-erasure = А также ваши уведомления о ваучерах и ваши ответы на них.

# /status_all и /admin
voucher-tracker-summary-watching = { $shop }, { $amounts }: слежу. Последнее уведомление: { $lastAlert }. Подробнее: /status
voucher-tracker-summary-alerted = { $shop }, { $amounts }: жду вас. Последнее уведомление: { $lastAlert }. Подробнее: /status
voucher-tracker-summary-ended = Не слежу. Последнее уведомление: { $lastAlert }. Подробнее: /status
voucher-tracker-health-shop = { $shop }
voucher-tracker-health = последняя удачная проверка: { $last }; следующая: { $next }
voucher-tracker-health-failing = { $failures ->
    [one] без ответа { $failures } проверка; последняя удачная: { $last }; следующая: { $next }
    [few] без ответа { $failures } проверки подряд; последняя удачная: { $last }; следующая: { $next }
   *[many] без ответа { $failures } проверок подряд; последняя удачная: { $last }; следующая: { $next }
  }
