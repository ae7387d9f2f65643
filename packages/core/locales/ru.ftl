core-title = Общее
core-command-start = Начать или вернуться в начало
core-command-menu = Показать меню
core-command-help = Что умеет этот бот
core-command-language = Выбрать язык
core-command-cancel = Отменить начатое
core-command-pending = Что ждёт решения
core-command-verify = Одобрить: /verify B12
core-command-reject = Отклонить с причиной: /reject B12 причина

core-welcome = Здравствуйте, { $name }! Я <b>Bazaar</b>: присматриваю за тем, что вам нужно, и пишу только об этом.
core-home = <b>Меню</b>
  Что вы хотите сделать?
core-home-help = ❓ Помощь
core-help = <b>Что я умею</b>
  { $sections }
core-help-section = <b>{ $title }</b>
  <blockquote expandable>{ $lines }</blockquote>
core-help-line = /{ $command } — { $what }

core-language = Выберите язык:
core-language-en = English
core-language-ru = Русский
core-language-set-en = From now on I speak English.
core-language-set-ru = Теперь я говорю по-русски.

core-cancelled = Отменять нечего. Отправьте /menu, чтобы увидеть, что можно сделать.
core-form-cancelled = Отменено. Введённое стёрто.
core-form-cancelled-empty = Отменено.
core-form-cancelled-change = Отменено. Ничего не изменилось.
core-cancel-list = <b>Можно отменить:</b>
  { $lines }

  Отправьте /cancel с номером, например <code>/cancel P56</code>.
core-cancel-kind = <b>{ $title }</b>
core-cancel-line = <code>/cancel { $id }</code> — { $title }
core-cancel-usage = Отправьте номер того, что нужно отменить, например <code>/cancel P56</code>. Ничего не изменилось.
core-cancel-unknown-kind = Нет ничего с номером на букву { $letter }. Отправьте /cancel, чтобы увидеть список.
core-cancel-ambiguous = Такой номер встречается несколько раз. Поставьте перед ним букву ({ $letters }).
core-resume-usage = Отправьте номер того, что нужно возобновить, например <code>/resume O34</code>. Ничего не изменилось.
core-resume-unknown-kind = Нет ничего, что можно возобновить, с номером на букву { $letter }. Ничего не изменилось.

core-pending-none = Заявок, ждущих решения, нет.
core-pending-card = { $card }

  Одобрить: <code>/verify { $id }</code>
  Отклонить: <code>/reject { $id } причина</code>
core-pending-card-counted = { $card }

  ✅ Одобрено: { $by }. Нужно одобрение ещё одного человека.
  Одобрить: <code>/verify { $id }</code>
  Отклонить: <code>/reject { $id } причина</code>
core-pending-approve = Одобрить
core-pending-reject = Отклонить
core-queue-waits = ⏳ Ждёт решения: { $what } (<b>{ $id }</b>). Об этой очереди я не напишу снова, пока вы её не откроете.
core-queue-counted = ⏳ { $what } (<b>{ $id }</b>): одно одобрение уже есть, нужно одобрение другого человека или отказ.
core-queue-open = 📋 Открыть очередь
core-verify-usage = Отправьте номер, который нужно одобрить, например <code>/verify B12</code>. Ничего не изменилось.
core-reject-usage = Отправьте номер и причину, например <code>/reject B12 на фото другой магазин</code>. Ничего не изменилось.
core-reject-title = Отклонить { $id }
core-reject-reason = Почему { $id } отклоняем? Напишите, что владельцу нужно исправить: он получит ваши слова.
core-reject-reason-example = на фото другой магазин
core-reject-reason-short = Напишите причину длиной не меньше { $min } знаков: её получит владелец. Ничего не изменилось.
core-decided = Готово. Владелец { $id } получит сообщение.
core-decide-counted = Ваше одобрение { $id } учтено. Нужно одобрение ещё одного человека; тем, кто может одобрить, сообщено.
core-decide-counted-alone = Ваше одобрение { $id } учтено, но больше никто из тех, кто может одобрить, недоступен. Владелец должен дать кому-то роль: /admin.
core-decide-own = Это отправили вы сами: одобрить должны двое других. Ничего не изменилось.
core-decide-counted-before = Вы уже одобрили { $id }. Нужно одобрение ещё одного человека: попросите коллегу.
core-decide-input-differs = Один из вас уже одобрил это с другими данными. Проверьте вместе: введите одно и то же или отклоните. Ничего не изменилось.
core-decide-unknown = Заявки { $id } среди ждущих решения нет. Отправьте /pending, чтобы увидеть список.
core-decide-again = Заявку { $id } с тех пор изменили, и она снова ждёт решения: /pending
core-decided-before-approved = Это уже одобрено: { $by }, { $at }.
core-decided-before-rejected = Это уже отклонено: { $by }, { $at }.
core-approval-many = { $count ->
    [one] Решения уже ждёт { $count } ваша заявка ({ $ids }), поэтому ничего не отправлено. Отправьте следующую, когда по ней решат: я напишу здесь.
    [few] Решения уже ждут { $count } ваши заявки ({ $ids }), поэтому ничего не отправлено. Отправьте следующую, когда решат по одной из них: я напишу здесь.
   *[many] Решения уже ждут { $count } ваших заявок ({ $ids }), поэтому ничего не отправлено. Отправьте следующую, когда решат по одной из них: я напишу здесь.
  }
core-approval-ambiguous = Такой номер встречается несколько раз. Поставьте перед ним букву ({ $letters }).

core-unknown-command = Я не знаю такой команды. Отправьте /help, чтобы увидеть, что я умею.
core-not-understood = Я не понял. Отправьте /menu, чтобы увидеть, что можно сделать.
core-private-only = Это работает только в личном чате со мной.
core-group-limited = В этой группе сейчас пишут сразу многие. Подождите { $wait } и попробуйте ещё раз или напишите мне лично.
core-rate-limited = Столько сразу я не успеваю. Подождите { $wait } и попробуйте ещё раз.
core-press-not-yours = Эта кнопка не ваша или уже устарела. Отправьте /menu, чтобы получить новую.
core-press-outdated = Эта кнопка устарела. Отправьте /menu, чтобы получить новую.
core-feature-off = Эта часть бота сейчас выключена.
core-press-failed = Что-то пошло не так. Попробуйте ещё раз.
core-error = У нас что-то пошло не так, мы об этом уже знаем. Попробуйте через минуту.
  Если повторится, пришлите нам этот код: <code>{ $code }</code>
