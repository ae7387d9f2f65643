/** What the stories of a shop at Etsy look for. */
export interface StoryWords {
  readonly wrongPin: RegExp
  readonly nobodyWaits: RegExp
  readonly otherChat: RegExp
  readonly over: RegExp
  readonly pageOver: RegExp
  readonly pageUsed: RegExp
  readonly linked: RegExp
  readonly already: RegExp
  readonly summary: RegExp
  /** Titles follow. */
  readonly soldOut: string
  readonly low: string
  readonly back: string
  readonly hidden: RegExp
  readonly setThreshold: RegExp
  readonly setOther: RegExp
  readonly askLimit: RegExp
  readonly thresholdSet: RegExp
  readonly ofShop: RegExp
  readonly ofListing: RegExp
  readonly ofVariation: RegExp
  readonly snooze: RegExp
  readonly oneDay: RegExp
  readonly snoozed: RegExp
  readonly reminded: RegExp
  readonly order: RegExp
  readonly sevenDays: RegExp
  readonly ordered: RegExp
  readonly wasDue: RegExp
  readonly disconnected: RegExp
  readonly paused: RegExp
  readonly reconnect: RegExp
  readonly again: RegExp
  readonly secondLinked: RegExp
  readonly chats: RegExp
  readonly inviteColleague: RegExp
  readonly inviteGroup: RegExp
  readonly accept: RegExp
  readonly joined: RegExp
  readonly groupJoined: RegExp
  readonly shop: string
  readonly unlinkWhich: RegExp
  readonly unlinkNow: RegExp
  readonly unlinked: RegExp
  readonly toldUnlinked: RegExp
  readonly nothingLeft: RegExp
}

export const storyWords: Readonly<Record<'en' | 'ru', StoryWords>> = {
  en: {
    wrongPin: /another code[\s\S]*4 tries are left/,
    nobodyWaits: /No shop waits to be linked here/,
    otherChat: /belongs to another chat, and your shop was not linked/,
    over: /time for this attempt is over, and nothing was linked/,
    pageOver: /The time is over/,
    pageUsed: /This page worked once/,
    linked: /Clay & Thread is linked\./,
    already: /Clay & Thread is linked already/,
    summary: /Clay & Thread is linked\nOn sale: 7\nRunning low: 3\nSold out before linking: 1/,
    soldOut: 'Sold out: ',
    low: 'Running low: ',
    back: 'Back in stock: ',
    hidden: /hidden 3/,
    setThreshold: /^✏️ Set thresholds?$/,
    setOther: /Set another/,
    askLimit: /When is stock low/,
    thresholdSet: /Low means: /,
    ofShop: /Left: 5[\s\S]*Threshold: 5 \(of the shop\)/,
    ofListing: /Left: 8[\s\S]*Threshold: 8 \(of this listing\)/,
    ofVariation: /Left: 6[\s\S]*Threshold: 6 \(of this variation\)/,
    snooze: /Snooze/,
    oneDay: /^(24 h|1 d)/,
    snoozed: /No alerts about it here until/,
    reminded: /You asked to be reminded\. Sold out: Speckled stoneware mug · L/,
    order: /Ordered, due…/,
    sevenDays: /^In a week$/,
    ordered: /Ordered, due .*Quiet until then/,
    wasDue: /Was due by now, and still sold out: Speckled stoneware mug · L/,
    disconnected: /Clay & Thread is disconnected\n/,
    paused: /Disconnected since .*: no alerts until it is connected again/,
    reconnect: /Reconnect/,
    again: /Clay & Thread is connected again/,
    secondLinked: /Nordlicht Papier is linked\nOn sale: 3/,
    chats: /Alerts go to…/,
    inviteColleague: /Invite colleague/,
    inviteGroup: /Add a group/,
    accept: /Get the alerts/,
    joined: /You get the alerts of Clay & Thread/,
    groupJoined: /From now on I write here when one of its listings sells out/,
    shop: 'Shop: ',
    unlinkWhich: /Which shop do you want to unlink/,
    unlinkNow: /Unlink for good/,
    unlinked: /Clay & Thread is unlinked/,
    toldUnlinked: /The owner has unlinked the shop/,
    nothingLeft: /No shop yet/,
  },
  ru: {
    wrongPin: /другой код[\s\S]*остались 4 попытки/,
    nobodyWaits: /Подключение здесь не ждёт/,
    otherChat: /из другого чата, и магазин не подключён/,
    over: /Время этой попытки вышло, ничего не подключено/,
    pageOver: /Время вышло/,
    pageUsed: /Эта страница уже сработала/,
    linked: /Clay & Thread: магазин подключён\./,
    already: /Clay & Thread: магазин уже подключён/,
    summary: /Магазин подключён: Clay & Thread\nВ продаже: 7\nЗаканчивается: 3\nРаспродано до подключения: 1/,
    soldOut: 'Распродано: ',
    low: 'Заканчивается: ',
    back: 'Снова в наличии: ',
    hidden: /скрыто: 3/,
    setThreshold: /^✏️ Задать пороги?$/,
    setOther: /Задать другой/,
    askLimit: /С какого остатка товар заканчивается/,
    thresholdSet: /Порог: /,
    ofShop: /Осталось: 5[\s\S]*Порог: 5 \(для магазина\)/,
    ofListing: /Осталось: 8[\s\S]*Порог: 8 \(для этого товара\)/,
    ofVariation: /Осталось: 6[\s\S]*Порог: 6 \(для этого варианта\)/,
    snooze: /Отложить/,
    oneDay: /^(24 ч|1 д)/,
    snoozed: /Здесь без уведомлений об этом до/,
    reminded: /Вы просили напомнить\. Распродано: Speckled stoneware mug · L/,
    order: /Заказано, срок…/,
    sevenDays: /^Через неделю$/,
    ordered: /Заказано, срок: .*до этого дня напоминать не буду/,
    wasDue: /Срок прошёл, а товар распродан: Speckled stoneware mug · L/,
    disconnected: /Etsy закрыл доступ к магазину: Clay & Thread\n/,
    paused: /Etsy закрыл доступ /,
    reconnect: /Подключить снова/,
    again: /Clay & Thread: магазин снова подключён/,
    secondLinked: /Магазин подключён: Nordlicht Papier\nВ продаже: 3/,
    chats: /Кому приходят…/,
    inviteColleague: /Позвать коллегу/,
    inviteGroup: /Добавить группу/,
    accept: /Получать уведомления/,
    joined: /Вы получаете уведомления магазина: Clay & Thread/,
    groupJoined: /Теперь я пишу сюда, когда товар этого магазина распродан/,
    shop: 'Магазин: ',
    unlinkWhich: /Какой магазин отключить/,
    unlinkNow: /Отключить навсегда/,
    unlinked: /Магазин отключён: Clay & Thread\.\nЕго товары/,
    toldUnlinked: /Владелец отключил магазин/,
    nothingLeft: /Магазина пока нет/,
  },
}
