# Команды
marketplace-command-offers = Еда со скидкой рядом с вами
marketplace-command-browse = Смотреть предложения
marketplace-command-following = О чём я вам сообщаю

# Списки предложений
marketplace-discovery-list =
    <i>{ $list }</i>
    { $card }
marketplace-discovery-list-all = Все { $where }
marketplace-discovery-list-ending = Успеть забрать { $where }
marketplace-discovery-nearby = Рядом с вами
marketplace-discovery-around = поблизости
marketplace-discovery-in-city = в городе { $city }
marketplace-discovery-card-gone = 🚫 <b>Этого предложения больше нет</b>
marketplace-discovery-empty =
    <i>{ $list }</i>

    { $nothing }{ $hidden }
    Я могу написать вам, когда появится что-то новое.
marketplace-discovery-empty-all = Сейчас бронировать нечего { $where }.
marketplace-discovery-empty-nearby = Сейчас бронировать нечего в радиусе { $km } км.
marketplace-discovery-empty-ending = В ближайшие часы ({ $hours }) ничего не заканчивается { $where }. Нажмите «Все», чтобы увидеть остальное.
marketplace-discovery-empty-hidden = {" "}Ваши настройки аллергенов скрывают то, чего вы избегаете.
marketplace-discovery-offer-others =
    { $card }

    Вот что есть рядом:

# Заведение
marketplace-discovery-venue =
    🏪 <b>{ $venue }</b>
    { $street }, { $postal } { $city }
    🕒 { $hours }{ $rating }

    { $offers }
marketplace-discovery-venue-rating = {" "}· { $rating }
marketplace-discovery-venue-offers = { $count ->
    [0] Сейчас предложений нет. Подпишитесь на заведение, и я напишу, когда что-то появится.
    [one] Сейчас { $count } предложение:
    [few] Сейчас { $count } предложения:
   *[many] Сейчас { $count } предложений:
  }

# Где искать
marketplace-discovery-below =
    { $note }

    { $screen }
marketplace-discovery-where =
    📍 <b>Где искать предложения</b>
    { $place }{ $city }

    { $choice }
marketplace-discovery-where-none = Геопозиция не указана.
marketplace-discovery-where-kept = Геопозиция сохранена на 30 дней.
marketplace-discovery-where-lent = Геопозиция нужна для поиска, удалю через 3 часа после последнего.
marketplace-discovery-where-city = {" "}Сейчас выбран город: { $city }.
marketplace-discovery-where-choice = Отправьте геопозицию, чтобы увидеть, что рядом, или выберите город:
marketplace-discovery-where-no-cities = Сейчас нигде нет предложений. Отправьте геопозицию, и я смогу написать, когда рядом что-то появится.

# Форма, которая спрашивает место
marketplace-place-title = Ваша геопозиция
marketplace-place-place = Где вы? Нажмите кнопку ниже или отправьте любое место на карте (📎 → Геопозиция).
marketplace-place-place-label = Геопозиция
marketplace-place-keep = Сохранить геопозицию, чтобы не отправлять её снова?
marketplace-place-keep-label = Сохранить
marketplace-place-keep-month = Да, на 30 дней
marketplace-place-keep-now = Нет, только сейчас

# Настройки
marketplace-discovery-settings =
    ⚙️ <b>Что вам показывать</b>
    «Рядом» — это до { $km } км.
    Вы избегаете: { $avoided }.{ $unstated }
    { $place }
marketplace-discovery-avoid-nothing = ничего
marketplace-discovery-unstated-off = {""}
marketplace-discovery-unstated-hidden = {" "}Предложения, где эти аллергены не указаны, тоже скрыты.
marketplace-discovery-unstated-shown = {" "}Предложения, где эти аллергены не указаны, показываются.
marketplace-discovery-settings-place = Геопозиция сохранена.
marketplace-discovery-settings-no-place = Геопозиция не сохранена.
marketplace-discovery-allergens =
    🥜 <b>Чего вы избегаете?</b>
    Предложения, которые это содержат, не показываются. Те, что могут содержать, показываются с предупреждением.{ $unstated }
    При серьёзной аллергии всегда спрашивайте и в заведении.

