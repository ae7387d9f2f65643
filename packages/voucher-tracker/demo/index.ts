import { defineDemo } from '@bazaar/demo-kit'
import { shopButtons } from './buttons.ts'
import { followerStory } from './follower.story.ts'
import { stanShop } from './stanshop.ts'

export { startStanShop } from './stanshop-standin.ts'

export const demo = defineDemo({
  personas: [{ username: 'farid', firstName: 'Farid', lastName: 'Follower', languageCode: 'en' }],
  stories: [followerStory],
  outside: [stanShop],
  buttons: [shopButtons],
  environment: { VOUCHER_TRACKER_CHECK_INTERVAL: '15', VOUCHER_TRACKER_BACKOFF_MAX: '15' },
  seed: async (world) => (await import('./seed.ts')).seed(world),
})
