import { type CoreWords, coreWords } from './core-words.ts'
import { type EtsyWords, etsyWords } from './etsy-words.ts'

/** What the walk through the screens looks for. */
export interface WalkWords {
  readonly core: CoreWords
  readonly etsy: EtsyWords
  readonly vouchers: RegExp
  readonly startWatching: RegExp
  readonly missed: RegExp
  readonly answered: RegExp
  readonly food: RegExp
  readonly browse: RegExp
  readonly reserve: RegExp
  readonly second: RegExp
  readonly more: RegExp
  readonly toList: RegExp
  readonly confirm: RegExp
  /** With the code as its group. */
  readonly code: RegExp
  readonly sendOn: RegExp
  readonly copyLink: RegExp
  readonly cancel: RegExp
  readonly cancelNow: RegExp
  readonly cancelled: RegExp
  readonly collected: RegExp
  readonly language: RegExp
  readonly languageSet: RegExp
  readonly venue: RegExp
  readonly repeat: RegExp
  readonly publish: RegExp
  readonly change: RegExp
  readonly deleteDraft: RegExp
  readonly offers: RegExp
  /** The question of a form with this number. */
  step(number: number): RegExp
  readonly next: RegExp
  readonly summary: RegExp
  readonly cancelForm: RegExp
  readonly formCancelled: RegExp
  readonly handedOver: RegExp
  readonly done: RegExp
}

export const walkWords: Readonly<Record<'en' | 'ru', WalkWords>> = {
  en: {
    core: coreWords.en,
    etsy: etsyWords.en,
    vouchers: /Voucher alerts/,
    startWatching: /Start watching/,
    missed: /😕 No/,
    answered: /You missed this one/,
    food: /Surplus food/,
    browse: /Browse offers/,
    reserve: /🛍 Reserve/,
    second: /2 of 10/,
    more: /^More…$/,
    toList: /To the list/,
    confirm: /✅ Confirm/,
    code: /Your code: (\d{4})/,
    sendOn: /🎁 Send to a friend/,
    copyLink: /Copy the link/,
    cancel: /❌ Cancel/,
    cancelNow: /Yes, cancel/,
    cancelled: /You cancelled it/,
    collected: /Collected/,
    language: /^English$/,
    languageSet: /speak English/,
    venue: /there now/,
    repeat: /🔁 Repeat/,
    publish: /✅ Publish/,
    change: /Change something…/,
    deleteDraft: /🗑 Delete/,
    offers: /Your offers/,
    step: (number) => new RegExp(`Step\\s${number}\\sof`),
    next: /Next ›/,
    summary: /Is everything right/,
    cancelForm: /✖ Cancel/,
    formCancelled: /Cancelled\./,
    handedOver: /✅ Handed over/,
    done: /is handed over/,
  },
  ru: {
    core: coreWords.ru,
    etsy: etsyWords.ru,
    vouchers: /Ваучеры/,
    startWatching: /Начать следить/,
    missed: /😕 Нет/,
    answered: /В этот раз не вышло/,
    food: /Еда со скидкой/,
    browse: /Смотреть предложения/,
    reserve: /🛍 Забронировать/,
    second: /2 из 10/,
    more: /^Ещё…$/,
    toList: /К списку/,
    confirm: /✅ Подтвердить/,
    code: /Ваш код: (\d{4})/,
    sendOn: /🎁 Передать/,
    copyLink: /Скопировать ссылку/,
    cancel: /❌ Отменить/,
    cancelNow: /Да, отменить/,
    cancelled: /Вы её отменили/,
    collected: /Получено/,
    language: /^Русский$/,
    languageSet: /говорю по-русски/,
    venue: /сейчас там/,
    repeat: /🔁 Повторить/,
    publish: /✅ Опубликовать/,
    change: /Изменить…/,
    deleteDraft: /🗑 Удалить/,
    offers: /Ваши предложения/,
    step: (number) => new RegExp(`Шаг\\s${number}\\sиз`),
    next: /Дальше ›/,
    summary: /Всё верно/,
    cancelForm: /✖ Отмена/,
    formCancelled: /Отменено\./,
    handedOver: /✅ Выдано/,
    done: /выдана: /,
  },
}
