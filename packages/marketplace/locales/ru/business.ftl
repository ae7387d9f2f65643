# Заведения: регистрация, решения, что видят их сотрудники
marketplace-command-register = Зарегистрировать заведение
marketplace-command-venue = Ваши заведения и что там можно сделать
marketplace-command-suspend = Заблокировать заведение
marketplace-command-unsuspend = Разблокировать заведение
marketplace-kept-invites = Ссылки-приглашения для сотрудников, без секрета из них: { $time } после окончания. Чтобы объяснить, что стало со старой ссылкой.

marketplace-business-unknown = { $id } — не ваше заведение. Ваши заведения: /venue
marketplace-business-missing = Заведения { $id } нет. Ничего не изменилось.
marketplace-business-owner-only = Это может только владелец заведения. Ничего не изменилось.
marketplace-business-not-now = { $name } ({ $id }): { $state }. Сейчас это сделать нельзя. Ничего не изменилось.
marketplace-business-state-draft = черновик
marketplace-business-state-pending = на проверке
marketplace-business-state-verified = одобрено
marketplace-business-state-rejected = не принято
marketplace-business-state-suspended = заблокировано
marketplace-business-state-closed = закрыто
marketplace-business-open-offers = { $count ->
    [one] Есть { $count } открытое предложение. Название, адрес, место и валюту можно сменить, когда оно закончится: /myoffers
    [few] Есть { $count } открытых предложения. Название, адрес, место и валюту можно сменить, когда они закончатся: /myoffers
   *[many] Есть { $count } открытых предложений. Название, адрес, место и валюту можно сменить, когда они закончатся: /myoffers
  }
marketplace-business-open-reservations = { $count ->
    [one] По старому адресу ещё придёт { $count } покупатель. Название, адрес и место можно сменить, когда всё заберут.
    [few] По старому адресу ещё придут { $count } покупателя. Название, адрес и место можно сменить, когда всё заберут.
   *[many] По старому адресу ещё придут { $count } покупателей. Название, адрес и место можно сменить, когда всё заберут.
  }
marketplace-business-twin-own = Это заведение у вас уже есть: { $name } ({ $id }), смотрите /venue. Для другого измените здесь название или адрес.
marketplace-business-twin = Заведение с таким названием и адресом уже есть. Если оно ваше, попросите у владельца приглашение или напишите в /support; если нет, измените здесь название или адрес.

# Очередь модераторов
marketplace-business-waits = заведение
marketplace-business-card = <b>{ $id } · { $name }</b>{ $again }
    📍 { $street }, { $postal } { $city } · <a href="https://www.openstreetmap.org/?mlat={ $latitude }&amp;mlon={ $longitude }#map=18/{ $latitude }/{ $longitude }">карта</a> ({ $zone })
    ☎️ { $phone }
    🕒 { $hours }
    💶 { $currency } · { $photos ->
        [one] { $photos } фото
        [few] { $photos } фото
       *[many] { $photos } фото
    }
    👤 { $owner }{ $username } (ID { $ownerId })
    Отправлено { $submitted }{ $left }{ $twins }
marketplace-business-card-twins =
    {""}
    ⚠️ То же название и адрес: { $ids }. Одобрить можно только одно из них.
marketplace-business-twin-verified = { $name } ({ $id }): одобрить нельзя: с тем же названием и адресом уже одобрено { $twin }. Ничего не изменилось. Отклоните эту заявку с причиной или сначала выясните, кто прав.
marketplace-business-card-left =
    {""}
    ⚠️ Этот человек удалил свои данные ({ $at }), когда его заведение было заблокировано.
marketplace-business-card-again = {" "}(раньше было одобрено; новое название, адрес или место)
marketplace-business-told-verified = ✅ <b>{ $name }: одобрено.</b> Можно выложить первое предложение, это займёт минуту.
marketplace-business-told-rejected = ❌ <b>{ $name }: не принято.</b>
    Причина: { $reason }
    Исправьте и отправьте ещё раз: ваши ответы сохранены.
marketplace-business-told-suspended = ⛔ <b>{ $name }: заблокировано.</b>
    Причина: { $reason }
    Предложения скрыты, забронировать их нельзя; уже забронированное остаётся в силе. Вопросы: /support