core-form-outdated = Мы обновили бота, пока вы отвечали. Извините! Начните, пожалуйста, заново.

core-photo-too-large = В этом файле больше { $megabytes } МБ. Отправьте картинку как фото, а не файлом: Telegram сам её уменьшит.
core-photo-not-image = Это не похоже на картинку. Пришлите JPEG, PNG или WebP.
core-photo-too-many-pixels = В этой картинке больше { $megapixels } мегапикселей. Отправьте её как фото, а не файлом: Telegram сам её уменьшит.
core-photo-too-heavy = Мне не хватает памяти, чтобы открыть эту картинку. Отправьте её как фото, а не файлом: Telegram сам её уменьшит.
core-photo-broken = Картинка повреждена и не открылась. Пришлите другую.
core-photo-unreachable = Сейчас не получилось забрать картинку из Telegram. Пришлите её ещё раз чуть позже.
core-photo-not-now = Сейчас картинки не открываются. Пришлите вашу ещё раз позже.
core-photo-busy = Сейчас картинки отправляют очень многие. Пришлите вашу ещё раз через минуту.

core-incident-opened = <b>Внимание:</b> { $incident }
  { $detail }
core-incident-closed = <b>Закончилось:</b> { $incident }

core-http-unauthorized = Секрет не указан или неверен.
core-http-bad-request = Запрос не в той форме, которую мы ждём.
core-http-bad-json = Тело запроса не в формате JSON, или вложенность больше допустимой.
core-http-not-found = Здесь ничего нет.
core-http-key-missing = Нет заголовка { $header }.
core-http-key-wrong = Неверный ключ в заголовке { $header }.
core-http-key-unknown = Такого ключа API нет, или он отозван.
core-http-scope = Этот ключ API не разрешает { $scope }.
core-http-limited = Запросов больше, чем можно. Повторите через { $seconds } сек.
core-http-signature = Подписи нет, или она не подходит к телу запроса.
core-http-idempotency-missing = Нет заголовка Idempotency-Key: от 1 до 255 печатных символов, новых для каждого запроса.
core-http-idempotency-other = Этот Idempotency-Key уже был у другого запроса.
core-http-idempotency-busy = Запрос с этим Idempotency-Key ещё выполняется.

core-command-apikeys = Ключи для программ, которые действуют за вас
core-api-key-none = <b>Ключи API</b>
  С ключом API программа может действовать за вас. У вас нет ни одного.
core-api-key-list = <b>Ключи API</b>
  С каждым из них программа может действовать за вас.

  { $lines }
core-api-key-line = <code>{ $hint }…</code>, создан: { $at }, { $used }
  { $scopes }
core-api-key-scope = • { $scope }
core-api-key-used = последний запрос: { $at }
core-api-key-unused = запросов ещё не было
core-api-key-button-list = ‹ Ключи API
core-api-key-button-new = ➕ Новый ключ
core-api-key-button-revoke = Отозвать { $hint }…
core-api-key-button-create = Создать ключ
core-api-key-button-choose-first = Сначала отметьте что-нибудь
core-api-key-button-most = Больше { $count } ключей нельзя
core-api-key-button-copy = 📋 Скопировать ключ
core-api-key-button-scope-on = ✓ { $scope }
core-api-key-button-scope-off = { $scope }
core-api-key-choose = <b>Новый ключ API</b>
  Что программе можно с ним делать? Выберите хотя бы одно.
core-api-key-created = <b>Ваш новый ключ API</b>
  <code>{ $secret }</code>
  Скопируйте его сейчас: больше он не покажется. С ним можно действовать за вас.
core-api-key-told = С этой карточкой ключ уже создан и показан. Если вы его не сохранили, отзовите его и создайте другой: /apikeys
core-api-key-many = Ключей API у вас { $count }, больше нельзя. Сначала отзовите один: /apikeys
core-api-key-gone = Этот ключ уже не работает, отзывать нечего.
core-api-key-revoke-ask = <b>Отозвать { $hint }…?</b>
  Программы с этим ключом сразу перестанут работать. Вернуть его нельзя.
core-api-key-revoke-yes = Да, отозвать
core-api-key-revoked = Готово: ключ больше не работает.

core-command-privacy = Что я храню о вас и как долго
core-command-terms = Правила этого бота
core-command-export = Получить копию всего, что я храню о вас
core-command-delete = Удалить всё, что я храню о вас
core-button-privacy = Ваши данные
core-button-terms = Правила
core-button-export = 📄 Получить копию
core-button-delete = 🗑 Удалить данные

core-privacy-card = <b>Ваши данные</b>
  Я храню, кто вы в Telegram, ваши настройки и то, что вы здесь делаете: чтобы выполнять ваши просьбы и поддерживать порядок в боте.
  { $operator }

  <b>Что хранится и зачем</b>
  <blockquote expandable>{ $stored }</blockquote>
core-kept-card = <b>Как долго и кто это видит</b>
  <blockquote expandable>{ $kept }
  • Всё остальное: пока вы это не удалите.</blockquote>
  Телефоны, адреса, коды и тексты, которые ещё в пути, хранятся зашифрованными. Имя не шифруется: по нему вас находят, когда вы просите о помощи. Ваши данные получают только те, кто назван на этих двух страницах, и Telegram, который доставляет сообщения.
