import { expect, it } from 'vitest'
import { readTelegramLink, safeUrl } from '../src/page/telegram-link.ts'

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

it.each([
  ['example.com', 'https://example.com'],
  ['example.com:8080/x', 'https://example.com:8080/x'],
  ['localhost:3000', 'https://localhost:3000'],
  ['http://example.com', 'http://example.com'],
  ['HTTPS://example.com', 'HTTPS://example.com'],
  ['mailto:a@example.com', 'mailto:a@example.com'],
  ['tel:+4930123', 'tel:+4930123'],
  ['tg:resolve?domain=shop_bot', 'tg:resolve?domain=shop_bot'],
  ['ftp://example.com', undefined],
  ['javascript:alert(1)', undefined],
  ['javascript://x%0Aalert(1)', undefined],
  ['data:text/html,x', undefined],
])('opens %s as %s', (url, address) => {
  expect(safeUrl(url)).toBe(address)
})
