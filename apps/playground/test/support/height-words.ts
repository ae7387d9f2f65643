/** What the walk through the screens looks for. */
export interface HeightWords {
  readonly vouchers: RegExp
  readonly startWatching: RegExp
  readonly food: RegExp
  readonly browse: RegExp
  readonly reserve: RegExp
  readonly second: RegExp
  readonly more: RegExp
  readonly toList: RegExp
  readonly confirm: RegExp
  /** With the code as its group. */
  readonly code: RegExp
  readonly language: RegExp
  readonly languageSet: RegExp
  readonly venue: RegExp
  readonly repeat: RegExp
  readonly publish: RegExp
  readonly change: RegExp
  readonly deleteDraft: RegExp
  readonly offers: RegExp
  readonly handedOver: RegExp
  readonly done: RegExp
}

export const heightWords: Readonly<Record<'en' | 'ru', HeightWords>> = {
  en: {
    vouchers: /Voucher alerts/,
    startWatching: /Start watching/,
    food: /Surplus food/,
    browse: /Browse offers/,
    reserve: /🛍 Reserve/,
    second: /2 of 10/,
    more: /^More…$/,
    toList: /To the list/,
    confirm: /✅ Confirm/,
    code: /Your code: (\d{4})/,
    language: /^English$/,
    languageSet: /speak English/,
    venue: /there now/,
    repeat: /🔁 Repeat/,
    publish: /✅ Publish/,
    change: /Change something…/,
    deleteDraft: /🗑 Delete/,
    offers: /Your offers/,
    handedOver: /✅ Handed over/,
    done: /is handed over/,
  },
  ru: {
    vouchers: /Ваучеры/,
    startWatching: /Начать следить/,
    food: /Еда со скидкой/,
    browse: /Смотреть предложения/,
    reserve: /🛍 Забронировать/,
    second: /2 из 10/,
    more: /^Ещё…$/,
    toList: /К списку/,
    confirm: /✅ Подтвердить/,
    code: /Ваш код: (\d{4})/,
    language: /^Русский$/,
    languageSet: /говорю по-русски/,
    venue: /сейчас там/,
    repeat: /🔁 Повторить/,
    publish: /✅ Опубликовать/,
    change: /Изменить…/,
    deleteDraft: /🗑 Удалить/,
    offers: /Ваши предложения/,
    handedOver: /✅ Выдано/,
    done: /выдана: /,
  },
}
