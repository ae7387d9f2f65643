import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import { type EtsyApi, readScopes } from '../etsy/index.ts'
import { lookAtShop, lookKey } from './look-job.ts'
import { sealTitle, sealTokens } from './tokens.ts'
import type { Granted, LinkInput, ShopLinker } from './types.ts'

export interface LinkerDeps {
  readonly api: Pick<EtsyApi, 'shopOf'>
  readonly clock: Clock
  readonly jobs: Jobs
  readonly keyring: Keyring
  /** Whoever has a shop is shown the commands that concern shops. */
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

/** What failed before the seller allowed it again counts no more. */
const unfailed = { failures: 0, failure: null, failingSince: null, blindToldAt: null }

export function createLinker({ api, clock, jobs, keyring, menuChanged }: LinkerDeps): ShopLinker {
  async function saveShop(tx: Tx, { ownerId, facts, granted }: LinkInput) {
    const { etsyShopId, name, url, currency } = facts
    const { etsyUserId } = granted
    const now = clock.now()
    const found = { name, url, currency, etsyUserId, disconnectedAt: null, warnedDays: null, nextLookAt: now }
    const before = await tx.etsyShop.findUnique({ where: { ownerId_etsyShopId: { ownerId, etsyShopId } } })
    if (!before) {
      const made = await tx.etsyShop.create({ data: { ...found, ownerId, etsyShopId, linkedAt: now } })
      return { shopId: made.id, isNew: true }
    }
    // What was sold while nobody looked is told by the next look, as after any other pause.
    const state = before.lookedAt === null ? 'LINKING' : 'ACTIVE'
    await tx.etsyShop.update({ where: { id: before.id }, data: { ...found, state, ...unfailed } })
    return { shopId: before.id, isNew: false }
  }

  async function saveGrant(tx: Tx, shopId: bigint, granted: Granted): Promise<void> {
    const data = {
      tokens: sealTokens(keyring, granted),
      scopes: granted.scopes ?? readScopes,
      accessExpiresAt: granted.accessExpiresAt,
      refreshExpiresAt: granted.refreshExpiresAt,
      refreshedAt: clock.now(),
      rotatingUntil: null,
    }
    // The generation goes on: whoever still holds the grant before must not take it for this one.
    await tx.etsyGrant.upsert({
      where: { shopId },
      create: { ...data, shopId, generation: firstGeneration(clock.now()) },
      update: { ...data, generation: { increment: 1 } },
    })
  }

  return {
    async prepare(granted, signal) {
      const access = { etsyUserId: granted.etsyUserId, token: granted.access }
      const answer = await api.shopOf(access, signal)
      if (answer.ok) return { ok: true, facts: answer.value }
      return { ok: false, why: answer.why === 'missing' ? 'no-shop' : 'unavailable' }
    },

    async link(tx, input) {
      const { ownerId, chatId, title } = input
      const { shopId, isNew } = await saveShop(tx, input)
      await saveGrant(tx, shopId, input.granted)
      const chat = { title: sealTitle(keyring, title), pausedAt: null }
      await tx.etsyChat.upsert({
        where: { shopId_chatId: { shopId, chatId } },
        create: { ...chat, shopId, chatId, userId: ownerId, addedAt: clock.now() },
        update: chat,
      })
      await jobs.enqueue(tx, lookAtShop, { shop: shopId }, { key: lookKey(shopId) })
      await menuChanged(tx, ownerId)
      return { shopId, isNew }
    },
  }
}

/** Seconds since 2026: higher than the generations of any grant that the shop had before. */
const firstGeneration = (now: Date): number => Math.max(1, Math.floor((now.getTime() - Date.UTC(2026, 0, 1)) / 1000))
