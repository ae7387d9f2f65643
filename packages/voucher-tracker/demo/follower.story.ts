import type { Story } from '@bazaar/core/demo'
import { restock, sellOut } from './buttons.ts'
import { shopPath } from './stanshop.ts'

export const followerStory: Story = {
  id: 'follower',
  title: 'Get a voucher alert',
  about: 'Track a voucher as Anna, then make the shop restock. Two minutes.',
  person: 'anna',
  steps: [
    {
      title: 'Say hello to the bot',
      hint: 'In Anna’s chat, press Start, or write /start and press Enter.',
      done: { kind: 'said', pattern: /^\/start/ },
    },
    {
      title: 'Begin with empty shelves',
      hint: 'An alert tells that stock appears, so the shop must be sold out first. If it is not, press this button.',
      done: { kind: 'world', path: shopPath, pattern: /"denominations":\[\]/ },
      action: sellOut,
    },
    {
      title: 'Ask to be told',
      hint: 'Write /track 100 and press Enter. (Or find the button Start watching: the menu’s Voucher alerts leads to it.)',
      done: { kind: 'answered', pattern: /tracking|watching .+ at |слежу:|отслеживаете/ },
    },
    {
      title: 'Make the shop restock',
      hint: 'You also play the world. Press this button: the shop now sells a voucher of 100 for 95.',
      done: { kind: 'world', path: shopPath, pattern: /"denominations":\[\{/ },
      action: restock,
    },
    {
      title: 'Get the alert',
      hint: 'Nothing to do: the bot looks every 15 seconds. Watch the chat.',
      done: { kind: 'answered', pattern: /back in stock|снова в продаже/ },
    },
    {
      title: 'Let it sell out again',
      hint: 'Press this button. It also moves the clock on by half an hour: the bot believes a sell-out after two minutes, and a restock soon after is the same one.',
      done: { kind: 'answered', pattern: /sold out, gone|раскупили / },
      action: sellOut,
    },
    {
      title: 'Ask for the next one',
      hint: 'The alert is struck through. Press Watch again under it.',
      done: { kind: 'answered', pattern: /watching for the next|tracking again|следующего поступления|снова слежу/ },
    },
  ],
}