# Подписки
marketplace-discovery-following =
    🔔 <b>Я напишу, когда здесь появится новое</b>
    { $lines }
marketplace-discovery-following-venue = 🏪 { $venue }, { $city }
marketplace-discovery-following-search = 🔍 Предложения { $search }
marketplace-discovery-following-nothing = Вы ни на что не подписаны. Нажмите «Ещё…» и «🔔 Подписаться» под предложением или «🔔 Сообщать о новых здесь» там, где смотрите.
marketplace-discovery-search-city = в городе { $city }
marketplace-discovery-search-place = в радиусе { $km } км от вашего места
marketplace-discovery-search-city-short = { $city }
marketplace-discovery-search-place-short = { $km } км
marketplace-discovery-search-limit = { $where }, до { $price }
marketplace-discovery-status = Подписки: { $venues ->
    [one] { $venues } заведение
    [few] { $venues } заведения
   *[many] { $venues } заведений
  }, { $searches ->
    [one] { $searches } сохранённый поиск
    [few] { $searches } сохранённых поиска
   *[many] { $searches } сохранённых поисков
  } (/following)
marketplace-discovery-saved =
    🔔 Я напишу вам о новых предложениях { $search }.
    О первом — сразу, о том, что появится в следующие десять минут, — одним сообщением. Эти сообщения можно отключить в любой момент.
marketplace-search-price-title = Предел цены
marketplace-search-price-limit = До какой цены вам писать? Считается самое дешёвое, что есть в предложении.
marketplace-search-price-limit-example = 5,50
marketplace-search-price-quick = { $price }

# Уведомления
marketplace-discovery-alert-follow =
    🔔 <b>Новое: { $venue }</b>

    { $card }
marketplace-discovery-alert-search =
    🔔 <b>Новое там, где вы ищете</b>

    { $card }
marketplace-discovery-alert-follow-many =
    🔔 <b>{ $venue }: { $count ->
        [one] { $count } новое предложение
        [few] { $count } новых предложения
       *[many] { $count } новых предложений
    }</b>

    { $lines }
marketplace-discovery-alert-search-many =
    🔔 <b>Новое там, где вы ищете: { $count ->
        [one] { $count } предложение
        [few] { $count } предложения
       *[many] { $count } предложений
    }, { $venue }</b>

    { $lines }
marketplace-discovery-alert-line = • { $title }: { $price }, { $window }
marketplace-discovery-alert-others = …и ещё { $count }

# Кнопки
marketplace-discovery-button-reserve = 🛍 Забронировать
marketplace-discovery-button-previous = ‹
marketplace-discovery-button-position = { $at } из { $total }
marketplace-discovery-button-position-best = { $at } из { $total }+
marketplace-discovery-button-next = ›
marketplace-discovery-button-more = Ещё…
marketplace-discovery-button-to-offer = ‹ К предложению
marketplace-discovery-button-back = ‹ Назад
marketplace-discovery-button-list = ‹ К списку
marketplace-discovery-button-filter-all = Все
marketplace-discovery-button-filter-all-on = ✓ Все
marketplace-discovery-button-filter-nearby = Рядом
marketplace-discovery-button-filter-nearby-on = ✓ Рядом
marketplace-discovery-button-filter-ending = Успеть
marketplace-discovery-button-filter-ending-on = ✓ Успеть
marketplace-discovery-button-follow = 🔔 Подписаться
marketplace-discovery-button-unfollow = 🔕 Отписаться
marketplace-discovery-button-share = ↗️ Поделиться
marketplace-discovery-button-venue = 🏪 О заведении
marketplace-discovery-button-venue-offers = 👀 Все предложения
marketplace-discovery-button-browse = 🔍 Предложения
marketplace-discovery-button-offer = { $title } · { $price } · { $venue }
marketplace-discovery-button-offer-here = 🛍 { $title } · { $price }
marketplace-discovery-button-where = 📍 Где искать
marketplace-discovery-button-settings = ⚙️ Настройки
marketplace-discovery-button-wider = 🔍 Искать до { $km } км
marketplace-discovery-button-save = 🔔 Сообщать о новых здесь
marketplace-discovery-button-share-place = 📍 Отправить геопозицию
marketplace-discovery-button-share-place-again = 📍 Отправить другую
marketplace-discovery-button-forget-place = 🗑 Удалить геопозицию
marketplace-discovery-button-city = { $city } ({ $count })
marketplace-discovery-button-city-many = { $city } ({ $count }+)
marketplace-discovery-button-cities-next = Ещё города ›
marketplace-discovery-button-cities-previous = ‹ Города покрупнее
marketplace-discovery-button-radius = { $km } км
marketplace-discovery-button-radius-on = ✓ { $km } км
marketplace-discovery-button-allergens = 🥜 Чего я избегаю
marketplace-discovery-button-allergen = { $allergen }
marketplace-discovery-button-allergen-on = ✓ { $allergen }
marketplace-discovery-button-hide-unstated = Скрыть, если не указаны
marketplace-discovery-button-show-unstated = Показать, если не указаны
marketplace-discovery-button-following = 🔔 Все мои подписки
marketplace-discovery-button-remove-venue = ✖ { $venue }
marketplace-discovery-button-remove-search = ✖ { $search }
marketplace-discovery-button-stop-search = 🔕 Остановить поиск
marketplace-discovery-button-price = 💰 Только до цены
marketplace-discovery-button-price-change = 💰 Другая цена