marketplace-business-told-lifted = ✅ <b>{ $name }: заведение снова открыто.</b> Предложения видны, их можно бронировать.
marketplace-suspend-usage = Отправьте номер заведения и причину, например <code>/suspend B12 отравились трое покупателей</code>. Ничего не изменилось.
marketplace-suspend-reason-short = Укажите причину, не короче { $min } знаков: её прочитает заведение. Ничего не изменилось.
marketplace-suspend-done = { $name } ({ $id }): заведение заблокировано, предложения скрыты, сотрудники об этом узнают. Разблокировать: <code>/unsuspend { $id }</code>
marketplace-unsuspend-usage = Отправьте номер заведения, например <code>/unsuspend B12</code>. Ничего не изменилось.
marketplace-unsuspend-done = { $name } ({ $id }): заведение снова открыто, сотрудники об этом узнают.

# Что видят заведения
marketplace-venue-usage = Отправьте номер заведения, например <code>/venue B12</code>, или просто /venue.
marketplace-business-none = У вас здесь пока нет заведения. Зарегистрируйте его за две минуты: мы проверим, и вы сможете выкладывать то, что сегодня осталось.
marketplace-business-list = { $count ->
    [one] <b>Ваше заведение</b>
    [few] <b>Ваши { $count } заведения</b>
   *[many] <b>Ваши { $count } заведений</b>
  }
marketplace-business-venue = <b>{ $name }</b> · { $id } · { $role }
    { $state }

    📍 { $street }, { $postal } { $city }
    🕒 { $hours }
    ☎️ { $phone }
    💶 { $currency } · сейчас там { $now } ({ $zone })
marketplace-business-role-owner = ваше
marketplace-business-role-manage = вы управляете
marketplace-business-role-collect = вы на выдаче
marketplace-business-now-draft = 📝 Ещё не отправлено
marketplace-business-now-pending = ⏳ На проверке. Сообщим здесь, как только решим.
marketplace-business-now-verified = ✅ Одобрено
marketplace-business-now-rejected = ❌ Не принято: { $reason }
marketplace-business-now-suspended = ⛔ Заблокировано: { $reason } (вопросы: /support)
marketplace-business-now-closed = Закрыто
marketplace-business-registered = 📨 <b>{ $name } ({ $id }): отправлено.</b> Мы проверим и сообщим здесь. Время заведения показываем { $zone }.
marketplace-business-resubmitted = 📨 <b>{ $name }: отправлено.</b> Мы проверим и сообщим здесь.
marketplace-business-saved = 💾 <b>{ $name }: сохранено.</b> Покупатели уже видят это.
marketplace-business-edit = <b>{ $name }: изменить данные</b>
    Часы работы, телефон, фото и часовой пояс меняются сразу; валюта новых предложений тоже, если открытых нет.
    Новое название, адрес или место мы сначала проверим: до тех пор выкладывать ничего нельзя.
marketplace-business-share = <b>{ $name }: ваша ссылка</b>
    { $link }
    Распечатайте QR-код для витрины: по нему покупатели увидят, что у вас есть, и смогут подписаться.
marketplace-business-status = Заведения: { $lines }
marketplace-business-status-one = { $name } ({ $state })
marketplace-business-erase-blocked = { $count ->
    [one] { $name }: в это заведение ещё придёт { $count } покупатель. Дождитесь его или отмените предложение: /myoffers
    [few] { $name }: в это заведение ещё придут { $count } покупателя. Дождитесь их или отмените предложения: /myoffers
   *[many] { $name }: в это заведение ещё придут { $count } покупателей. Дождитесь их или отмените предложения: /myoffers
  }

marketplace-business-button-venues = 🏪 Мои заведения
marketplace-business-button-venue = 🏪 Открыть заведение
marketplace-business-button-back = ‹ Назад
marketplace-business-button-post = 🍞 Новое предложение
marketplace-business-button-fix = ✏️ Исправить
marketplace-business-button-register = ➕ Зарегистрировать
marketplace-business-button-register-more = ➕ Ещё одно
marketplace-business-button-one = { $name } · { $state }
marketplace-business-button-collect = 🔢 Ввести код
marketplace-business-button-offers = 📋 Мои предложения
marketplace-business-button-edit = ✏️ Изменить данные
marketplace-business-button-details = ✏️ Изменить
marketplace-business-button-share = 🔗 Поделиться
marketplace-business-button-send-link = 📤 Отправить кому-нибудь
marketplace-business-button-copy-link = 📋 Скопировать ссылку
marketplace-business-button-more = Ещё…
marketplace-business-button-staff = 👥 Сотрудники