core-button-kept = Как долго хранится
core-privacy-line = • { $text }
core-privacy-more = Политика конфиденциальности полностью
core-privacy = Ваш ID в Telegram, имя, имя пользователя и язык, ваши настройки, когда и по какой ссылке вы пришли: чтобы узнавать вас и отвечать. Что я писал вам сам (о чём и когда): чтобы вы узнали обо всём один раз. Если есть: что вы оплатили в этом чате, чтобы это было доставлено или возвращено, ваш кошелёк (что в нём, каждое изменение и за что), чтобы всё можно было проверить, и созданные вами ключи API (не сами ключи), чтобы вы могли их отозвать.
core-kept-inbox = Что от вас пришло сообщение: { $time }, а его текст — только до обработки. Чтобы ничего не сделать дважды.
core-kept-delivery = Когда и как вам доставлено сообщение: { $time }, а его текст — только пока оно в пути. Чтобы находить ошибки.
core-kept-draft = Что вы заполнили и не отправили: { $time } после последнего изменения. Чтобы вы могли продолжить.
core-kept-form-message = Каким сообщением показана ваша форма: { $time }. Чтобы сообщение было одно и старые кнопки исчезали.
core-kept-album = Каким сообщением я ответил на ваш альбом: { $time }. Чтобы ответ был один, а не на каждый снимок.
core-kept-form = На чём вы остановились в разговоре с ботом: { $time } после последнего изменения. Чтобы перезапуск этого не потерял.
core-kept-once = Результат кнопки, которая срабатывает один раз: { $time }. Чтобы второе нажатие показало то же самое.
core-kept-http-answer = Что ответили вашей программе: { $time }. Чтобы повторный запрос сработал один раз.
core-kept-api-key = Когда отозванный ключ API создали и когда им пользовались: { $time } после отзыва. Чтобы вы могли это посмотреть.
core-kept-support = Что вы написали тем, кто ведёт бота: { $time } после того, как обращение закрыто. Чтобы они помнили, о чём шла речь.
core-kept-queue = Что вам сообщили о заявке, которая ждёт решения: пока вы не откроете очередь, но не дольше чем { $time }. Чтобы сообщать один раз.
core-kept-dead-job = Какая задача не выполнилась, после того как на неё посмотрели: { $time }. Чтобы находить ошибки.
core-kept-limit = Сколько вы писали в последнее время: ещё { $time } после подсчёта. Для защиты от потока сообщений.
core-kept-incident = Что случилось с ботом: { $time } после окончания. Чтобы находить ошибки. Без личных данных.
core-kept-lock = Какая часть бота сейчас занята каким чатом: не дольше чем { $time } после сбоя. Без личных данных.

core-operator = Этого бота ведёт: { $contact }
core-operator-unknown = Тот, кто ведёт этого бота, не оставил здесь контакта.

core-terms = <b>Правила</b>
  • Бот предоставляется как есть. Сообщения могут опоздать или содержать ошибки: проверьте сами, прежде чем платить или ехать.
  • Покупка или бронь касается только вас и заведения; его условия указаны рядом с предложением.
  • Не заваливайте бота сообщениями, не выдавайте себя за других и не нарушайте закон. Нарушителя могут отключить.
  • Вы можете уйти в любой момент: /delete сотрёт всё, что о вас хранится. Бот может измениться или закрыться.

  { $operator }
core-terms-more = Правила полностью

core-export-title = Ваши данные
core-export-intro = Всё, что этот бот хранит о вас. Текстов сообщений здесь нет: они стираются, как только доставлены.
core-export-time = { $at }
core-export-nothing = ничего
core-export-html = Всё, что я храню о вас. Откройте в браузере.
core-export-json = То же самое для программ.
core-export-too-soon = Вы уже получили копию за последний час. Следующую можно получить через { $wait }.

core-delete-ask = <b>Удалить ваши данные?</b>
  <b>Будет удалено:</b> ваше имя, настройки, роли, ожидающие заявки, недоставленные сообщения, ключи API и начатые формы.
  <blockquote expandable>{ $more }</blockquote>
  <b>Останется:</b>
  <blockquote expandable>Кто что решил в этом боте, с ID вместо имён, потому что решения должны оставаться прослеживаемыми. Что было оплачено в этом чате, без вас, потому что деньги должны оставаться прослеживаемыми. Резервные копии того, кто ведёт бота, пока их не заменят. Этот чат: удалить его можете только вы сами, в Telegram.</blockquote>

  Отменить это нельзя. Если вы напишете снова, мы познакомимся заново.
core-delete-more = • { $text }
core-delete-confirm = 🗑 Да, удалить всё
core-delete-decline = Оставить мои данные
core-delete-declined = Ничего не удалено.
core-delete-done = Всё удалено, и я вас больше не знаю. До свидания! Если захотите начать заново, отправьте /start.
core-delete-gone = Это уже сделано. Больше ничего не удалено. Если с тех пор что-то сохранилось, /delete спросит снова.
core-delete-late = Этот вопрос уже устарел, поэтому ничего не удалено. Отправьте /delete, и я спрошу снова.
core-delete-blocked = Сейчас ваши данные удалить нельзя:
  { $blockers }

  Ничего не удалено. Отправьте /delete снова, когда это закончится.

# Управление
core-command-admin = Очереди, источники и люди
core-command-user = Найти человека: /user Анна
core-command-grant = Дать роль: /grant 12345 модератор причина
core-command-revoke = Забрать роль: /revoke 12345 модератор причина
core-command-status_all = Что каждая часть бота делает для вас

core-role-support = поддержка
core-role-moderator = модератор
core-role-finance = финансы
core-role-owner = владелец
core-role-means-support = Поддержка видит людей, не дошедшие сообщения и происшествия, может отправить сообщение ещё раз и решает то, что ждёт поддержку в /pending.
core-role-means-moderator = Модератор решает то, что ждёт модераторов в /pending, и ищет людей по имени.
core-role-means-finance = Финансы решают то, что ждёт их в /pending, и видят происшествия и источники.
core-role-means-owner = Владелец может всё, в том числе давать и забирать роли.

core-admin-home = <b>Управление</b>
  { $lines }

  Данные на { $at }.
core-admin-approvals = { $count ->
    [0] ✅ Заявок, ждущих решения, нет
    [one] 📥 Решения ждёт { $count } заявка
    [few] 📥 Решения ждут { $count } заявки
   *[many] 📥 Решения ждут { $count } заявок
  }
core-admin-outbox-empty = ✅ Ни одно сообщение не ждёт отправки
core-admin-outbox = { $count ->
    [one] 📤 { $count } сообщение ждёт отправки, самое старое — { $age }
    [few] 📤 { $count } сообщения ждут отправки, самое старое — { $age }
   *[many] 📤 { $count } сообщений ждут отправки, самое старое — { $age }
  }
