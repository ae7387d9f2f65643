core-title = Общее
core-command-start = Начать или вернуться в начало
core-command-menu = Показать меню
core-command-help = Что умеет этот бот
core-command-language = Выбрать язык
core-command-cancel = Прервать то, что вы делаете
core-command-pending = Что ждёт решения
core-command-verify = Одобрить: /verify B12
core-command-reject = Отклонить с причиной: /reject B12 причина

core-welcome = Здравствуйте, { $name }! Я <b>Bazaar</b>.
core-home = <b>Меню</b>
  Что вы хотите сделать?
core-home-help = Помощь
core-help-hint = Отправьте /help, чтобы увидеть всё, что я умею.
core-help = <b>Что я умею</b>
  { $sections }
core-help-section = {""}
  <b>{ $title }</b>
  { $lines }
core-help-line = /{ $command } – { $what }

core-language = Выберите язык:
core-language-en = English
core-language-ru = Русский
core-language-set-en = From now on I speak English.
core-language-set-ru = Теперь я говорю по-русски.

core-cancelled = Отменять нечего. Отправьте /menu, чтобы увидеть, что можно сделать.
core-form-cancelled = Остановлено. Введённое не сохранилось. Отправьте /menu, чтобы увидеть, что можно сделать.
core-cancel-list = <b>Можно отменить:</b>
  { $lines }

  Отправьте /cancel с номером, например <code>/cancel P56</code>.
core-cancel-line = <code>/cancel { $id }</code> – { $title }
core-cancel-usage = Отправьте номер того, что нужно отменить, например <code>/cancel P56</code>. Ничего не изменилось.
core-cancel-unknown-kind = Нет ничего с номером на букву { $letter }. Отправьте /cancel, чтобы увидеть список.
core-cancel-ambiguous = Такой номер встречается несколько раз. Поставьте перед ним букву ({ $letters }).

core-pending-none = Решения ничто не ждёт.
core-pending-card = { $card }

  Одобрить: <code>/verify { $id }</code>
  Отклонить: <code>/reject { $id } причина</code>
core-pending-verify = Одобрить
core-verify-usage = Отправьте номер, который нужно одобрить, например <code>/verify B12</code>. Ничего не изменилось.
core-reject-usage = Отправьте номер и причину, например <code>/reject B12 на фото другой магазин</code>. Ничего не изменилось.
core-reject-reason-short = Напишите причину длиной не меньше { $min } знаков: её получит владелец. Ничего не изменилось.
core-decided = Готово. Владелец { $id } получит сообщение.
core-decide-unknown = С номером { $id } ничто не ждёт решения. Отправьте /pending, чтобы увидеть список.
core-decided-before-approved = Это уже одобрено: { $by }, { $at }.
core-decided-before-rejected = Это уже отклонено: { $by }, { $at }.
core-approval-ambiguous = Такой номер встречается несколько раз. Поставьте перед ним букву ({ $letters }).

core-unknown-command = Я не знаю такой команды. Отправьте /help, чтобы увидеть, что я умею.
core-not-understood = Я не понял. Отправьте /menu, чтобы увидеть, что можно сделать.
core-private-only = Это работает только в личном чате со мной.
core-rate-limited = Слишком много сразу. Подождите { $wait } и попробуйте ещё раз.
core-button-not-yours = Эта кнопка не ваша или слишком старая. Отправьте /menu, чтобы получить новую.
core-button-outdated = Эта кнопка устарела. Отправьте /menu, чтобы получить новую.
core-feature-off = Эта часть бота сейчас выключена.
core-press-failed = Что-то пошло не так. Попробуйте ещё раз.
core-error = У нас что-то пошло не так, мы об этом уже знаем. Попробуйте через минуту.
  Если повторится, пришлите нам этот код: <code>{ $code }</code>
core-form-outdated = Мы обновили бота, пока вы заполняли форму. Извините! Начните форму заново.

core-incident-opened = <b>Внимание:</b> { $incident }
  { $detail }
core-incident-closed = <b>Закончилось:</b> { $incident }

core-http-unauthorized = Секрет не указан или неверен.
core-http-bad-request = Запрос не в той форме, которую мы ждём.
