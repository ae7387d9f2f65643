/** What the walk through a shop at Etsy looks for. */
export interface EtsyWords {
  readonly home: RegExp
  readonly welcome: RegExp
  readonly link: RegExp
  readonly open: RegExp
  readonly linked: RegExp
  readonly summary: RegExp
  readonly soldOut: RegExp
  readonly snooze: RegExp
  readonly snoozeAsk: RegExp
  readonly back: RegExp
  readonly order: RegExp
  readonly orderAsk: RegExp
  readonly otherDay: RegExp
  readonly orderDay: RegExp
  readonly ordered: RegExp
  readonly notOrdered: RegExp
  readonly low: RegExp
  readonly restocked: RegExp
  readonly many: RegExp
  readonly stock: RegExp
  readonly asPicture: RegExp
  readonly asList: RegExp
  readonly listing: RegExp
  readonly alertsOff: RegExp
  readonly alertsAreOff: RegExp
  readonly setThreshold: RegExp
  readonly thresholdOf: RegExp
  readonly own: RegExp
  readonly variation: RegExp
  readonly ofVariation: RegExp
  readonly setOther: RegExp
  readonly limitAsk: RegExp
  readonly cancel: RegExp
  readonly unchanged: RegExp
  readonly toThresholds: RegExp
  readonly more: RegExp
  readonly stockMore: RegExp
  readonly quietButton: RegExp
  readonly quiet: RegExp
  readonly threshold: RegExp
  readonly restockSetting: RegExp
  readonly restockOff: RegExp
  readonly allowRestock: RegExp
  readonly allowAsk: RegExp
  readonly allowed: RegExp
  readonly restockOn: RegExp
  readonly restockButton: RegExp
  readonly amount: RegExp
  readonly otherNumber: RegExp
  readonly piecesAsk: RegExp
  readonly restockCard: RegExp
  readonly setNow: RegExp
  readonly restockDone: RegExp
  readonly post: RegExp
  readonly postText: RegExp
  readonly shops: RegExp
  readonly card: RegExp
  readonly shopMore: RegExp
  readonly chatsButton: RegExp
  readonly chats: RegExp
  readonly invite: RegExp
  /** With the payload as its group. */
  readonly inviteLink: RegExp
  readonly invited: RegExp
  readonly accept: RegExp
  readonly joined: RegExp
  readonly somebodyElses: RegExp
  readonly leave: RegExp
  readonly leaveAsk: RegExp
  readonly came: RegExp
  readonly server: RegExp
  readonly noServer: RegExp
  readonly addAddress: RegExp
  readonly addressAsk: RegExp
  readonly address: RegExp
  readonly showSecret: RegExp
  readonly secret: RegExp
  readonly toServer: RegExp
  readonly test: RegExp
  readonly tested: RegExp
  readonly newSecret: RegExp
  readonly newSecretAsk: RegExp
  readonly removeAddress: RegExp
  readonly removeAsk: RegExp
  readonly removeNow: RegExp
  readonly disconnected: RegExp
  readonly cardDisconnected: RegExp
  readonly unlinkAsk: RegExp
  readonly unlink: RegExp
  readonly unlinked: RegExp
}

