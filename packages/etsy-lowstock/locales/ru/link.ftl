# Подключение магазина: чат
etsy-lowstock-command-link = Подключить магазин на Etsy
etsy-lowstock-command-pin = Закончить подключение кодом со страницы
etsy-lowstock-kept-link = Попытка подключить магазин, зашифрована: { $time }, чтобы сказать вам, чем она кончилась.
etsy-lowstock-link-button = 🔗 Подключить магазин
etsy-lowstock-link-button-open = Открыть Etsy

etsy-lowstock-link-begin =
    🔗 <b>Подключите магазин на Etsy</b>
    1. Нажмите «Открыть Etsy» и войдите.
    2. Разрешите боту читать ваш магазин.
    3. Вернитесь по кнопке на следующей странице или пришлите мне код с неё.

    Я читаю название магазина и его товары: остатки и цены. Заказов, покупателей, переписки и пароля я не вижу и ничего изменить не могу.
    «Открыть Etsy» срабатывает один раз, в течение { $alive }.

    { etsy-lowstock-notice }
etsy-lowstock-link-not-set-up =
    Подключить магазин пока нельзя: у бота нет доступа к Etsy. Владелец бота должен задать ETSY_API_KEY, ETSY_SHARED_SECRET и ETSY_REDIRECT_URL. Спросить его можно через /support.

    { etsy-lowstock-notice }
etsy-lowstock-link-often =
    За десять минут вы начали пять раз. Продолжите с последней кнопки «Открыть Etsy» или начните заново через { $wait }.

    { etsy-lowstock-notice }
etsy-lowstock-link-private =
    Магазины подключают в личном чате с ботом, чтобы никто другой не мог закончить за вас. Откройте его и отправьте /link.

    { etsy-lowstock-notice }

etsy-lowstock-link-linked =
    ✅ <b>{ $shop }: магазин подключён.</b>
    Читаю ваши товары; сводка сейчас придёт.

    { etsy-lowstock-notice }
etsy-lowstock-link-again =
    ✅ <b>{ $shop }: магазин снова подключён.</b>
    Читаю ваши товары; уведомления продолжаются.

    { etsy-lowstock-notice }
etsy-lowstock-link-already =
    ✅ <b>{ $shop }: магазин уже подключён.</b> Больше ничего делать не нужно. Другой магазин подключает /link.

    { etsy-lowstock-notice }
etsy-lowstock-link-allowed =
    ✅ <b>{ $shop }: можно пополнять отсюда.</b>
    Нажмите «➕ Пополнить» под уведомлением или на товаре в /stock. Уведомления приходят как раньше.

    { etsy-lowstock-notice }
etsy-lowstock-link-not-allowed =
    <b>{ $shop }: Etsy разрешает читать, но не пополнять.</b>
    Уведомления приходят как раньше. Если вы хотели разрешить, попробуйте ещё раз.

    { etsy-lowstock-notice }
etsy-lowstock-link-other-shop =
    🚫 На Etsy вы вошли с другим магазином, а не с тем, который хотели пополнять. Здесь ничего не изменилось. Войдите там как его владелец и начните заново в /shops.

    { etsy-lowstock-notice }
etsy-lowstock-link-button-shop = ➕ Пополнять отсюда
etsy-lowstock-link-gone =
    Эта ссылка уже сработала, а магазин потом отключили. Чтобы снова получать уведомления, подключите его заново.

    { etsy-lowstock-notice }
etsy-lowstock-link-unknown =
    ⌛ Подключение здесь не ждёт: то, что вы прислали, неизвестно или уже не действует. Начните заново и нажмите «Открыть Etsy».

    { etsy-lowstock-notice }
etsy-lowstock-link-asked =
    ⏳ Etsy ещё не ответил «да». Нажмите «Открыть Etsy» выше и разрешите чтение; код будет на следующей странице.

    { etsy-lowstock-notice }
