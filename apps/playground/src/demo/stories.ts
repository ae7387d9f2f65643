import type { Story } from '@bazaar/core/demo'

/** Tours of what every bot has; features bring theirs. */
export const stories: readonly Story[] = [
  {
    id: 'help',
    title: 'Ask for help, and give it',
    about: 'Anna writes to the people behind the bot, and Adam, one of them, answers. Three minutes.',
    person: 'anna',
    steps: [
      {
        title: 'Come in as Adam',
        hint: 'A bot may write only to those who pressed Start. In Adam’s chat, press Start, or write /start and press Enter.',
        person: 'adam',
        done: { kind: 'said', pattern: /^\/start/ },
      },
      {
        title: 'Ask as Anna',
        hint: 'In Anna’s chat, write /support and press Enter. Then press A question under the bot’s answer.',
        done: { kind: 'answered', pattern: /what did you expect/ },
      },
      {
        title: 'Write and send it',
        hint: 'Write a sentence and press Enter. Then press Skip, as no photo is needed, and Send.',
        done: { kind: 'answered', pattern: /your number is/ },
      },
      {
        title: 'Answer as Adam',
        hint: 'The request came to Adam with its number. Write /answer, the number and a sentence, such as: /answer S1 We look into it',
        person: 'adam',
        done: { kind: 'said', pattern: /^\/answer \S+ \S/ },
      },
      {
        title: 'Get the answer',
        hint: 'Nothing to do: look into Anna’s chat.',
        done: { kind: 'answered', pattern: /answer to/ },
      },
    ],
  },
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