export const etsyWords: Readonly<Record<'en' | 'ru', EtsyWords>> = {
  en: {
    home: /Etsy stock/,
    welcome: /I look at its listings all day/,
    link: /🔗 Link your shop/,
    open: /2\. Allow the bot/,
    linked: /is linked[\s\S]*I am reading/,
    summary: /is linked[\s\S]*On sale: /,
    soldOut: /Sold out: Speckled/,
    snooze: /💤 Snooze/,
    snoozeAsk: /For how long/,
    back: /‹ Back/,
    order: /📦 Ordered, due/,
    orderAsk: /When is what you ordered due/,
    otherDay: /On another day/,
    orderDay: /When is it due\?/,
    ordered: /Ordered, due .*Quiet/,
    notOrdered: /✖ Not ordered/,
    low: /Running low: Linen/,
    restocked: /Back in stock: Speckled/,
    many: /changes[\s\S]*🎉/,
    stock: /On sale \d+, 🪫/,
    asPicture: /^See picture$/,
    asList: /See list/,
    listing: /Clay & Thread: .*left/,
    alertsOff: /🔕 Turn alerts off/,
    alertsAreOff: /Alerts are off in this chat/,
    setThreshold: /✏️ Set threshold$/,
    thresholdOf: /A variation may have/,
    own: /the listing’s own/,
    variation: /^L: /,
    ofVariation: /L · Speckled/,
    setOther: /✏️ Set another/,
    limitAsk: /When is stock low/,
    cancel: /✖ Cancel/,
    unchanged: /Nothing was changed/,
    toThresholds: /‹ Thresholds/,
    more: /^More…$/,
    stockMore: /More about the stock/,
    quietButton: /🔕 See what is off/,
    quiet: /no alerts in this chat about/,
    threshold: /Except for/,
    restockSetting: /➕ Restock from here/,
    restockOff: /It is off: I only read/,
    allowRestock: /➕ Allow…/,
    allowAsk: /Allow restocking/,
    allowed: /you can restock from here/,
    restockOn: /✅ It is on/,
    restockButton: /^➕ Restock$/,
    amount: /At Etsy now/,
    otherNumber: /✏️ Another number/,
    piecesAsk: /How many pieces shall there be/,
    restockCard: /→ 12 pieces[\s\S]*undo it for/,
    setNow: /✅ Set to 12/,
    restockDone: /Etsy has it/,
    post: /📤 Post for your channel/,
    postText: /is back in stock!/,
    shops: /Shops\s*🛒 Clay/,
    card: /Alerts go to \d/,
    shopMore: /More about this shop/,
    chatsButton: /👥 Alerts go to…/,
    chats: /Only you can change/,
    invite: /➕ Invite colleague/,
    inviteLink: /start=(ets_[\w-]+)/,
    invited: /shares the alerts/,
    accept: /🔔 Get the alerts/,
    joined: /You get the alerts/,
    somebodyElses: /Somebody else’s shop/,
    leave: /✖ Stop these alerts/,
    leaveAsk: /Do you want to stop/,
    came: /gets the alerts from now on/,
    server: /🔗 Your own server/,
    noServer: /can go to an address of yours/,
    addAddress: /➕ Add an address/,
    addressAsk: /At which address/,
    address: /Alerts go to 127/,
    showSecret: /^Show the secret$/,
    secret: /whsec_/,
    toServer: /‹ Your own server/,
    test: /Send a test/,
    tested: /took the test/,
    newSecret: /🔄 New secret/,
    newSecretAsk: /a new secret\?/,
    removeAddress: /🗑 Remove the address/,
    removeAsk: /remove the address\?/,
    removeNow: /🗑 Yes, remove/,
    disconnected: /is disconnected/,
    cardDisconnected: /❌ Disconnected since[\s\S]*Alerts go to \d/,
    unlinkAsk: /Deleted for good/,
    unlink: /🗑 Unlink for good/,
    unlinked: /is unlinked/,
  },
  ru: {
    home: /Остатки на Etsy/,
    welcome: /буду весь день смотреть/,
    link: /🔗 Подключить магазин/,
    open: /2\. Разрешите боту/,
    linked: /магазин подключён[\s\S]*Читаю/,
    summary: /Магазин подключён[\s\S]*В продаже: /,
    soldOut: /Распродано: Speckled/,
    snooze: /💤 Отложить/,
    snoozeAsk: /На сколько отложить/,
    back: /‹ Назад/,
    order: /📦 Заказано, срок/,
    orderAsk: /Когда придёт то/,
    otherDay: /В другой день/,
    orderDay: /Когда придёт заказ/,
    ordered: /Заказано, срок: /,
    notOrdered: /✖ Не заказано/,
    low: /Заканчивается: Linen/,
    restocked: /Снова в наличии: Speckled/,
    many: /изменений[\s\S]*🎉/,
    stock: /В продаже: \d+, 🪫/,
    asPicture: /^Картинкой$/,
    asList: /Списком/,
    listing: /Clay & Thread: .*осталось/,
    alertsOff: /🔕 Не уведомлять/,
    alertsAreOff: /Уведомления в этом чате выключены/,
    setThreshold: /✏️ Задать порог$/,
    thresholdOf: /У варианта может быть/,
    own: /свой у товара/,
    variation: /^L: /,
    ofVariation: /L · Speckled/,
    setOther: /✏️ Задать другой/,
    limitAsk: /С какого остатка/,
    cancel: /✖ Отмена/,
    unchanged: /Ничего не изменилось/,
    toThresholds: /‹ Пороги/,
    more: /^Ещё…$/,
    stockMore: /Ещё об остатках/,
    quietButton: /🔕 Показать выключенные/,
    quiet: /в этом чате нет уведомлений/,
    threshold: /Кроме товаров/,
    restockSetting: /➕ Пополнять отсюда/,
    restockOff: /Выключено: я только читаю/,
    allowRestock: /➕ Разрешить…/,
    allowAsk: /Разрешить пополнение/,
    allowed: /можно пополнять отсюда/,
    restockOn: /✅ Включено/,
    restockButton: /^➕ Пополнить$/,
    amount: /Сейчас на Etsy/,
    otherNumber: /✏️ Другое число/,
    piecesAsk: /Сколько штук должно быть/,
    restockCard: /→ 12\sшт\.[\s\S]*Отменить можно в течение/,
    setNow: /✅ Указать 12/,
    restockDone: /На Etsy записано/,
    post: /📤 Пост для вашего канала/,
    postText: /Снова в наличии: .*[\s\S]*etsy\.com\/listing/,
    shops: /Магазины\s*🛒 Clay/,
    card: /Уведомления получа[а-я]+ \d/,
    shopMore: /Ещё об этом магазине/,
    chatsButton: /👥 Кому приходят…/,
    chats: /можете только вы/,
    invite: /➕ Позвать коллегу/,
    inviteLink: /start=(ets_[\w-]+)/,
    invited: /делится с вами/,
    accept: /🔔 Получать уведомления/,
    joined: /Вы получаете уведомления/,
    somebodyElses: /Чужой магазин/,
    leave: /✖ Больше не получать/,
    leaveAsk: /Больше не получать эти/,
    came: /теперь получает уведомления/,
    server: /🔗 Ваш сервер/,
    noServer: /может приходить и на ваш адрес/,
    addAddress: /➕ Добавить адрес/,
    addressAsk: /По какому адресу/,
    address: /идут на адрес 127/,
    showSecret: /^Показать секрет$/,
    secret: /whsec_/,
    toServer: /‹ Ваш сервер/,
    test: /Проверить связь/,
    tested: /Сервер принял/,
    newSecret: /🔄 Новый секрет/,
    newSecretAsk: /новый секрет\?/,
    removeAddress: /🗑 Удалить адрес/,
    removeAsk: /удалить адрес\?/,
    removeNow: /🗑 Да, удалить/,
    disconnected: /Etsy закрыл доступ к магазину: /,
    cardDisconnected: /❌ Etsy закрыл доступ[\s\S]*Уведомления получа[а-я]+ \d/,
    unlinkAsk: /Навсегда удаляются/,
    unlink: /🗑 Отключить навсегда/,
    unlinked: /Магазин отключён: [\s\S]*удалены/,
  },
}