core-admin-failed = { $count ->
    [0] ✅ За сутки все сообщения дошли
    [one] ❌ За сутки не дошло { $count } сообщение
    [few] ❌ За сутки не дошли { $count } сообщения
   *[many] ❌ За сутки не дошли { $count } сообщений
  }
core-admin-uncertain = { $count ->
    [0] ✅ Нет сообщений с неясной судьбой
    [one] ❓ { $count } сообщение с неясной судьбой
    [few] ❓ { $count } сообщения с неясной судьбой
   *[many] ❓ { $count } сообщений с неясной судьбой
  }
core-admin-jobs = ✅ Все задачи идут по расписанию
core-admin-jobs-late = ⏳ Задача опаздывает: { $job }, на { $age }
core-admin-dead = { $count ->
    [0] ✅ Нет остановленных задач
    [one] 🛠 { $count } задача остановлена
    [few] 🛠 { $count } задачи остановлены
   *[many] 🛠 { $count } задач остановлены
  }
core-admin-incidents-none = ✅ Нет открытых происшествий
core-admin-incidents = { $count ->
    [one] 🚨 { $count } открытое происшествие, самое старое — { $age }
    [few] 🚨 { $count } открытых происшествия, самое старое — { $age }
   *[many] 🚨 { $count } открытых происшествий, самое старое — { $age }
  }
core-admin-people = 👥 Люди: доступны: { $reachable }, ещё не начали: { $waiting }, заблокировали меня: { $blocked }
core-admin-health = {""}
  <b>Источники</b>
core-admin-health-ok = ✅ В порядке: { $label } — { $detail }
core-admin-health-degraded = ⚠️ Не совсем: { $label } — { $detail }
core-admin-health-failed = ❌ Не работает: { $label } — { $detail }
core-admin-health-unknown = узнать не удалось; причина в журнале.
core-admin-feature = { $id }

core-admin-button-approvals = Решения ({ $count })
core-admin-button-uncertain = Неясные сообщения ({ $count })
core-admin-button-failed = Не дошли ({ $count })
core-admin-button-jobs = Остановленные ({ $count })
core-admin-button-incidents = Происшествия ({ $count })
core-admin-button-find = Найти человека
core-admin-button-refresh = 🔄 Обновить
core-admin-button-back = ‹ Назад
core-admin-button-again = { $n }: Отправить снова
core-admin-button-leave = { $n }: Оставить
core-admin-button-retry = { $n }: Повторить
core-admin-button-dismiss = { $n }: Убрать
core-admin-button-person = { $name } ({ $id })
core-admin-button-grant-role = ➕ Дать роль: { $role }
core-admin-button-revoke-role = ➖ Забрать роль: { $role }
core-admin-button-grant-yes = Да, дать роль
core-admin-button-revoke-yes = Да, забрать
core-admin-button-no = Нет, вернуться
core-admin-refreshed = Обновлено.
core-admin-refused = Это только для тех, кто следит за ботом, а у вас нет (или больше нет) нужной роли. Если она нужна, обратитесь к владельцу.
core-admin-settled = Кто-то уже это решил. Ничего не сделано.

core-admin-uncertain-list = <b>Неясные сообщения</b>
  Связь прервалась до ответа Telegram: возможно, они дошли, возможно, нет. После «Отправить снова» сообщение может прийти дважды.
  { $lines }
core-admin-uncertain-none-left = Неясных сообщений нет. Делать здесь нечего.
core-admin-failed-list = <b>Сообщения, не дошедшие за сутки</b>
  Они не доставлены, и больше попыток не будет. Тех, кто меня заблокировал, здесь нет.
  { $lines }
core-admin-failed-none-left = За сутки все сообщения дошли. Делать здесь нечего.
core-admin-message-line = { $n }. <code>{ $topic }</code> для <code>{ $chat }</code>, { $at }: { $reason }
core-admin-reason-uncertain = Telegram не ответил
core-admin-reason-rejected = Telegram отказал
core-admin-reason-expired = опоздало
core-admin-reason-retries-used-up = ни одна попытка не удалась
core-admin-reason-other = отправка прекращена
core-admin-message-again = Отправляется снова.
core-admin-message-leave = Оставлено как есть. В списке его больше нет.
core-admin-jobs-list = <b>Остановленные задачи</b>
  Ни одна попытка не удалась. «Повторить» даёт задаче все попытки заново, «Убрать» снимает её со списка без выполнения.
  { $lines }
core-admin-jobs-none-left = Остановленных задач нет. Делать здесь нечего.
core-admin-job-line = { $attempts ->
    [one] { $n }. <code>{ $job }</code>, { $at }, после { $attempts } попытки: { $error }
    [few] { $n }. <code>{ $job }</code>, { $at }, после { $attempts } попыток: { $error }
   *[many] { $n }. <code>{ $job }</code>, { $at }, после { $attempts } попыток: { $error }
  }
core-admin-job-retry = Пробую снова.
core-admin-job-dismiss = Убрано. В списке её больше нет.
core-admin-job-gone = Задачи «{ $job }» в этой версии нет, поэтому повторить её нельзя. Уберите её или включите её часть бота.
core-admin-incidents-list = <b>Открытые происшествия</b>
  Они закрываются сами, когда неполадка проходит.
  { $lines }
core-admin-incidents-none-left = Открытых происшествий нет. Делать здесь нечего.
core-admin-incident-line = { $n }. <code>{ $incident }</code>, длится { $age }, с { $at }: { $detail }

core-user-usage = Отправьте /user с ID, @именем_пользователя или частью имени, например <code>/user Анна</code>.
core-user-not-found = По запросу «{ $query }» никого нет. Отправьте ID, @имя_пользователя или часть имени, например <code>/user Анна</code>.
core-user-unknown = Я не знаю (или больше не знаю) этого человека. Отправьте /user, чтобы найти кого-нибудь.
core-user-found = { $count ->
    [one] <b>Найден { $count } человек</b>
    [few] <b>Найдено { $count } человека</b>
   *[many] <b>Найдено { $count } человек</b>
  }
  Нажмите на имя, чтобы узнать больше.