# Регистрация
marketplace-register-title = Регистрация заведения
marketplace-register-name = Как называется заведение, как на вывеске?
marketplace-register-name-label = Название
marketplace-register-name-example = Пекарня «У Зои»
marketplace-register-street = Улица и номер дома?
marketplace-register-street-label = Улица
marketplace-register-street-example = ул. Ленина, 5
marketplace-register-city = Какой город?
marketplace-register-city-label = Город
marketplace-register-city-example = Казань
marketplace-register-postal = Почтовый индекс? Если у вас их нет, отправьте 00000.
marketplace-register-postal-label = Индекс
marketplace-register-postal-example = 420111
marketplace-register-place = Где именно? Отправьте геопозицию: по ней вас найдут, и по ней считается время. Если вы сейчас не там, нажмите 📎 → Геопозиция и передвиньте метку.
marketplace-register-place-label = Геопозиция
marketplace-register-phone = По какому телефону можно позвонить в заведение? Поделитесь своим кнопкой или напишите другой с кодом страны.
marketplace-register-phone-label = Телефон
marketplace-register-phone-example = +7 843 292-12-34
marketplace-register-hours = Когда открыто? Например: пн–пт 8:00–19:00, сб 9:00–14:00
marketplace-register-hours-label = Часы работы
marketplace-register-hours-example = пн–пт 8:00–19:00, сб 9:00–14:00
marketplace-register-currency = В какой валюте ваши цены? Нажмите кнопку или напишите код из трёх букв.
marketplace-register-currency-label = Валюта
marketplace-register-currency-example = CZK
marketplace-register-currency-one = { $code }
marketplace-register-photos = Отправьте от 1 до 5 фото: вход с вывеской, прилавок.
marketplace-register-photos-label = Фото

marketplace-register-wrong-name = В названии должны быть буквы. Например: { $example }
marketplace-register-wrong-street = Отправьте улицу и номер дома. Например: { $example }
marketplace-register-wrong-city = Отправьте только город, индекс будет дальше. Например: { $example }
marketplace-register-wrong-postal = Это не похоже на почтовый индекс. Например: { $example }
marketplace-register-wrong-phone = На такой номер нельзя позвонить отовсюду. Отправьте его с + и кодом страны. Например: { $example }
marketplace-register-wrong-contact = Это чужой контакт. Поделитесь своим кнопкой или напишите номер заведения. Например: { $example }
marketplace-register-wrong-hours = Отправьте дни и время. Например: { $example }
marketplace-register-wrong-time = Такого времени нет: { $time }. Например: { $example }
marketplace-register-wrong-hours-long = Здесь знаков: { $given }, а нужно не больше { $max }. Например: { $example }
marketplace-register-wrong-currency = Не знаю такой валюты. Нажмите кнопку или отправьте код из трёх букв. Например: { $example }
marketplace-register-wrong-zone = Не знаю такого часового пояса. Отправьте большой город в нём. Например: { $example }

# Изменение данных
marketplace-details-title = Данные заведения
marketplace-details-name = { marketplace-register-name }
marketplace-details-name-label = { marketplace-register-name-label }
marketplace-details-name-example = { marketplace-register-name-example }
marketplace-details-street = { marketplace-register-street }
marketplace-details-street-label = { marketplace-register-street-label }
marketplace-details-street-example = { marketplace-register-street-example }
marketplace-details-city = { marketplace-register-city }
marketplace-details-city-label = { marketplace-register-city-label }
marketplace-details-city-example = { marketplace-register-city-example }
marketplace-details-postal = { marketplace-register-postal }
marketplace-details-postal-label = { marketplace-register-postal-label }
marketplace-details-postal-example = { marketplace-register-postal-example }
marketplace-details-place = { marketplace-register-place }
marketplace-details-place-label = { marketplace-register-place-label }
marketplace-details-phone = { marketplace-register-phone }
marketplace-details-phone-label = { marketplace-register-phone-label }
marketplace-details-phone-example = { marketplace-register-phone-example }
marketplace-details-hours = { marketplace-register-hours }
marketplace-details-hours-label = { marketplace-register-hours-label }
marketplace-details-hours-example = { marketplace-register-hours-example }
marketplace-details-currency = { marketplace-register-currency }
marketplace-details-currency-label = { marketplace-register-currency-label }
marketplace-details-currency-example = { marketplace-register-currency-example }
marketplace-details-photos = { marketplace-register-photos }
marketplace-details-photos-label = { marketplace-register-photos-label }
marketplace-details-zone = В каком оно часовом поясе? Он следует за местом, если не изменить его здесь. Отправьте большой город в нём.
marketplace-details-zone-label = Часовой пояс
marketplace-details-zone-example = Москва
marketplace-business-button-listen-on = 🔔 Сообщать о бронях
marketplace-business-button-listen-off = 🔕 Не сообщать
marketplace-business-listen-on = Буду сообщать о бронях: { $name }.
marketplace-business-listen-off = Больше не сообщаю о бронях: { $name }.
