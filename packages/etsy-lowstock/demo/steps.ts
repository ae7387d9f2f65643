import type { StoryStep } from '@bazaar/demo-kit'
import { etsyPath } from './etsy.ts'

/** How stories begin that need a shop: whoever has linked one passes these over. */
export const shopFirst: readonly [StoryStep, StoryStep] = [
  {
    title: 'Say hello to the bot',
    hint: 'In Elif’s chat, press Start, or write /start and press Enter.',
    done: { kind: 'came' },
  },
  {
    title: 'Link the shop',
    hint: 'Write /link, press Open Etsy, choose Clay & Thread and press Allow. Then send the six digits of the page that follows in Elif’s chat. (It is linked already? Then this step is done.)',
    done: { kind: 'world', path: etsyPath, pattern: /"allowed":true/ },
  },
]