core-user-found-more = <b>Найдено больше { $count } человек</b>
  Здесь самые новые. Отправьте /user с более полным именем, чтобы найти других.
core-user-card = <b>{ $name }</b>
  ID: <code>{ $id }</code>
  { $lines }
core-user-reachability = Сообщения: { $state }
core-user-reachable = доходят
core-user-needs-start = нельзя отправить, пока человек не начнёт чат с ботом
core-user-blocked = человек заблокировал бота
core-user-roles-none = Роли: нет
core-user-roles = Роли:
  { $roles }
core-user-role = • { $role }
core-user-role-fixed = • { $role }, по настройкам
core-user-language = Язык: { $language }
core-user-source-none = Первая ссылка: нет
core-user-source = Первая ссылка: <code>{ $source }</code>
core-user-first-seen = Впервые: { $at }

core-role-ask-grant = <b>{ $name } ({ $id }): дать роль «{ $role }»?</b>
  { $means }
  Пока ничего не изменилось. Чтобы указать причину, отправьте вместо этого <code>/grant { $id } { $role } причина</code>.
core-role-ask-revoke = <b>{ $name } ({ $id }): забрать роль «{ $role }»?</b>
  { $means }
  Пока ничего не изменилось. Чтобы указать причину, отправьте вместо этого <code>/revoke { $id } { $role } причина</code>.
core-role-changed-grant = Готово: у { $id } теперь есть роль «{ $role }».
core-role-changed-revoke = Готово: у { $id } больше нет роли «{ $role }».
core-role-unchanged-grant = У { $id } уже есть роль «{ $role }». Ничего не изменилось.
core-role-unchanged-revoke = У { $id } нет роли «{ $role }». Ничего не изменилось.
core-role-outdated = С тех пор как был задан этот вопрос, роли изменились. Ничего не сделано: посмотрите и решите заново.
core-role-fixed = Этот владелец указан в настройках бота (ADMIN_IDS), и изменить это может только тот, кто запускает бота. Ничего не изменилось.
core-role-last-owner = Это последний владелец, а без владельца никто не сможет давать роли. Сначала дайте эту роль кому-то ещё. Ничего не изменилось.
core-role-usage-grant = Отправьте ID человека и роль (поддержка, модератор, финансы или владелец), например <code>/grant 12345 модератор знает заведения</code>. Ничего не изменилось.
core-role-usage-revoke = Отправьте ID человека и роль (поддержка, модератор, финансы или владелец), например <code>/revoke 12345 модератор больше не в команде</code>. Ничего не изменилось.
core-role-told-grant = У вас новая роль в этом боте: <b>{ $role }</b>. Отправьте /admin, чтобы увидеть, что вы можете.
core-role-told-revoke = Роль <b>{ $role }</b> в этом боте у вас забрали.

core-status-all = <b>Что я делаю для вас</b>
  { $lines }
core-status-line = <b>{ $title }</b>
  { $text }
core-status-none = Пока я ничего для вас не делаю. Нажмите «🏠 Главная», чтобы увидеть, что я умею.
core-status-unknown = Сейчас это показать нельзя. Попробуйте через минуту.

# Навигация, настройки и профиль бота
core-description = Всё, что умеет этот бот, в одном месте. Нажмите «Старт»: я покажу меню, а на каждом экране кнопки с понятными подписями.
core-short-description = Один бот, несколько помощников. Нажмите «Старт».
core-button-home = 🏠 Главная
core-button-menu = ☰ Меню
core-button-settings = ⚙️ Настройки
core-button-language = 🌐 Язык
core-button-zone = 🕒 Часовой пояс
core-home-settings = ⚙️ Настройки
core-home-support = 💬 Поддержка
core-menu-outdated = Меню изменилось. Вот новое.
core-page-next = Старые ›
core-page-previous = ‹ Новые
core-page-changed = Список изменился. Вот его начало.
core-confirm-again = Это уже сделано. Вот что получилось.
core-confirm-expired = Этот вопрос уже устарел. Ничего не изменилось. Начните заново из меню: /menu
core-command-settings = Язык и часовой пояс
core-command-resume = Продолжить форму или /resume O34
core-command-support = Написать тем, кто ведёт этого бота
core-command-paysupport = Вопросы об оплате
core-settings = <b>Настройки</b>
  🌐 Язык: { $language }
  🕒 Время: { $zone }, сейчас { $time }
core-zone-title = Часовой пояс
core-zone-place = <b>Где вы находитесь?</b>
  Нажмите на город с вашим временем, пришлите название другого или отправьте геопозицию (📎 → Геопозиция). Сама геопозиция не сохраняется.
  Иногда время показывает сам Telegram, по часам вашего телефона.
core-zone-place-example = Лондон, Тбилиси или Asia/Tokyo
core-zone-place-london = Лондон
core-zone-place-berlin = Берлин
core-zone-place-kyiv = Киев
core-zone-place-moscow = Москва
core-zone-place-dubai = Дубай
core-zone-place-almaty = Алматы
core-zone-place-kolkata = Калькутта
core-zone-place-newyork = Нью-Йорк
core-zone-unknown = Я не знаю, который там час. Пришлите название города покрупнее с тем же временем, например { $example }, или нажмите кнопку.
core-zone-follows = 🕒 Время теперь показываю { $zone }. Изменить: /settings
core-zone-set = ✅ Время теперь показываю { $zone }: сейчас { $time }.
  Не то? Нажмите «🕒 Часовой пояс» и выберите снова.

# Формы
core-form-step = <i>{ $title } · Шаг { $step } из { $of }</i>
core-form-title = <i>{ $title }</i>
core-form-lines = { $lines }
core-form-answer = ✓ { $label }: { $value }
core-form-now = <i>Сейчас:</i> { $value }
core-form-so-far = <i>Уже есть:</i> { $value }
core-form-next-hint = Когда это всё, нажмите «Дальше ›».
core-form-number = { $value }
core-form-below = { $before }

  { $screen }
core-form-summary = <b>{ $title }</b>
  Всё верно?

  { $lines }
