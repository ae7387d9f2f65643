# Кто получает уведомления магазина
etsy-lowstock-share-chats =
    👥 <b>{ $shop }: кому приходят уведомления</b>
    { $lines }

    { etsy-lowstock-notice }
etsy-lowstock-share-what = Коллеги и группы получают все уведомления, видят остатки и могут отложить уведомления у себя. Менять пороги и отключать магазин можете только вы.
etsy-lowstock-share-room = Чатов: { $total } из { $most }. Менять пороги и отключать магазин можете только вы.
etsy-lowstock-share-full = Чатов не больше { $most }, считая открытые ссылки: места больше нет. Прекратите уведомления одного из них или закройте ссылки.
etsy-lowstock-share-open = { $open ->
    [one] Открыта { $open } ссылка, она сработает один раз.
    [few] Открыты { $open } ссылки, каждая сработает один раз.
   *[other] Открыто { $open } ссылок, каждая сработает один раз.
  }
etsy-lowstock-share-paused-some = ⏸ На паузе: не могу туда написать.
etsy-lowstock-share-you = 👤 Вы, с { $since }
etsy-lowstock-share-person = 👤 { $name }, с { $since }
etsy-lowstock-share-group = 👥 { $name }, с { $since }
etsy-lowstock-share-paused = { $line } — ⏸ на паузе: мне не удаётся туда написать
etsy-lowstock-share-unnamed = кто-то
etsy-lowstock-share-button-person = 👤 { $name }
etsy-lowstock-share-button-group = 👥 { $name }
etsy-lowstock-share-button-paused = ⏸ { $name }
etsy-lowstock-share-button-add-person = ➕ Позвать коллегу
etsy-lowstock-share-button-add-group = ➕ Добавить группу
etsy-lowstock-share-button-revoke = 🗑 Закрыть ссылки: { $count }
etsy-lowstock-share-button-remove = ✖ Больше не уведомлять
etsy-lowstock-share-button-copy = Скопировать ссылку
etsy-lowstock-share-button-send-person = 📤 Отправить ссылку
etsy-lowstock-share-button-send-group = 👥 Выбрать группу
etsy-lowstock-share-chat =
    <b>{ $shop }</b>
    { $chat }

    { etsy-lowstock-notice }
etsy-lowstock-share-link-person =
    🔗 <b>Уведомления магазина для одного коллеги: { $shop }</b>
    { $link }
    Отправьте её коллеге. Она сработает один раз, до { $until }. Получать ли уведомления, коллега решает сам и может отказаться в любой момент; вы тоже можете их прекратить.

    { etsy-lowstock-notice }
etsy-lowstock-share-link-group =
    🔗 <b>Уведомления магазина для одной группы: { $shop }</b>
    { $link }
    Нажмите «👥 Выбрать группу». Если вы не администратор группы, отправьте ссылку администратору: привести меня туда может только он. Она сработает один раз, до { $until }. Уведомления читает и остатки видит вся группа.

    { etsy-lowstock-notice }
etsy-lowstock-share-toast-removed = Туда уведомления больше не приходят
etsy-lowstock-share-toast-revoked = { $count ->
    [0] Открытых ссылок не было
    [one] Закрыта { $count } ссылка
    [few] Закрыты { $count } ссылки
   *[other] Закрыто { $count } ссылок
  }
etsy-lowstock-share-here =
    ✅ Уведомления магазина приходят в эту группу: <b>{ $shop }</b>.

    { etsy-lowstock-notice }

# Новости для владельца и для тех, кто получает уведомления
etsy-lowstock-share-told =
    👥 <b>{ $shop }</b>
    { $latest }

    { etsy-lowstock-notice }
etsy-lowstock-share-told-more =
    👥 <b>{ $shop }</b>
    Изменений в том, кто получает уведомления: { $count }. Последнее: { $latest }

    { etsy-lowstock-notice }
etsy-lowstock-share-news-joined = { $name } теперь получает уведомления.
etsy-lowstock-share-news-joined-group = Теперь уведомления получает группа { $name }.
etsy-lowstock-share-news-left = { $name } больше не хочет получать уведомления.
etsy-lowstock-share-news-left-group = Группа { $name } больше не получает уведомлений: их там отключили.
etsy-lowstock-share-told-removed =
    🛒 <b>{ $shop }</b>
    Владелец прекратил уведомления для этого чата: больше они сюда не приходят.

    { etsy-lowstock-notice }
