import { expect, it } from 'vitest'
import { readTelegramLink } from '../src/page/telegram-link.ts'

it.each([
  'https://t.me/shop_bot?start=offer_1',
  'http://telegram.me/shop_bot/?start=offer_1',
  'https://shop_bot.t.me?start=offer_1',
  'tg://resolve?domain=shop_bot&start=offer_1',
])('starts the bot: %s', (link) => {
  expect(readTelegramLink(link)).toEqual({ kind: 'account', username: 'shop_bot', start: 'offer_1' })
})

it.each(['https://t.me/shop_bot', 'tg://resolve?domain=shop_bot', 'https://t.me/shop_bot?start=not%20carried'])(
  'opens the bot: %s',
  (link) => {
    expect(readTelegramLink(link)).toEqual({ kind: 'account', username: 'shop_bot', start: null })
  },
)

const shared = new URLSearchParams({
  url: 'https://t.me/shop_bot?start=a',
  text: 'For you: 2 × “bread” & more',
}).toString()

it.each([`https://t.me/share/url?${shared}`, `https://t.me/share?${shared}`, `tg://msg_url?${shared}`])(
  'shares an address and the words below it: %s',
  (link) => {
    expect(readTelegramLink(link)).toEqual({
      kind: 'share',
      text: 'https://t.me/shop_bot?start=a\nFor you: 2 × “bread” & more',
    })
  },
)

it.each(['https://t.me/+AbCdEf', 'https://t.me/shop_bot?startgroup=true', 'https://t.me/news/12', 'tg://settings'])(
  'knows as Telegram’s what is not played here: %s',
  (link) => {
    expect(readTelegramLink(link)).toEqual({ kind: 'other' })
  },
)

it.each([
  'https://example.com/t.me/shop_bot',
  'https://t.me.example.com/shop_bot',
  'https://t.me/',
  'mailto:a@t.me',
  'no',
])('leaves the web alone: %s', (link) => {
  expect(readTelegramLink(link)).toBeUndefined()
})