core-form-place = <a href="https://www.openstreetmap.org/?mlat={ $latitude }&amp;mlon={ $longitude }#map=18/{ $latitude }/{ $longitude }">показать на карте</a>
core-form-line = <b>{ $label }:</b> { $value }
core-form-skipped = —
core-form-photos = { $count } фото
core-form-back = ‹ Назад
core-form-skip = Пропустить
core-form-next = Дальше ›
core-form-clear = 🗑 Убрать эти
core-form-cancel = ✖ Отмена
core-form-edit = ✏️ { $label }
core-form-fields = ✏️ Изменить…
core-form-empty = 🗑 Убрать
core-form-send = ✅ Отправить
core-form-resume = ▶️ Продолжить
core-form-restart = 🔄 Начать заново
core-form-again = <b>{ $title }</b>
  Вы остановились на середине: { $answered ->
    [one] { $answered } ответ
    [few] { $answered } ответа
   *[many] { $answered } ответов
  } из { $of }. Продолжить или начать заново?
core-form-again-done = <b>{ $title }</b>
  Всё заполнено, но ещё не отправлено. Продолжить или начать заново?
core-form-drafts = <b>Отложенные формы</b>
  Какую хотите продолжить?
core-form-nothing-to-resume = Отложенных форм у вас нет. Отправьте /menu, чтобы увидеть, что можно сделать.
core-form-left = Я отложил форму «{ $title }» вместе с тем, что вы ввели. Нажмите «▶️ Продолжить», чтобы продолжить, или позже отправьте /resume; я храню её 30 дней.
core-form-left-empty = Я отложил форму «{ $title }». Нажмите «▶️ Продолжить», чтобы продолжить, или позже отправьте /resume; я храню её 30 дней.
core-form-closed = Эта форма закрыта: её отменили, или она ждала 30 дней. Ничего не отправлено. Начните заново из меню.
core-form-moved-on = Эта кнопка от прошлого шага. Вот где вы сейчас.
core-form-updated = ℹ️ Мы улучшили эту форму, пока вы её заполняли. Ваши ответы сохранены там, где они подходят.
core-form-noted = 👌 Принято.
core-form-share-location = 📍 Отправить геопозицию
core-form-share-location-hint = Нажмите кнопку внизу или отправьте любое место через 📎 → Геопозиция.
core-form-share-contact = 📱 Отправить мой номер
core-form-share-contact-hint = Нажмите кнопку внизу, чтобы отправить свой номер.
core-form-want-text = Ответьте, пожалуйста, словами. Например: { $example }
core-form-text-short = Коротковато: напишите не меньше { $min ->
    [one] { $min } знака
   *[other] { $min } знаков
  }. Например: { $example }
core-form-text-long = Здесь знаков: { $given }, а нужно не больше { $max }. Например: { $example }
core-form-want-number = Пришлите целое число. Например: { $example }
core-form-number-range = Пришлите число от { $min } до { $max }. Например: { $example }
core-form-want-amount = Пришлите сумму. Например: { $example }
core-form-amount-foreign = Суммы здесь — в валюте { $currency }, а «{ $unit }» — это другое. Пришлите сумму в этой валюте. Например: { $example }
core-form-amount-unclear = Это { $grouped } или { $decimal }? Пришлите ещё раз в одном из этих двух видов.
core-form-amount-range = Пришлите сумму от { $min } до { $max }. Например: { $example }
core-form-want-choice = Нажмите, пожалуйста, одну из кнопок ниже.
core-form-want-button = Ничего не изменилось. Нажмите «✅ Отправить» или «✏️ Изменить…».
core-form-want-photo = Пришлите фото: нажмите 📎 и выберите снимок из галереи.
core-form-want-photo-not-file = Это пришло файлом. Отправьте, пожалуйста, как фото: нажмите 📎, выберите снимок из галереи и не включайте «Отправить файлом».
core-form-want-picture = Пришлите картинку: нажмите 📎 и выберите снимок из галереи, как фото или файлом.
core-form-photo-many = Достаточно { $max } фото. Первые сохранены.
core-form-album-rest = Этого достаточно: остальные снимки из альбома не нужны.
core-form-want-location = Отправьте геопозицию: нажмите кнопку внизу или 📎 → Геопозиция.
core-form-want-contact = Нажмите кнопку внизу, чтобы отправить номер. Набранный вручную номер проверить нельзя.
core-form-contact-other = Это чужой номер. Нажмите кнопку внизу, чтобы отправить свой.

# Поддержка
core-support-title = Написать в поддержку
core-support-topic = О чём вы хотите написать?
core-support-topic-label = Тема
core-support-topic-question = Вопрос
core-support-topic-problem = Что-то не работает
core-support-topic-idea = Идея
core-support-topic-payment = Платёж
core-support-text = Напишите всё одним сообщением. Что вы сделали, чего ждали, что получилось?
core-support-text-label = Сообщение
core-support-text-example = Нажата кнопка «🔔 Следить снова», но вчера вечером сообщение не пришло.
core-support-photo = Если поможет картинка, пришлите до 3 фото (снимков экрана). Если нет, нажмите «Пропустить».
core-support-photo-label = Фото
core-support-sent = ✅ Отправлено. Ваш номер: <b>{ $id }</b>. Мы читаем всё и ответим здесь, в этом чате.
core-support-many = { $count ->
    [one] Ответа уже ждёт { $count } ваше обращение ({ $ids }), поэтому ничего не отправлено. Ответ придёт сюда; после него можно написать снова.
    [few] Ответа уже ждут { $count } ваших обращения ({ $ids }), поэтому ничего не отправлено. Ответы придут сюда; после одного из них можно написать снова.
   *[many] Ответа уже ждут { $count } ваших обращений ({ $ids }), поэтому ничего не отправлено. Ответы придут сюда; после одного из них можно написать снова.
  }
core-support-answer = <b>Ответ на { $id }</b>
  { $text }

  Остались вопросы? Отправьте /support.
core-support-new = <b>{ $id }: { $subject }</b>, автор: { $name }
  { $text }
  { $photos ->
    [0] {""}
   *[other] 📷 { $photos } фото: смотрите /requests
  }
  Ответить: <code>/answer { $id } ваш ответ</code>
