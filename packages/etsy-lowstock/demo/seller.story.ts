import { type Story, shown } from '@bazaar/demo-kit'
import { restockMug, sellLastMug } from './buttons.ts'
import { etsyPath } from './etsy.ts'

const linked = /is linked|подключён/
const summary = /On sale: |В продаже: /
const soldOut = /(Sold out|Распродано): /
const ordered = /Ordered, due |Заказано, срок: /
const back = /(Back in stock|Снова в наличии): /

export const sellerStory: Story = {
  id: 'seller',
  title: 'Never miss a sold-out listing',
  about: 'Link Elif’s shop at Etsy, sell the last mug, and order more. Three minutes.',
  person: 'elif',
  steps: [
    {
      title: 'Say hello to the bot',
      hint: 'In Elif’s chat, press Start, or write /start and press Enter.',
      done: { kind: 'came' },
    },
    {
      title: 'Ask to link a shop',
      hint: 'Write /link and press Enter. (Or find it in the menu: Etsy stock.)',
      done: shown(/Open Etsy|Открыть Etsy|Link your Etsy shop|Подключить магазин/, linked),
    },
    {
      title: 'Say yes at Etsy',
      hint: 'Press Open Etsy: another tab shows a local stand-in of Etsy. Choose Clay & Thread and press Allow.',
      done: { kind: 'world', path: etsyPath, pattern: /"allowed":true/ },
    },
    {
      title: 'Finish in the chat',
      hint: 'If you have not yet, press Open Etsy, choose Clay & Thread and press Allow. The page that follows shows six digits. Come back here and send them: only the chat that asked can finish. (The page’s button leads to the real Telegram, which does not know this bot.)',
      done: shown(linked),
    },
    {
      title: 'See what it found',
      hint: 'Nothing to do: a moment later the bot has read the shop.',
      done: shown(summary, soldOut),
    },
    {
      title: 'Sell the last mug',
      hint: 'You also play the buyers. Press this button: there is one mug left in size L.',
      done: { kind: 'world', path: etsyPath, pattern: /"sku":"MUG-L","quantity":0/ },
      action: sellLastMug,
    },
    {
      title: 'Get the alert',
      hint: 'Nothing to do: the bot looks every 15 seconds. Watch the chat.',
      done: shown(soldOut),
    },
    {
      title: 'Order more',
      hint: 'Press Ordered, due… under the alert, then In a week. Nobody hears of it before that day.',
      done: shown(ordered, back),
    },
    {
      title: 'Let it arrive',
      hint: 'Press this button: the mugs are there. The next look finds them.',
      done: shown(back),
      action: restockMug,
    },
  ],
}
