import { defineDemo } from '@bazaar/demo-kit'
import { stories } from './stories.ts'

export const demo = defineDemo({
  personas: [
    { username: 'kenji', firstName: 'Kenji', lastName: 'Umi Sushi', languageCode: 'en' },
    { username: 'greta', firstName: 'Greta', lastName: 'Greengrocer', languageCode: 'en' },
    { username: 'nadia', firstName: 'Nadia', lastName: 'Newcomer', languageCode: 'en' },
  ],
  stories,
  seed: async (world) => (await import('./seed.ts')).seed(world),
  // The last of them ends after 47 hours.
  topUp: { lastsMs: 48 * 3_600_000, fill: async (world) => (await import('./top-up.ts')).topUp(world) },
})
