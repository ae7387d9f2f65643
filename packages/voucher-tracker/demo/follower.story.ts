import { type Story, shown } from '@bazaar/demo-kit'
import { restock, restockAnew, sellOut, stayEmpty } from './buttons.ts'
import { shopPath } from './stanshop.ts'

const alert = /back in stock|снова в продаже/
/** The newest alert, struck through since: an older one may be edited as well, when the next one comes. */
const struck = /^\S+ (sold out, gone|распродано) (?![\s\S]*(back in stock|снова в продаже))/
/** The alert says so at its foot; a command says so below it. */
const again =
  /(back in stock|sold out, gone|снова в продаже|распродано )[\s\S]*(watching for the next|watching again|жду следующего поступления|снова слежу)/

export const followerStory: Story = {
  id: 'follower',
  title: 'Get a voucher alert',
  about: 'Track a voucher as Anna, then make the shop restock. Two minutes.',
  person: 'anna',
  isFirst: true,
  steps: [
    {
      title: 'Say hello to the bot',
      hint: 'In Anna’s chat, press Start, or write /start and press Enter.',
      done: { kind: 'came' },
    },
    {
      title: 'Begin with empty shelves',
      hint: 'An alert tells that stock appears, so the shop must be sold out first. If it is not, press this button.',
      done: { kind: 'world', path: shopPath, pattern: /"denominations":\[\]/ },
      action: { ...stayEmpty, label: sellOut.label },
    },
    {
      title: 'Ask to be told',
      hint: 'Write /track 100 and press Enter. (Or find the button Start watching: the menu’s Voucher alerts leads to it.)',
      done: shown(/watching|слежу|жду следующего/),
    },
    {
      title: 'Make the shop restock',
      hint: 'You also play the world. Press this button: the shop now sells a voucher of 100 for 95.',
      done: { kind: 'world', path: shopPath, pattern: /"denominations":\[\{/ },
      action: restock,
    },
    {
      title: 'Get the alert',
      hint: 'Nothing to do: the bot looks every 15 seconds. Watch the chat. Only if the shop was full when you asked, or empty for less than two minutes, this is no restock to the bot: then press this button.',
      done: shown(alert, struck),
      action: restockAnew,
    },
    {
      title: 'Let it sell out again',
      hint: 'Press this button.',
      done: { kind: 'world', path: shopPath, pattern: /"denominations":\[\]/ },
      action: sellOut,
    },
    {
      title: 'Let the bot believe it',
      hint: 'It takes two looks, two minutes apart. Press this button: it moves the clock on, by half an hour in all, as a restock soon after would be the same one. The alert is then struck through.',
      done: shown(struck),
      action: stayEmpty,
    },
    {
      title: 'Ask for the next one',
      hint: 'Press Watch again under the alert.',
      done: shown(again),
    },
  ],
}
