import type { Persona } from '@bazaar/demo-kit'

/** People to play, whatever features there are. Their ids are fixed, because guides and tests name them. */
export const personas: readonly (Persona & { readonly id: number })[] = [
  { id: 1001, username: 'anna', firstName: 'Anna', languageCode: 'en' },
  { id: 1002, username: 'boris', firstName: 'Boris', languageCode: 'ru' },
  { id: 1003, username: 'vera', firstName: 'Vera', lastName: 'Venue owner', languageCode: 'en' },
  { id: 1004, username: 'adam', firstName: 'Adam', lastName: 'Admin', languageCode: 'en', owner: true },
]
