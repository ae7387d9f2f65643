import { type Story, shown } from '@bazaar/demo-kit'

const photo = /if a picture helps|если поможет картинка/
const sent = /your number is s\d+|ваш номер: s\d+/

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
        done: { kind: 'came' },
      },
      {
        title: 'Ask as Anna',
        hint: 'In Anna’s chat, write /support and press Enter. Then press A question under the bot’s answer.',
        done: shown(/what did you expect|чего ждали/, photo, sent),
      },
      {
        title: 'Write and send it',
        hint: 'Write a sentence and press Enter. Then press Skip, as no photo is needed, and Send.',
        done: shown(sent),
      },
      {
        title: 'Answer as Adam',
        hint: 'The number of the request is in Anna’s chat, and /requests lists it for Adam. In his chat, write /answer, the number and a sentence, such as: /answer S1 We look into it',
        person: 'adam',
        done: shown(/your answer to s\d+|ваш ответ на s\d+/),
      },
      {
        title: 'Get the answer',
        hint: 'Nothing to do: look into Anna’s chat.',
        done: shown(/^(answer to|ответ на) s\d+/),
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
        done: { kind: 'came' },
      },
      {
        title: 'Open the administration',
        hint: 'Write /admin and press Enter. Only owners get an answer.',
        done: shown(/^(administration|управление)$/),
      },
      {
        title: 'Ask how everything is',
        hint: 'Write /status_all and press Enter.',
        done: shown(/what i do for you|not doing anything for you yet|что я делаю для вас|ничего для вас не делаю/),
      },
    ],
  },
]

/** The one for newcomers first, the others as they came. */
export const inOrder = (told: readonly Story[]): readonly Story[] =>
  told.toSorted((one, other) => Number(other.isFirst ?? false) - Number(one.isFirst ?? false))
