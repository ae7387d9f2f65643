# Кто работает в заведении
marketplace-staff-list = <b>{ $name }: сотрудники</b>
    { $count ->
        [0] Пока никого, кроме вас.
        [one] Кроме вас { $count } человек.
        [few] Кроме вас { $count } человека.
       *[many] Кроме вас { $count } человек.
    } { $open ->
        [0] {""}
        [one] Открыта { $open } ссылка-приглашение.
        [few] Открыты { $open } ссылки-приглашения.
       *[many] Открыто { $open } ссылок-приглашений.
    }
    Ссылка-приглашение действует один раз, 48 часов, для того, кто её откроет.
marketplace-staff-may-collect = выдаёт заказы
marketplace-staff-may-manage = управляет
marketplace-staff-member = <b>{ $name }</b>
    { $permission }, с { $since }
marketplace-staff-link-collect = <b>{ $name }: приглашение выдавать заказы</b>
    { $link }
    Отправьте одному человеку. Действует один раз, до { $until }.
marketplace-staff-link-manage = <b>{ $name }: приглашение управлять</b>
    { $link }
    Отправьте одному человеку, которому доверяете: он сможет выкладывать, менять и завершать предложения. Действует один раз, до { $until }.
marketplace-staff-invite-collect = <b>{ $name }</b>, { $street }, { $city }, приглашает вас выдавать заказы: вы вводите или сканируете коды покупателей.
marketplace-staff-invite-manage = <b>{ $name }</b>, { $street }, { $city }, приглашает вас управлять: вы выкладываете и меняете предложения и вводите коды.
marketplace-staff-joined-collect = 🤝 Теперь вы выдаёте заказы в <b>{ $name }</b>. Что можно сделать: /venue
marketplace-staff-joined-manage = 🤝 Теперь вы управляете <b>{ $name }</b>. Что можно сделать: /venue
marketplace-staff-told-joined-collect = 🤝 { $person } принимает приглашение и выдаёт заказы в <b>{ $name }</b>. Вы не приглашали этого человека? Удалите его.
marketplace-staff-told-joined-manage = 🤝 { $person } принимает приглашение и управляет <b>{ $name }</b>. Вы не приглашали этого человека? Удалите его.
marketplace-staff-told-collect = Ваша роль в <b>{ $name }</b> изменилась: вы выдаёте заказы.
marketplace-staff-told-manage = Ваша роль в <b>{ $name }</b> изменилась: вы управляете.
marketplace-staff-told-removed = Вы больше не работаете здесь в <b>{ $name }</b>.
marketplace-staff-told-left = { $person } больше не работает в <b>{ $name }</b> (по своему решению).
marketplace-staff-told-more =
    👥 <b>{ $name }</b>: { $count ->
        [one] ещё { $count } изменение
        [few] ещё { $count } изменения
       *[many] ещё { $count } изменений
    } среди сотрудников. Последнее:

    { $latest }
marketplace-staff-revoked = { $count ->
    [0] Открытых ссылок уже не было.
    [one] { $count } ссылка больше не действует.
    [few] { $count } ссылки больше не действуют.
   *[many] { $count } ссылок больше не действуют.
  }
marketplace-staff-changed = Изменено.
marketplace-staff-removed = { $name }: доступ закрыт.
marketplace-staff-leave = Больше не работать в <b>{ $name }</b>? Чтобы вернуться, понадобится новая ссылка-приглашение.
marketplace-staff-left = Вы больше не работаете в <b>{ $name }</b>.
marketplace-staff-gone = Этот человек там больше не работает. Откройте список заново.
marketplace-staff-many = У заведения может быть { $max } сотрудников и открытых приглашений вместе. Удалите кого-нибудь или закройте ссылки.
marketplace-invite-unknown = Эта ссылка-приглашение не действует. Попросите у владельца новую.
marketplace-invite-used = Эту ссылку уже использовали: каждая действует один раз. Попросите у владельца новую.
marketplace-invite-expired = Срок ссылки вышел: каждая действует 48 часов. Попросите у владельца новую.
marketplace-invite-own = { $name } — ваше заведение: отправьте ссылку кому-нибудь другому.
marketplace-invite-member = Вы уже работаете в { $name }. Ссылка ещё годится для другого человека.

marketplace-business-button-staff-one = { $name } · { $permission }
marketplace-business-button-invite-collect = ➕ Пригласить: выдаёт заказы
marketplace-business-button-invite-manage = ➕ Пригласить: управляет
marketplace-business-button-revoke = ✖ Закрыть ссылки ({ $count })
marketplace-business-button-permit-collect = Только выдача заказов
marketplace-business-button-permit-manage = Разрешить управлять
marketplace-business-button-remove = 🗑 Удалить
marketplace-business-button-member = 👤 Посмотреть
marketplace-business-button-accept = 🤝 Принять
marketplace-business-button-leave = 🚪 Больше не работать здесь
marketplace-business-button-leave-yes = 🚪 Да, уйти
