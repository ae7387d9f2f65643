import type { BotContext } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { type Core, defineFeature, type Feature, type Part } from '@bazaar/core/feature'
import { ask, defineForm } from '@bazaar/core/forms'
import type { PaymentKind } from '@bazaar/core/payments'
import { localesOf } from '../bot/probe-feature.ts'

/** What the shop is told to do, and what it did. */
export interface Shop {
  /** `paid lamp 5 XTR`, `refunded lamp 5 XTR`: from inside the transaction. */
  readonly told: string[]
  /** What checks wait for. */
  checking: Promise<void>
  /** What being paid waits for. */
  paying: Promise<void>
  /** What it waits for in the database: an advisory lock. */
  advisory: bigint | undefined
  /** What `/hang` waits for. */
  hanging: Promise<void>
  /** How often the next hooks fail, after they have written. */
  fails: number
  /** How often the next hooks lose the database instead. */
  disconnects: number
}

export const createShop = (): Shop => ({
  told: [],
  checking: Promise.resolve(),
  paying: Promise.resolve(),
  advisory: undefined,
  hanging: Promise.resolve(),
  fails: 0,
  disconnects: 0,
})

const en = `
shop-title = Shop
shop-home = Buy something
shop-opened = The shop is open
shop-command-buy = Buy a lamp
shop-command-hang = Hang
shop-command-order = Order in words
shop-hung = No longer hanging
shop-said = You said { $text }
shop-order-title = Order
shop-order-what = What do you want?
shop-order-what-label = What
shop-order-what-example = A lamp
shop-ordered = Ordered
shop-sold-out = Sold out, { $name }
shop-other-price = The price has changed
shop-receipt = Here is your { $thing } for { $amount }
shop-bought = You paid for { $count } things
`
const ru = en.replace('Sold out', 'Распродано').replace('Here is your', 'Держите:')

/** A small feature that sells lamps for 5 Stars, for testing the core. */
export function createShopFeature(shop: Shop = createShop()): Feature {
  return defineFeature({
    id: 'shop',
    code: 'sh',
    env: {},
    locales: localesOf(en, ru),
    build: (core) => [shopPart(core, shop)],
  })
}

function shopPart(core: Core, shop: Shop): Part {
  return {
    home: { open: (ctx: BotContext) => ctx.show({ key: 'shop-opened' }) },
    commands: [
      { name: 'buy', audience: 'everyone', run: (ctx, args) => sendInvoice(ctx, args === '' ? 'sh:lamp' : args) },
      { name: 'order', audience: 'everyone', run: (ctx) => ctx.forms.open('shop-order') },
      {
        name: 'hang',
        audience: 'everyone',
        async run(ctx) {
          await shop.hanging
          await ctx.say({ key: 'shop-hung' })
        },
      },
    ],
    forms: [
      defineForm({
        name: 'order',
        version: 1,
        steps: { what: ask.text({ max: 20 }) },
        finish: async () => ({ text: { key: 'shop-ordered' } }),
      }),
    ],
    topics: [{ id: 'shop-receipt', lane: 'money', errsOn: 'duplicate' }],
    payments: [lamps(core, shop)],
    async paySupport(userId) {
      failIfTold(shop)
      const count = shop.told.filter((line) => line.endsWith(`by ${userId}`)).length
      return count === 0 ? undefined : { key: 'shop-bought', params: { count } }
    },
    eraseUser: async () => undefined,
    exportUser: async () => ({}),
  }
}

function lamps({ notifications }: Core, shop: Shop): PaymentKind {
  return {
    prefix: 'sh',
    async check({ rest, amount, userId }) {
      await shop.checking
      if (rest === 'sold') return { key: 'shop-sold-out', params: { name: '<b>lamp</b>' } }
      if (rest === 'wordless') return { key: 'shop-no-such-text' }
      if (rest === 'broken') throw new Error('the shelf fell down')
      if (amount !== 5n || userId <= 0n) throw new AppError('shop-other-price')
      return 'ok'
    },
    async paid(tx, { userId, rest, amount, currency, chargeId }) {
      await notifications.emit(tx, {
        ...{ topic: 'shop-receipt', chatId: userId, userId, entity: `charge:${chargeId}`, transition: 'paid' },
        content: {
          text: { key: 'shop-receipt', params: { thing: rest, amount: { money: [String(amount), currency] } } },
        },
      })
      await shop.paying
      if (shop.advisory !== undefined) await tx.$executeRaw`SELECT pg_advisory_xact_lock(${shop.advisory})`
      failIfTold(shop)
      shop.told.push(`paid ${rest} ${amount} ${currency} by ${userId}`)
    },
    async refunded(_tx, { userId, rest, amount, currency }) {
      failIfTold(shop)
      shop.told.push(`refunded ${rest} ${amount} ${currency} by ${userId}`)
    },
  }
}

function failIfTold(shop: Shop): void {
  if (shop.disconnects > 0) {
    shop.disconnects -= 1
    throw Object.assign(new Error('gone'), { code: 'ECONNRESET' })
  }
  if (shop.fails === 0) return
  shop.fails -= 1
  throw new Error('the till is jammed')
}

/** Sends an invoice over one lamp, with whatever payload and price. */
async function sendInvoice(ctx: BotContext, args: string): Promise<void> {
  const [payload = '', price = '5'] = args.split(' ')
  await ctx.replyWithInvoice('Lamp', 'A lamp', payload, 'XTR', [{ label: 'Lamp', amount: Number(price) }])
}