etsy-lowstock-link-other-chat =
    🚫 Эта ссылка — из другого чата, и магазин не подключён. Закончить может только тот, кто отправил /link. Если это были не вы, значит, вы открыли чужую ссылку на Etsy: разрешение можно отозвать в вашем аккаунте Etsy, в списке подключённых приложений.

    { etsy-lowstock-notice }
etsy-lowstock-link-expired =
    ⌛ Время этой попытки вышло, ничего не подключено. Начните заново: это минута.

    { etsy-lowstock-notice }
etsy-lowstock-link-over =
    ⌛ Эта попытка закончена, по ней ничего не подключено. Если вы начали заново, продолжите с последней кнопки «Открыть Etsy».

    { etsy-lowstock-notice }
etsy-lowstock-link-no-shop =
    У этого аккаунта на Etsy нет магазина, поэтому ничего не подключено. Начните заново и войдите в аккаунт, с которого продаёте.

    { etsy-lowstock-notice }
etsy-lowstock-link-unavailable =
    ⏳ Etsy сейчас не отвечает. Ничего не потеряно: через минуту откройте ту же ссылку или пришлите тот же код.

    { etsy-lowstock-notice }

etsy-lowstock-pin-usage =
    🔢 Пришлите шесть цифр со страницы, например <code>/pin 123456</code>. Страницы ещё нет? К ней ведёт /link.

    { etsy-lowstock-notice }
etsy-lowstock-pin-wrong =
    На странице другой код. Посмотрите ещё раз и пришлите шесть цифр: { $left ->
        [one] осталась { $left } попытка.
        [few] остались { $left } попытки.
       *[many] осталось { $left } попыток.
    }

    { etsy-lowstock-notice }
etsy-lowstock-pin-over =
    ⌛ Это был пятый неверный код: попытка закончена, ничего не подключено. Начните заново.

    { etsy-lowstock-notice }

# Страницы, на которые возвращает Etsy; под каждой стоит его уведомление
etsy-lowstock-page-button-finish = Вернуться в чат
etsy-lowstock-page-button-again = Начать заново в чате
etsy-lowstock-page-authorized-title = Etsy разрешил
etsy-lowstock-page-authorized = Остался один шаг: вернитесь в чат с ботом, и магазин подключится.
etsy-lowstock-page-authorized-pin = Кнопка не срабатывает? Отправьте боту <code>/pin { $pin }</code> в том чате, где вы начали. Код действует { $alive }.
etsy-lowstock-page-denied-title = Ничего не подключено
etsy-lowstock-page-denied = Вы не разрешили боту читать магазин, и он его не читает. Если передумаете, начните заново в чате.
etsy-lowstock-page-kept-title = Ничего не изменилось
etsy-lowstock-page-kept = Вы не разрешили боту пополнять остатки. Всё осталось как было: он читает магазин, уведомления приходят. Вернитесь в чат.
etsy-lowstock-page-unavailable-title = Etsy не подтвердил
etsy-lowstock-page-unavailable = Etsy сейчас не отвечает как надо, поэтому ничего не подключено. Вернитесь в чат и через минуту снова отправьте /link.
etsy-lowstock-page-expired-title = Время вышло
etsy-lowstock-page-expired = «Открыть Etsy» действует { $alive }; ничего не подключено. Вернитесь в чат и снова отправьте /link.
etsy-lowstock-page-used-title = Эта страница уже сработала
etsy-lowstock-page-used = Её открывали раньше, или вы начали заново в чате. Магазин ещё не подключён? Вернитесь в чат и снова отправьте /link.
etsy-lowstock-page-unknown-title = Такой страницы мы не знаем
etsy-lowstock-page-unknown = Адрес неполный или уже не действует. Ничего не подключено. Вернитесь в чат с ботом и отправьте /link.
etsy-lowstock-page-often-title = Одну минуту
etsy-lowstock-page-often = Эту страницу открывают очень часто. Подождите минуту, вернитесь в чат с ботом и снова отправьте /link.
etsy-lowstock-page-refused-title = Не получилось
etsy-lowstock-page-refused = Ничего не подключено. Вернитесь в чат с ботом и снова отправьте /link.
