import type { Clock } from '@bazaar/core/clock'
import type { Topic } from '@bazaar/core/notifications'
import { createShopLedger } from '../ledger/books.ts'
import { buildIntent, createOutbox } from '../notifications/outbox-harness.ts'

const topics: readonly Topic[] = [{ id: 'test-crash', lane: 'alert', errsOn: 'duplicate' }]

const nowhere = 'http://127.0.0.1:9'
const currency = 'PTS'

/**
 * Earns, holds and captures points in one transaction, and tells the person: all under one name, which is done once however often it is asked
 * for. Every fifth name is tried in a transaction that is taken back, first.
 */
export function openWork(url: string, clock: Clock) {
  const outbox = createOutbox({ url, apiRoot: nowhere, topics, clock })
  const { db, notifications } = outbox
  const ledger = createShopLedger({ db, clock })

  async function run(name: string, isTakenBack: boolean): Promise<void> {
    // Two people for all: whoever is killed holds locks that the others wait for.
    const user = BigInt(1 + (Number(name.split('-').at(-1)) % 2))
    const wallet = { kind: 'core-wallet', owner: { user }, currency } as const
    await db.tx(async (tx) => {
      const { created } = await ledger.post(tx, {
        ...{ key: `shop:walk:${name}`, reason: 'shop-walk', entity: 'K' },
        legs: [
          { kind: 'shop-issued', owner: 'system', currency, amount: -10n },
          { ...wallet, amount: 10n },
        ],
      })
      const { id } = await ledger.hold(tx, {
        ...{ key: `shop:order:${name}`, reason: 'shop-order', entity: 'G' },
        draw: { amount: 7n, split: 'in-order', from: [wallet] },
        expiresAt: new Date(clock.now().getTime() + 3_600_000),
      })
      await ledger.capture(tx, id, { kind: 'shop-sold', owner: 'system', currency }, 6n)
      if (created) await notifications.emit(tx, buildIntent('test-crash', name, { chatId: user, entity: name }))
      if (isTakenBack) throw new Error('taken back')
    })
  }

  return {
    async work(name: string): Promise<void> {
      if (name.endsWith('0') || name.endsWith('5'))
        await run(`${name}-taken-back-${name.split('-').at(-1)}`, true).catch((error: unknown) => {
          if (!(error instanceof Error && error.message === 'taken back')) throw error
        })
      await run(name, false)
    },
    close: () => outbox.close(),
  }
}
