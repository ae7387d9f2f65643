import type { Story } from '@bazaar/core/demo'
import { restock, sellOut } from './buttons.ts'
import { shopPath } from './stanshop.ts'

export const followerStory: Story = {
  id: 'follower',
  title: 'Become a follower',
  about: 'Track a voucher as Anna, then make the shop restock. Two minutes.',
  person: 'anna',
  steps: [
    {
      title: 'Say hello to the bot',
      hint: 'In Anna’s chat, press Start, or write /start and press Enter.',
      done: { kind: 'said', pattern: /^\/start/ },
    },
    {
      title: 'Ask to be told',
      hint: 'Write /track 100 and press Enter. (Or find the button Start watching: the menu’s Voucher alerts leads to it.)',
      done: { kind: 'answered', pattern: /tracking|watching .+ at / },
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
      done: { kind: 'answered', pattern: /back in stock/ },
    },
    {
      title: 'Let it sell out again',
      hint: 'Press this button. It also moves the clock on, because the bot believes a sell-out only after two minutes.',
      done: { kind: 'answered', pattern: /sold out, gone/ },
      action: sellOut,
    },
    {
      title: 'Ask for the next one',
      hint: 'The alert is struck through. Press Watch again under it.',
      done: { kind: 'answered', pattern: /watching for the next|tracking again/ },
    },
  ],
}
