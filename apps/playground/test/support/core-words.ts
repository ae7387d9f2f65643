/** What the walk through the core's screens looks for. */
export interface CoreWords {
  readonly menu: RegExp
  readonly help: RegExp
  readonly privacy: RegExp
  readonly delete: RegExp
  readonly settings: RegExp
  readonly language: RegExp
  readonly zoneButton: RegExp
  readonly zone: RegExp
  readonly support: RegExp
  readonly cancelled: RegExp
  readonly status: RegExp
}

export const coreWords: Readonly<Record<'en' | 'ru', CoreWords>> = {
  en: {
    menu: /What would you like/,
    help: /What I can do/,
    privacy: /What is stored/,
    delete: /Delete your data\?|cannot be deleted/,
    settings: /🌐 Language:/,
    language: /Choose your language/,
    zoneButton: /🕒 Time zone/,
    zone: /Where are you/,
    support: /What is it about/,
    cancelled: /Cancelled/,
    status: /Start watching/,
  },
  ru: {
    menu: /Что вы хотите сделать/,
    help: /Что я умею/,
    privacy: /Что хранится/,
    delete: /Удалить ваши данные|удалить нельзя/,
    settings: /🌐 Язык:/,
    language: /Выберите язык/,
    zoneButton: /🕒 Часовой пояс/,
    zone: /Где вы находитесь/,
    support: /О чём вы хотите/,
    cancelled: /Отменено/,
    status: /Начать следить/,
  },
}