core-support-more = { $count ->
    [one] С тех пор пришло ещё { $count } обращение: <b>{ $id }</b>.
    [few] С тех пор пришло ещё { $count } обращения, последнее — <b>{ $id }</b>.
   *[many] С тех пор пришло ещё { $count } обращений, последнее — <b>{ $id }</b>.
  }
core-support-button-open = 📋 Открыть обращения
core-support-none = Ни одно обращение не ждёт ответа.
core-support-list = <b>Открытые обращения</b>
  { $lines }
core-support-line = <b>{ $id }</b> · { $subject } · { $at }
  { $text }
core-support-card = <b>{ $id }: { $subject }</b>
  { $at }, { $state }

  { $text }

  Ответить: <code>/answer { $id } ваш ответ</code>
core-support-state-open = открыто
core-support-state-answered = отвечено
core-support-state-closed = закрыто
core-support-button-card = { $id }
core-support-button-list = ‹ Все обращения
core-support-button-answer = Ответить
core-support-button-close = Закрыть без ответа
core-support-close-ask = Закрыть { $id } без ответа? Человек об этом не узнает.
core-support-close-yes = Да, закрыть
core-support-closed = Обращение { $id } закрыто.
core-support-settled-before = На { $id } уже ответили, или оно уже закрыто. Ничего не изменилось.
core-support-closed-before = Обращение { $id } закрыто, поэтому ответ не отправлен. Ничего не изменилось.
core-support-unknown = Обращения { $id } нет. Отправьте /requests, чтобы увидеть открытые.
core-command-requests = Что люди написали в поддержку
core-command-answer = Ответить на обращение: /answer S12 текст
core-answer-usage = Пришлите номер и ответ, например <code>/answer S12 Спасибо, всё снова работает.</code> Ничего не отправлено.
core-answer-ask = Что ответить на { $id }? Напишите одним сообщением. Если передумали, отправьте /cancel.
core-answer-check = <b>Ваш ответ на { $id }</b>
  { $text }

  Ещё ничего не отправлено. Чтобы изменить ответ, напишите его заново.
core-answer-send = ✅ Отправить
core-answer-sent = Ваш ответ на { $id } уже в пути.
core-paysupport = В этом боте пока ничего не продаётся, поэтому и возвращать нечего. Если кто-то просил у вас деньги от нашего имени или есть другой вопрос, напишите нам: /support
core-paysupport-lines = <b>Ваши платежи</b>

  { $lines }

  Что-то не так или хотите вернуть деньги? Нажмите «✍️ Написать о платеже»: ответим здесь, в этом чате.
core-paysupport-none = Вы здесь ничего не оплачивали. Если считаете, что оплачивали, или кто-то просил у вас деньги от нашего имени, нажмите «✍️ Написать о платеже».
core-paysupport-unknown = Часть ваших платежей сейчас показать не получается.
core-paysupport-button-write = ✍️ Написать о платеже
core-paysupport-title = Написать о платеже
core-paysupport-text = О каком платеже речь и что случилось? Найти его помогут время и сумма.
core-paysupport-text-label = Сообщение
core-paysupport-text-example = Вчера вечером оплата 50 звёзд прошла, но ничего не пришло.
core-paysupport-photo = Если поможет картинка, пришлите до 3 фото (снимков экрана). Если нет, нажмите «Пропустить».
core-paysupport-photo-label = Фото

# Payments
core-payment-off = Сейчас это не продаётся. Деньги не списаны.
core-payment-later = Сейчас не получилось проверить платёж. Деньги не списаны. Попробуйте ещё раз через несколько минут.
core-payment-waiting = Ваш платёж получен: { $amount }. То, что вы оплатили, пока не доставлено. Те, кто ведёт бота, об этом знают. Платить ещё раз не нужно: вы получите оплаченное позже или деньги вернутся. Вопросы: /paysupport
core-payment-erase-waiting = Ваш платёж получен ({ $amount }), но то, что вы оплатили, пока не доставлено.
core-payment-erase-refund = Ваш платёж возвращён ({ $amount }), но возврат пока не обработан.

# Ledger
core-account-wallet = Баланс
core-account-bonus = Бонусы
core-account-pending = Заработок в ожидании
core-account-earnings = Заработок
core-account-receivable = Долг перед нами
core-account-exchange = Обмен
core-account-adjusted = Исправления
core-account-forfeited = Невостребованное
core-entry-adjustment = Исправление { $entity }
core-entry-forfeit = Списано при удалении аккаунта
core-ledger-too-little = Не хватает: { $missing }.
core-ledger-key-conflict = Под этим номером уже записано другое. Ничего не изменилось, администраторы уже знают.
core-ledger-hold-resolved = Это уже оплачено или отменено.
core-ledger-hold-expired = Время вышло, отложенная сумма снова свободна. Начните, пожалуйста, заново.
core-ledger-reversed = Это уже было возвращено.
core-ledger-frozen = Выплаты приостановлены: мы проверяем записи. Ничего не пропало, попробуйте позже.
core-ledger-unknown = Такой записи нет.
core-ledger-health = История операций
core-ledger-health-sealed = последний закрытый день: { $day }, его контрольный код: <code>{ $sha }</code>
core-ledger-health-late = следующие дни ещё не закрыты, причина в журнале. Последний закрытый день: { $day }, его контрольный код: <code>{ $sha }</code>
core-ledger-health-wrong = выплаты приостановлены, проверки нашли ошибки: { $checks }. Подробности — среди происшествий.
core-entry-other = Запись { $entity }
core-entry-reversal = ↩️ Возврат: { $what }
core-ledger-plus = +{ $amount }
core-ledger-minus = −{ $amount }

# Wallet
core-command-wallet = Что у вас есть и все изменения
core-wallet = <b>👛 Кошелёк</b>

  { $balances }

  <b>Изменения, сначала новые</b>
  { $lines }
core-wallet-holds = <b>👛 Кошелёк</b>

  { $balances }

  <b>Отложено</b>
  { $holds }

  <b>Изменения, сначала новые</b>
  { $lines }
