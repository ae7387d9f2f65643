etsy-lowstock-webhook-button-open = 🔗 Ваш сервер
etsy-lowstock-webhook-button-back = ‹ Ваш сервер
etsy-lowstock-webhook-button-shop = ‹ К магазину
etsy-lowstock-webhook-button-add = ➕ Добавить адрес
etsy-lowstock-webhook-button-change = ✏️ Сменить адрес
etsy-lowstock-webhook-button-secret = Показать секрет
etsy-lowstock-webhook-button-copy = 📋 Скопировать секрет
etsy-lowstock-webhook-button-rotate = 🔄 Новый секрет
etsy-lowstock-webhook-button-rotate-yes = Да, создать новый секрет
etsy-lowstock-webhook-button-test = Проверить связь
etsy-lowstock-webhook-button-test-again = Проверить ещё раз
etsy-lowstock-webhook-button-on = ▶️ Включить снова
etsy-lowstock-webhook-button-remove = 🗑 Удалить адрес
etsy-lowstock-webhook-button-remove-yes = 🗑 Да, удалить

etsy-lowstock-webhook-none-yet = <b>{ $shop }: ваш сервер</b>
  Каждое уведомление об этом магазине может приходить и на ваш адрес в интернете, чтобы на него отвечала ваша программа. Каждый запрос подписан (Standard Webhooks). Что сервер не принял, я отправляю снова в течение недели.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-on = <b>{ $shop }: ваш сервер</b>
  ✅ Уведомления идут на адрес <code>{ $host }</code>, добавлен: { $since }.{ $lines }

  { etsy-lowstock-notice }
etsy-lowstock-webhook-dead = <b>{ $shop }: ваш сервер</b>
  ⏸ Уведомления на адрес <code>{ $host }</code> сейчас не идут. При последней попытке { $why }.{ $lines }

  Когда сервер снова заработает, нажмите «▶️ Включить снова»: я отправлю всё, что ждёт, не старше недели.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-below = {""}
  { $lines }
etsy-lowstock-webhook-host-unknown = (сейчас его не прочитать)
etsy-lowstock-webhook-line-failing = ⚠️ Ничего не доходит, начало: { $since }. Причина: { $why }. Я пробую снова в течение недели.
etsy-lowstock-webhook-line-last-try = ⚠️ При последней попытке { $why }.
etsy-lowstock-webhook-line-waiting = { $count ->
    [one] ⏳ Ждёт { $count } уведомление.
    [few] ⏳ Ждут { $count } уведомления.
   *[other] ⏳ Ждут { $count } уведомлений.
  }
etsy-lowstock-webhook-line-overlap = 🔄 Прежний секрет тоже подписывает запросы, до: { $until }.
etsy-lowstock-webhook-line-no-secret = Подписи ваша программа проверяет секретом. Чтобы получить его, нажмите «Показать секрет».
etsy-lowstock-webhook-why-status = сервер ответил кодом { $status }
etsy-lowstock-webhook-why-redirect = сервер перенаправил на другой адрес, а туда я не отправляю
etsy-lowstock-webhook-why-timeout = сервер не ответил за 10 секунд
etsy-lowstock-webhook-why-network = соединиться с сервером не удалось
etsy-lowstock-webhook-why-blocked-address = адрес вёл в закрытую сеть
etsy-lowstock-webhook-why-unreadable = адрес не удалось прочитать

etsy-lowstock-webhook-died = <b>{ $shop }: ваш сервер</b>
  ⏸ Больше не отправляю туда уведомления: { $why }. В Telegram они приходят как прежде.

  Когда сервер снова заработает, нажмите «▶️ Включить снова»: я отправлю всё, что ждёт, не старше недели.

  { etsy-lowstock-notice }

etsy-lowstock-webhook-secret-first = <b>Секрет вашего адреса</b>
  <code>{ $secret }</code>

  Скопируйте его сейчас: больше он не показывается. Потом нажмите «‹ Ваш сервер», и он исчезнет и из этого чата.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-secret-next = <b>Новый секрет вашего адреса</b>
  <code>{ $secret }</code>

  Скопируйте его сейчас: больше он не показывается. Ещё 24 часа запросы подписывает и прежний секрет. Потом нажмите «‹ Ваш сервер», и секрет исчезнет и из этого чата.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-secret-told = Этот секрет уже показан, а показывается он один раз. Если вы его не сохранили, создайте новый.
etsy-lowstock-webhook-rotate-ask = <b>{ $shop }: новый секрет?</b>
  24 часа запросы подписывают оба секрета, новый и нынешний. Потом только новый.{ $lines }

  { etsy-lowstock-notice }
etsy-lowstock-webhook-rotate-overlap = ⚠️ Секрет до него, который подписывал бы до { $until }, перестаёт действовать сразу.

etsy-lowstock-webhook-remove-ask = <b>{ $shop }: удалить адрес?</b>
  { $count ->
    [0] Туда больше ничего не придёт. Чтобы снова отправлять уведомления, понадобится новый секрет.
    [one] Туда больше ничего не придёт, и { $count } уведомление, которое ждёт, пропадёт. Чтобы снова отправлять уведомления, понадобится новый секрет.
    [few] Туда больше ничего не придёт, и { $count } уведомления, которые ждут, пропадут. Чтобы снова отправлять уведомления, понадобится новый секрет.
   *[other] Туда больше ничего не придёт, и { $count } уведомлений, которые ждут, пропадут. Чтобы снова отправлять уведомления, понадобится новый секрет.
  }

  { etsy-lowstock-notice }

etsy-lowstock-webhook-test-delivered = ✅ Сервер принял проверочный запрос.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-test-refused = ⚠️ Проверочный запрос не дошёл: { $why }.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-test-waiting = ⏳ Проверочный запрос в пути. Что с ним стало, скоро будет видно на экране «‹ Ваш сервер».

  { etsy-lowstock-notice }

etsy-lowstock-webhook-address-title = Ваш сервер
etsy-lowstock-webhook-address-url = По какому адресу ваш сервер принимает уведомления? Отправьте его целиком, с https://. Вам я показываю только имя сервера, другим — ничего.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-address-url-example = https://shop.example.com/etsy-alerts
etsy-lowstock-webhook-address-not-an-address = На такой адрес отправить нельзя: он начинается с https://, и имени пользователя в нём нет. Отправьте адрес вроде такого: { $example }.
etsy-lowstock-webhook-address-not-https = Уведомления идут только на зашифрованные адреса. Отправьте адрес, который начинается с https://.
etsy-lowstock-webhook-address-not-public = Этот адрес ведёт в закрытую сеть, туда я ничего не отправляю. Отправьте открытый адрес вроде такого: { $example }.
etsy-lowstock-webhook-address-not-found = Сервера с таким именем нет. Проверьте, нет ли в адресе опечатки, и отправьте его снова.

etsy-lowstock-webhook-none = У этого магазина нет адреса для уведомлений. Откройте магазин и добавьте адрес.

    { etsy-lowstock-notice }
etsy-lowstock-webhook-not-yours = Сервер настраивает только тот, кто подключил магазин. Чтобы настроить свой, подключите магазин сами.

    { etsy-lowstock-notice }
etsy-lowstock-webhook-private = Это только для личного чата со мной. Откройте его и нажмите там.

    { etsy-lowstock-notice }

etsy-lowstock-kept-delivery = Что было отправлено на ваш сервер, зашифровано: { $time } после того, как дошло или было оставлено. Чтобы видеть, что дошло.
