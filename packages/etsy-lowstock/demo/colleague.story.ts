import { type Story, shown } from '@bazaar/demo-kit'
import { sellSpoonRests } from './buttons.ts'
import { shopFirst } from './steps.ts'

const link = /It works once|сработает один раз/
const invited = /shares the alerts of this Etsy shop|делится с вами уведомлениями/
const joined = /You get the alerts of|Вы получаете уведомления магазина/
const soldOut = /(Sold out|Распродано): |changes|изменений/
const ended = /The owner has ended the alerts|Владелец прекратил уведомления/

export const colleagueStory: Story = {
  id: 'colleague',
  title: 'Share a shop’s alerts',
  about: 'Elif lets Anna have the alerts of her Etsy shop, and ends it again. Three minutes.',
  person: 'elif',
  steps: [
    ...shopFirst,
    {
      title: 'Make a link',
      hint: 'In Elif’s chat, write /shops and press Clay & Thread, then Alerts go to…, then Invite colleague.',
      done: shown(link),
    },
    {
      title: 'Send it to Anna',
      hint: 'In Elif’s chat, press Send the link and choose Anna: you see the chat of the two, as Anna. Press the link there, then Start.',
      person: 'anna',
      done: shown(invited, joined),
    },
    {
      title: 'Say yes as Anna',
      hint: 'Press Get the alerts. Elif is told.',
      person: 'anna',
      done: shown(joined),
    },
    {
      title: 'Sell something',
      hint: 'You also play the buyers. Press this button, and wait for the next look: 15 seconds at most. Both get the alert.',
      person: 'anna',
      done: shown(soldOut),
      action: sellSpoonRests,
    },
    {
      title: 'End it as Elif',
      hint: 'In Elif’s chat, write /shops and press Clay & Thread, then Alerts go to…, Anna, and Stop their alerts. Anna is told.',
      person: 'anna',
      done: shown(ended),
    },
  ],
}
