import { defineDemo } from '@bazaar/demo-kit'
import { walkButtons, weatherButtons } from './buttons.ts'
import { walkerStory } from './walker.story.ts'
import { weather } from './weather.ts'

export const demo = defineDemo({
  personas: [{ username: 'darya', firstName: 'Darya', lastName: 'Dog', languageCode: 'en' }],
  stories: [walkerStory],
  outside: [weather],
  buttons: [walkButtons, weatherButtons],
})