core-wallet-empty = <b>👛 Кошелёк</b>

  Пока пусто. Здесь будут баллы и деньги, которые вы получите в этом боте, и каждое изменение: когда, сколько и за что.
core-wallet-amount = <b>{ $amount }</b>
core-wallet-amount-held = <b>{ $amount }</b>, ещё отложено { $held }
core-wallet-account = { $account }: { $said }
core-wallet-hold = • { $amount }: { $what }, срок: { $until }
core-wallet-hold-more = • и другое
core-wallet-line = • { $at }: { $what }
  <b>{ $amount }</b> → { $after }
core-wallet-after = { $amount } ({ $account })
core-wallet-button-open = 👛 Кошелёк
core-wallet-button-currency = { $amount }
core-wallet-button-chosen = ✓ { $amount }
core-wallet-export = История вашего кошелька таблицей, часть { $part }.
core-wallet-erase-held = В вашем кошельке отложено { $amount }: это ещё не закончилось. Посмотрите, что это, и сначала завершите или отмените.
core-wallet-erase-money = В вашем кошельке ещё есть { $amount }. Сначала потратьте эти деньги или выведите их.
core-erasure = Ваш кошелёк: баллы и бонусы пропадут. Записи о движениях останутся, но к вам по ним не прийти.

# The desk of finance
core-command-ledger = Кошелёк человека или запись: /ledger 1001, /ledger T55
core-ledger-usage = Отправьте ID человека или номер записи: <code>/ledger 1001</code> или <code>/ledger T55</code>
core-ledger-title = Запись
core-ledger-person-unknown = Человека с ID { $id } здесь нет. По имени людей ищет /user.
core-ledger-person = <b>{ $name } ({ $id })</b>

  { $balances }

  <b>Изменения, сначала новые</b>
  { $lines }
core-ledger-person-holds = <b>{ $name } ({ $id })</b>

  { $balances }

  <b>Отложено</b>
  { $holds }

  <b>Изменения, сначала новые</b>
  { $lines }
core-ledger-person-empty = <b>{ $name } ({ $id })</b>

  Пока пусто: ни баллов, ни денег, ни изменений.
core-ledger-numbered = <b>{ $id }</b> { $line }
core-ledger-posting = <b>{ $id }: { $what }</b>
  { $at }

  { $legs }

  { $state }
core-ledger-leg = { $amount } · { $account } · { $owner }
core-ledger-owner-person = { $name } ({ $id })
core-ledger-owner-gone = человек, который удалил аккаунт
core-ledger-owner-system = бот
core-ledger-posting-stands = Запись в силе.
core-ledger-posting-reverses = Это возврат записи { $id }.
core-ledger-posting-reversed = Возвращено записью { $id }.
core-ledger-posting-reversed-by = Возвращено записью { $id }. Кто: { $name }.
core-ledger-button-posting = { $id }
core-ledger-button-posting-back = ‹ { $id }
core-ledger-button-person-back = ‹ Кошелёк
core-ledger-button-adjust = Исправить счёт
core-ledger-button-reverse = Сделать возврат
core-ledger-button-reverse-yes = Сделать возврат
core-ledger-button-reverse-owed = Вернуть всё, остаток — в долг
core-ledger-button-reverse-whole = Вернуть, только если всё есть
core-ledger-button-in = { $currency }
core-ledger-button-account = { $account }
core-ledger-reverse-ask = <b>{ $id }: сделать возврат?</b>

  Будет записано следующее, и все, кого это касается, узнают:
  { $legs }

  Отменить это нельзя. Дальше я спрошу о причине.
core-ledger-reverse-ask-spent = <b>{ $id }: сделать возврат?</b>

  Будет записано следующее, и все, кого это касается, узнают:
  { $legs }

  Уже не хватает:
  { $missing }

  Либо недостающее становится долгом, либо возврат пройдёт, только если в тот момент хватит на всё. Отменить это нельзя. Дальше я спрошу о причине.
core-ledger-reverse-missing = • { $amount }: { $owner }
core-reverse-title = Возврат { $id }
core-reverse-reason = Почему { $id } возвращаем? Ваши слова останутся в журнале действий, поэтому никого не называйте.
core-reverse-reason-example = Банк вернул платёж
core-reverse-done = Возврат { $id } сделан записью { $by }. Все, кого это касается, узнают.
core-adjust-currency = <b>Исправить счёт: { $name }</b>

  В какой валюте?
core-adjust-account = <b>Исправить счёт: { $name }</b>

  Какой счёт? Валюта: { $currency }
core-adjust-title = Исправление счёта, ID: { $id }
core-adjust-amount = Сколько? Валюта: { $currency }. Сумма с минусом будет списана.
core-adjust-amount-label = Сумма
core-adjust-amount-example = 50 или -50
core-adjust-zero = 0 ничего не меняет. Отправьте, сколько добавить, или с минусом — сколько списать.
core-adjust-reason = Почему? Ваши слова останутся в журнале действий, поэтому никого не называйте.
core-adjust-reason-label = Причина
core-adjust-reason-example = Не засчитана прогулка 5 января
core-adjust-done = { $id } проведено записью { $by }. Человек об этом узнает.
core-adjust-waits = { $id } ждёт второго человека из финансов: если за 24 часа набралось больше { $limit } или счёт ваш собственный, решают двое. Я сообщу, чем это закончится.
core-adjustment-title = Исправление счёта
core-adjustment-card = { $name } ({ $person }), { $account }: <b>{ $amount }</b>
  Причина: { $reason }
core-adjustment-gone = Это исправление больше не ждёт решения, или человек удалил аккаунт. Ничего не изменилось.
core-adjustment-own = Это ваш собственный счёт, поэтому решает кто-то другой.
core-adjustment-posted = ✅ { $id }: одобрено и проведено записью { $by }.
core-adjustment-rejected = ❌ { $id }: отклонено, ничего не проведено. Причина: { $reason }
core-ledger-told = <b>{ $what }</b>
  { $lines }

  Если не знаете почему, спросите: /support
core-ledger-told-line = { $amount } ({ $account }). Теперь там { $balance }.
core-ledger-told-owed = Это уже потрачено, поэтому за вами долг: { $amount }.
