import { defineDemo } from '@bazaar/demo-kit'
import { etsyButtons } from './buttons.ts'
import { etsy } from './etsy.ts'
import { sellerStory } from './seller.story.ts'

export { clayThread, nordlicht } from './etsy/catalogue.ts'
export { startEtsy } from './etsy-standin.ts'

export const demo = defineDemo({
  personas: [{ username: 'elif', firstName: 'Elif', lastName: 'Etsy', languageCode: 'en' }],
  stories: [sellerStory],
  outside: [etsy],
  buttons: [etsyButtons],
  environment: { ETSY_POLL_INTERVAL: '15' },
})
