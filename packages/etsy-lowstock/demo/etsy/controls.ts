import type { EtsyStandIn, WebhookReceiver } from '../etsy-standin.ts'
import type { EtsyAnswer, EtsyState } from './control-schema.ts'
import type { Fault } from './faults.ts'
import type { Listing } from './types.ts'
import { quantityOf } from './wire.ts'

const retryAfterSeconds = 30

const toListing = (listing: Listing): EtsyState['accounts'][number]['listings'][number] => ({
  listing: listing.id,
  title: listing.title,
  state: listing.state,
  quantity: quantityOf(listing),
  products: listing.products.map(({ values, sku, quantity }) => ({
    name: Object.values(values).join(' '),
    sku,
    quantity,
  })),
})

/** What lasts: how slow Etsy is, what it answers, whether it has had enough for today, and whether it tells of sales. */
function createWeather(etsy: EtsyStandIn, receiver: WebhookReceiver) {
  let weather = { delayMs: 0, status: 200, overQuota: false, webhooks: false }
  let faults: readonly Fault[] = []
  return {
    read: () => weather,
    set(next: Partial<typeof weather>): void {
      weather = { ...weather, ...next }
      const { delayMs, status, overQuota, webhooks } = weather
      for (const fault of faults) fault.remove()
      faults = [
        ...(delayMs > 0 ? [etsy.faults.add({ kind: 'slow', delayMs })] : []),
        ...(status >= 400 ? [etsy.faults.add({ kind: 'status', status })] : []),
      ]
      etsy.exhaust(overQuota ? retryAfterSeconds : undefined)
      etsy.setWebhooks(webhooks ? receiver : undefined)
    },
  }
}

/**
 * Everything in the shops is kept in memory: after a restart they are as at the start, and the last thing that happened happens to them once more.
 * Not so a permission that was taken back: one that was given since must stay.
 */
export function createControls(etsy: EtsyStandIn, receiver: WebhookReceiver) {
  const weather = createWeather(etsy, receiver)
  let isFirst = true
  let refused: string | null = null

  function act({ sell, sellOut, edit, restock, expire, deactivate, activate, remove, revoke }: EtsyAnswer): void {
    if (sell && etsy.sell(sell.listing, sell) === 0) throw new Error('There is nothing left to sell.')
    if (sellOut !== undefined) etsy.sell(sellOut, { count: Number.POSITIVE_INFINITY })
    if (edit) etsy.edit(edit.listing, edit)
    if (expire !== undefined) etsy.expire(expire)
    if (deactivate !== undefined) etsy.deactivate(deactivate)
    if (activate !== undefined) etsy.activate(activate)
    if (restock?.listing !== undefined) etsy.restock(restock.listing, restock.quantity, restock)
    else if (restock) etsy.restockAll(restock.quantity)
    if (remove !== undefined) etsy.remove(remove)
    if (revoke !== undefined) etsy.revoke(revoke)
  }

  return {
    set(next: EtsyAnswer): void {
      const { delayMs, status, overQuota, webhooks, reset, revoke, ...rest } = next
      if (reset) {
        etsy.reset()
        weather.set({ delayMs: 0, status: 200, overQuota: false, webhooks: false })
      }
      weather.set({
        ...(delayMs === undefined ? {} : { delayMs }),
        ...(status === undefined ? {} : { status }),
        ...(overQuota === undefined ? {} : { overQuota }),
        ...(webhooks === undefined ? {} : { webhooks }),
      })
      refused = null
      try {
        act(isFirst ? rest : { ...rest, revoke })
      } catch (error) {
        refused = error instanceof Error ? error.message : String(error)
      }
      isFirst = false
    },
    read: (): EtsyState => ({
      accounts: etsy.accounts().map(({ userId, login, shop }) => ({
        userId,
        login,
        allowed: etsy.isAllowed(userId),
        shop: shop?.name ?? '',
        listings: shop?.listings.map(toListing) ?? [],
      })),
      ...weather.read(),
      refused,
      calls: etsy.counts().api,
      callsToday: etsy.usedToday(),
    }),
  }
}