etsy-lowstock-share-told-group =
    🛒 <b>{ $shop }</b>
    Теперь я пишу сюда, когда товар этого магазина распродан, когда заканчивается ({ $threshold }) и когда снова в наличии. Чтобы это прекратить, администратор группы или владелец магазина отправляет /shops и нажимает «✖ Не уведомлять здесь» на карточке магазина.

    { etsy-lowstock-notice }

# Коллега
etsy-lowstock-invite =
    🛒 <b>{ $shop }</b>
    { $owner } делится с вами уведомлениями этого магазина на Etsy: когда товар распродан, когда заканчивается ({ $threshold }) и когда снова в наличии. Вы увидите остатки и сможете отказаться в любой момент.

    { etsy-lowstock-notice }
etsy-lowstock-invite-button-accept = 🔔 Получать уведомления
etsy-lowstock-invite-joined =
    ✅ <b>Вы получаете уведомления магазина: { $shop }.</b>
    Напишу, когда что-то произойдёт. Магазин покажет /shops, там же можно отказаться.

    { etsy-lowstock-notice }
etsy-lowstock-leave-ask =
    <b>{ $shop }</b>
    Больше не получать эти уведомления? Пригласить вас снова сможет только владелец магазина.

    { etsy-lowstock-notice }
etsy-lowstock-leave-ask-group =
    <b>{ $shop }</b>
    Больше не присылать уведомления этого магазина в группу? Решить это может администратор группы или владелец магазина.

    { etsy-lowstock-notice }
etsy-lowstock-leave-button-yes = ✖ Да, не присылать
etsy-lowstock-left =
    <b>{ $shop }</b>
    Вы больше не получаете уведомления этого магазина.

    { etsy-lowstock-notice }
etsy-lowstock-left-group =
    <b>{ $shop }</b>
    Уведомления этого магазина сюда больше не приходят.

    { etsy-lowstock-notice }

# Отказы
etsy-lowstock-invite-unknown =
    Эта ссылка не работает: её закрыли, или магазин отключён. Попросите у владельца магазина новую.

    { etsy-lowstock-notice }
etsy-lowstock-invite-used =
    Этой ссылкой уже воспользовались: каждая работает один раз. Попросите у владельца магазина новую.

    { etsy-lowstock-notice }
etsy-lowstock-invite-expired =
    Ссылка работала неделю, и этот срок прошёл. Попросите у владельца магазина новую.

    { etsy-lowstock-notice }
etsy-lowstock-invite-own =
    <b>{ $shop }</b> — ваш магазин: отправьте эту ссылку кому-нибудь другому.

    { etsy-lowstock-notice }
etsy-lowstock-invite-already =
    Вы уже получаете уведомления магазина: <b>{ $shop }</b>. Ссылка ещё пригодится кому-нибудь другому.

    { etsy-lowstock-notice }
etsy-lowstock-invite-group-already =
    Уведомления магазина уже приходят в эту группу: <b>{ $shop }</b>. Ссылка ещё пригодится другой группе.

    { etsy-lowstock-notice }
etsy-lowstock-invite-group-only =
    Эта ссылка приводит уведомления в группу: откройте её там или выберите группу, когда Telegram о ней спросит.

    { etsy-lowstock-notice }
etsy-lowstock-share-admins =
    Какие уведомления приходят в эту группу, решают её администраторы: попросите кого-нибудь из них.

    { etsy-lowstock-notice }
etsy-lowstock-share-many =
    Уведомления магазина получают не больше { $max } чатов, считая открытые ссылки. Сначала прекратите чьи-нибудь уведомления или закройте открытую ссылку.

    { etsy-lowstock-notice }
etsy-lowstock-share-gone =
    Этот чат уведомлений больше не получает. Откройте список заново: /shops.

    { etsy-lowstock-notice }
etsy-lowstock-share-own =
    <b>{ $shop }</b> — ваш магазин: уведомления прекратятся, когда вы его отключите, см. /unlink.

    { etsy-lowstock-notice }
etsy-lowstock-kept-invite = Ссылки на уведомления магазина: { $time }, чтобы каждая сработала один раз
