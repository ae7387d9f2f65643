import { defineDemo } from '@bazaar/demo-kit'
import { etsyButtons } from './buttons.ts'
import { colleagueStory } from './colleague.story.ts'
import { etsy } from './etsy.ts'
import { ownServer } from './own-server.ts'
import { sellerStory } from './seller.story.ts'
import { serverStory } from './server.story.ts'

export { clayThread, nordlicht } from './etsy/catalogue.ts'
export { startEtsy } from './etsy-standin.ts'

export const demo = defineDemo({
  personas: [{ username: 'elif', firstName: 'Elif', lastName: 'Etsy', languageCode: 'en' }],
  stories: [sellerStory, colleagueStory, serverStory],
  outside: [etsy, ownServer],
  buttons: [etsyButtons],
  // The seller's own server is on this machine.
  environment: { ETSY_POLL_INTERVAL: '15', ETSY_WEBHOOK_ALLOW_HOSTS: '127.0.0.1' },
})
