import { type BotContext, callerOf } from '@bazaar/core/bot'
import { type Core, defineFeature, type Feature, type Part } from '@bazaar/core/feature'
import { localesOf } from '../bot/probe-feature.ts'
import { shopLedger } from './books.ts'

const en = `
shop-title = Shop
shop-home = Walks
shop-opened = Walk and collect
shop-command-walk = A walk
shop-command-order = An order
shop-command-spend = Buy something
shop-done = Booked { $id }
shop-walk = Walk { $entity }
shop-order = Order { $entity }
shop-gift = Gift { $entity }
shop-fund = Thanks { $entity }
shop-payout = Payout { $entity }
shop-trade = Trade { $entity }
`
const ru = en.replace('Walk {', 'Прогулка {').replace('Order {', 'Заказ {')

/** A small feature that gives points (`/walk 500`, `/walk 5 USDT core-bonus`) and sets them aside (`/order 100`, for an hour) or spends them (`/spend 5`, USDT). */
export function createWalks(): Feature {
  return defineFeature({
    id: 'shop',
    code: 'sh',
    env: {},
    locales: localesOf(en, ru),
    build: (core) => [walksPart(core)],
  })
}

let serial = 0

function walksPart({ db, clock, ledger }: Core): Part {
  return {
    home: { open: (ctx: BotContext) => ctx.show({ key: 'shop-opened' }) },
    ledger: shopLedger,
    commands: [
      {
        name: 'walk',
        audience: 'everyone',
        async run(ctx, args) {
          serial += 1
          const [amount = '1', currency = 'PTS', kind = 'core-wallet'] = args.split(' ')
          const { id } = await db.tx((tx) =>
            ledger.post(tx, {
              ...{ key: `shop:walk:${serial}`, entity: `K${serial}` },
              reason: kind === 'core-wallet' ? 'shop-walk' : 'shop-fund',
              legs: [
                { kind: 'shop-issued', owner: 'system', currency, amount: -BigInt(amount) },
                { kind, owner: { user: callerOf(ctx) }, currency, amount: BigInt(amount) },
              ],
            }),
          )
          await ctx.say({ key: 'shop-done', params: { id: `T${id}` } })
        },
      },
      {
        name: 'spend',
        audience: 'everyone',
        async run(ctx, args) {
          serial += 1
          const account = { kind: 'core-wallet', owner: { user: callerOf(ctx) }, currency: 'USDT' }
          const { id } = await db.tx((tx) =>
            ledger.post(tx, {
              ...{ key: `shop:spend:${serial}`, reason: 'shop-order', entity: `G${serial}` },
              legs: [
                { ...account, amount: -BigInt(args) },
                { ...account, kind: 'shop-sold', owner: 'system', amount: BigInt(args) },
              ],
            }),
          )
          await ctx.say({ key: 'shop-done', params: { id: `T${id}` } })
        },
      },
      {
        name: 'order',
        audience: 'everyone',
        async run(ctx, args) {
          serial += 1
          const from = [{ kind: 'core-wallet', owner: { user: callerOf(ctx) }, currency: 'PTS' }]
          const { id } = await db.tx((tx) =>
            ledger.hold(tx, {
              ...{ key: `shop:order:${serial}`, reason: 'shop-order', entity: `G${serial}` },
              draw: { amount: BigInt(args), split: 'in-order', from },
              expiresAt: new Date(clock.now().getTime() + 3_600_000),
            }),
          )
          await ctx.say({ key: 'shop-done', params: { id: `H${id}` } })
        },
      },
    ],
    eraseUser: async () => undefined,
    exportUser: async () => ({}),
  }
}
