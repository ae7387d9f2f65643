import type { WorldButton, WorldButtons } from '@bazaar/demo-kit'
import { clayThread, nordlicht } from './etsy/catalogue.ts'
import { etsyPath } from './etsy.ts'

const at = (label: string, body: object, tone?: WorldButton['tone']): WorldButton => ({
  label,
  calls: [{ method: 'PUT', path: etsyPath, body }],
  ...(tone ? { tone } : {}),
})

const { userId, mug, tote, candle, spoonRest } = clayThread

export const sellLastMug = at('Sell the last mug, size L', { sell: { listing: mug, product: 'MUG-L', count: 999 } })
export const restockMug = at('Restock the mugs', { restock: { listing: mug, quantity: 6 } }, 'good')

/** Whatever is left: where they are sold out, they come back first, and the bot sees that. */
export const sellSpoonRests: WorldButton = {
  label: 'Sell every spoon rest',
  calls: [
    {
      method: 'PUT',
      path: etsyPath,
      body: { restock: { listing: spoonRest, quantity: 9 } },
      untilAsked: etsyPath,
      pauseMs: 2_000,
    },
    { method: 'PUT', path: etsyPath, body: { sellOut: spoonRest } },
  ],
}

export const etsyButtons: WorldButtons = {
  title: 'Etsy',
  note: 'Clay & Thread, polled every 15 s',
  buttons: [
    at('Sell one mug', { sell: { listing: mug, product: 'MUG-M' } }),
    sellLastMug,
    at('Sell every tote', { sellOut: tote }),
    at('Sell all of Nordlicht’s cards', { sellOut: nordlicht.cards }),
    at('Edit a title', { edit: { listing: mug, title: 'Speckled stoneware mug, new glaze' } }),
    at('Restock everything', { activate: candle, restock: { quantity: 10 } }, 'good'),
    at('Expire a listing', { expire: candle }),
    at('Take the permission away', { revoke: userId }, 'bad'),
    at('Tell the bot of sales at once', { webhooks: true }),
    at('Slow', { delayMs: 8_000 }, 'bad'),
    at('Over quota', { overQuota: true }, 'bad'),
    at('Error 500', { status: 500 }, 'bad'),
    at('Works again', { delayMs: 0, status: 200, overQuota: false }, 'good'),
    at('As at the start', { reset: true }),
  ],
}
