import type { NewUser } from '@bazaar/telegram-standin'

/** People to play; created once, so that their ids and chats stay the same over restarts. */
export const personas: readonly (NewUser & { readonly id: number; readonly admin: boolean })[] = [
  { id: 1001, firstName: 'Anna', username: 'anna', languageCode: 'en', admin: false },
  { id: 1002, firstName: 'Boris', username: 'boris', languageCode: 'ru', admin: false },
  { id: 1003, firstName: 'Vera', lastName: 'Venue owner', username: 'vera', languageCode: 'en', admin: false },
  { id: 1004, firstName: 'Adam', lastName: 'Admin', username: 'adam', languageCode: 'en', admin: true },
]