# Что отвечает нажатие
marketplace-discovery-toast-list-renewed = Тот список устарел. Вот свежий.
marketplace-discovery-toast-offer-gone = Это уже нельзя забронировать.
marketplace-discovery-toast-followed = { $venue }: напишу о новом.
marketplace-discovery-toast-unfollowed = { $venue }: вы отписались.
marketplace-discovery-toast-not-followed = Вы уже не были подписаны на это заведение.
marketplace-discovery-toast-place-forgotten = Геопозиция удалена.
marketplace-discovery-toast-place-forgotten-here = Геопозиция удалена. В сохранённых поисках она остаётся, пока вы их не остановите: /following
marketplace-discovery-toast-search-stopped = Готово: больше не пишу об этом поиске.
marketplace-discovery-toast-search-stopped-before = Этот поиск уже был остановлен.

# Отказы
marketplace-discovery-offer-unknown = Я не знаю такого предложения. Отправьте /browse, чтобы увидеть, что есть.
marketplace-discovery-venue-unknown = Это заведение сейчас закрыто. Отправьте /browse, чтобы увидеть, что есть.
marketplace-discovery-city-unknown = В этом городе больше нет заведений. Пожалуйста, выберите другой.
marketplace-discovery-radius-unknown = Эта кнопка устарела. Пожалуйста, откройте настройки заново.
marketplace-discovery-follow-many = { $max ->
    [one] Вы подписаны на { $max } заведение, больше нельзя. Отправьте /following, чтобы сначала убрать одно.
    [few] Вы подписаны на { $max } заведения, больше нельзя. Отправьте /following, чтобы сначала убрать одно.
   *[many] Вы подписаны на { $max } заведений, больше нельзя. Отправьте /following, чтобы сначала убрать одно.
  }
marketplace-discovery-search-many = { $max ->
    [one] У вас { $max } сохранённый поиск, больше нельзя. Отправьте /following, чтобы сначала убрать один.
    [few] У вас { $max } сохранённых поиска, больше нельзя. Отправьте /following, чтобы сначала убрать один.
   *[many] У вас { $max } сохранённых поисков, больше нельзя. Отправьте /following, чтобы сначала убрать один.
  }
marketplace-discovery-search-nowhere = Я не знаю, где вы ищете. Сначала отправьте геопозицию или выберите город: отправьте /browse.
marketplace-discovery-search-unknown = Этот поиск уже остановлен. Отправьте /following, чтобы увидеть свои подписки.

# Что хранится
marketplace-kept-browse = Список предложений, который вы смотрите, и геопозиция, отправленная только для него: { $time }. Чтобы его можно было листать.
