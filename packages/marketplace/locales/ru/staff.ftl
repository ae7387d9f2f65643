# Кто работает в заведении
marketplace-staff-list = <b>{ $name }: сотрудники</b>
    { $count ->
        [0] Пока никого, кроме вас.
        [one] Кроме вас { $count } человек.
        [few] Кроме вас { $count } человека.
       *[many] Кроме вас { $count } человек.
    } { $open ->
        [0] {""}
        [one] Открыта { $open } ссылка-приглашение.
        [few] Открыты { $open } ссылки-приглашения.
       *[many] Открыто { $open } ссылок-приглашений.
    }
    Ссылка-приглашение действует один раз, 48 часов, для того, кто её откроет.
marketplace-staff-may-collect = на выдаче
marketplace-staff-may-manage = управляет
marketplace-staff-member = <b>{ $name }</b>
    { $permission }, с { $since }
marketplace-staff-link-collect = <b>{ $name }: приглашение на выдачу</b>
    { $link }
    Отправьте одному человеку. Действует один раз, до { $until }.
marketplace-staff-link-manage = <b>{ $name }: приглашение управлять</b>
    { $link }
    Отправьте одному человеку, которому доверяете: он сможет выкладывать, менять и завершать предложения. Действует один раз, до { $until }.
marketplace-staff-invite-collect = <b>{ $name }</b>, { $street }, { $city }, приглашает вас на выдачу: вы вводите или сканируете коды покупателей.
marketplace-staff-invite-manage = <b>{ $name }</b>, { $street }, { $city }, приглашает вас управлять: вы выкладываете и меняете предложения и вводите коды.
marketplace-staff-joined-collect = 🤝 <b>{ $name }</b>: теперь вы на выдаче в этом заведении. Что можно сделать: /venue
marketplace-staff-joined-manage = 🤝 <b>{ $name }</b>: теперь вы управляете этим заведением. Что можно сделать: /venue
marketplace-staff-told-joined-collect = 🤝 <b>{ $name }</b>: { $person } принимает приглашение и теперь на выдаче. Вы не приглашали этого человека? Удалите его.
marketplace-staff-told-joined-manage = 🤝 <b>{ $name }</b>: { $person } принимает приглашение и теперь управляет заведением. Вы не приглашали этого человека? Удалите его.
marketplace-staff-told-collect = <b>{ $name }</b>: ваша роль изменилась, теперь вы на выдаче.
marketplace-staff-told-manage = <b>{ $name }</b>: ваша роль изменилась, теперь вы управляете.
marketplace-staff-told-removed = <b>{ $name }</b>: вы больше не работаете в этом заведении.
marketplace-staff-told-left = <b>{ $name }</b>: { $person } больше не работает в заведении (это собственное решение).
marketplace-staff-told-more =
    👥 <b>{ $name }</b>: { $count ->
        [one] ещё { $count } изменение
        [few] ещё { $count } изменения
       *[many] ещё { $count } изменений
    } среди сотрудников. Последнее:

    { $latest }
marketplace-staff-revoked = { $count ->
    [0] Открытых ссылок уже не было.
    [one] { $count } ссылка больше не действует.
    [few] { $count } ссылки больше не действуют.
   *[many] { $count } ссылок больше не действуют.
  }
marketplace-staff-changed = Изменено.
marketplace-staff-removed = { $name }: доступ закрыт.
marketplace-staff-leave = <b>{ $name }</b>: больше не работать в этом заведении? Чтобы вернуться, понадобится новая ссылка-приглашение.
marketplace-staff-left = <b>{ $name }</b>: вы больше не работаете в этом заведении.
marketplace-staff-gone = Этот человек там больше не работает. Откройте список заново.
marketplace-staff-many = У заведения может быть { $max } сотрудников и открытых приглашений вместе. Удалите кого-нибудь или закройте ссылки.
marketplace-invite-unknown = Эта ссылка-приглашение не действует. Попросите у владельца новую.
marketplace-invite-used = Эту ссылку уже использовали: каждая действует один раз. Попросите у владельца новую.
marketplace-invite-expired = Срок ссылки вышел: каждая действует 48 часов. Попросите у владельца новую.
marketplace-invite-own = { $name }: это ваше заведение. Отправьте ссылку кому-нибудь другому.
marketplace-invite-member = { $name }: вы уже работаете в этом заведении. Ссылка ещё годится для другого человека.

marketplace-business-button-staff-one = { $name } · { $permission }
marketplace-business-button-invite-collect = ➕ Позвать на выдачу
marketplace-business-button-invite-manage = ➕ Позвать управлять
marketplace-business-button-revoke = ✖ Закрыть ссылки ({ $count })
marketplace-business-button-permit-collect = Только выдача
marketplace-business-button-permit-manage = Разрешить управлять
marketplace-business-button-remove = 🗑 Удалить
marketplace-business-button-member = 👤 Посмотреть
marketplace-business-button-accept = 🤝 Принять
marketplace-business-button-leave = 🚪 Уйти отсюда
marketplace-business-button-leave-yes = 🚪 Да, уйти
