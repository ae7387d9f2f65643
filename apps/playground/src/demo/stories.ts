import type { Story } from '@bazaar/core/demo'

/** Tours of what every bot has; features bring theirs. */
export const stories: readonly Story[] = [
  {
    id: 'owner',
    title: 'Look from the owner’s side',
    about: 'Adam owns the bot: see its state without leaving the chat. One minute.',
    person: 'adam',
    steps: [
      {
        title: 'Say hello as Adam',
        hint: 'In Adam’s chat, press Start, or write /start and press Enter.',
        done: { kind: 'said', pattern: /^\/start/ },
      },
      {
        title: 'Open the administration',
        hint: 'Write /admin and press Enter. Only owners get an answer.',
        done: { kind: 'said', pattern: /^\/admin/ },
      },
      {
        title: 'Ask how everything is',
        hint: 'Write /status_all and press Enter.',
        done: { kind: 'said', pattern: /^\/status_all/ },
      },
    ],
  },
]
