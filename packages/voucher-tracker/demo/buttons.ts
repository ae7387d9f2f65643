import type { WorldButton, WorldButtons } from '@bazaar/demo-kit'
import { shopPath } from './stanshop.ts'

const sells = (...values: readonly number[]) => ({
  denominations: values.map((value) => ({ value, price: value * 0.95, status: 'active' })),
})
const shop = (label: string, body: object, tone?: WorldButton['tone']): WorldButton => ({
  label,
  calls: [{ method: 'PUT', path: shopPath, body }],
  ...(tone ? { tone } : {}),
})

export const restock = shop('Restock the shop', sells(100))

/** The same as in the panel: the shop is empty, and the bot has yet to notice. */
export const sellOut = shop('Sell out', sells(), 'bad')

/** The bot has asked, and a moment later written down what it saw. */
const seen = { untilAsked: shopPath, pauseMs: 2_000 }

/** Two looks at an empty shop, two minutes apart, make the bot believe it; half an hour later the next restock is a new one. */
export const stayEmpty: WorldButton = {
  label: 'Let the time pass',
  calls: [
    ...sellOut.calls,
    { method: 'POST', path: '/control/clock', body: { advance_ms: 20_000 }, ...seen },
    { method: 'POST', path: '/control/clock', body: { advance_ms: 121_000 }, ...seen },
    { method: 'POST', path: '/control/clock', body: { advance_ms: 31 * 60_000 } },
  ],
}

/** Leaves no doubt that it is a restock, whatever the shop had before. */
export const restockAnew: WorldButton = {
  label: 'Sell out, let the time pass, restock',
  calls: [...stayEmpty.calls, ...restock.calls],
}

export const shopButtons: WorldButtons = {
  title: 'StanShop',
  note: 'polled every 15 s',
  buttons: [
    shop('Restock 100 @ 95', sells(100), 'good'),
    shop('Restock 3 values', sells(100, 250, 500)),
    sellOut,
    shop('Error 500', { status: 500 }),
    shop('Answer HTML', { body: '<html><body>Please wait…</body></html>' }),
  ],
}
