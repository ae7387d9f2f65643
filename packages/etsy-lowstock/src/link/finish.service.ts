import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyLink } from '@bazaar/core/db'
import { mayWrite, type ShopFacts } from '../etsy/index.ts'
import type { ShopLinker } from '../shop/index.ts'
import { type Asking, countAuthorized, countWrongPin, findByToken, findLatest, move } from './attempts.ts'
import type { Secrets } from './secrets.ts'

/** Where an attempt is finished from. */
export interface Finishing extends Asking {
  /** The person’s name. */
  readonly title: string
}

/**
 * `unknown`: no such attempt. `asked`: Etsy has not said yes yet. `gone`: linked, and unlinked since. `no-shop`: the account at Etsy sells nothing.
 * `unavailable`: Etsy does not answer, and the same link or pin is good again. `allowed`: a shop that was linked before may be changed from here, too;
 * `not-allowed`: Etsy says that it may not. `other-shop`: the seller was signed in at Etsy with another shop than the one that it is about.
 */
export type Finished =
  | { readonly kind: 'linked'; readonly shop: string; readonly isNew: boolean }
  | { readonly kind: 'allowed' | 'not-allowed'; readonly shop: string; readonly shopId: bigint }
  | { readonly kind: 'already'; readonly shop: string }
  | { readonly kind: 'wrong'; readonly left: number }
  | {
      readonly kind:
        | 'unknown'
        | 'asked'
        | 'other-chat'
        | 'expired'
        | 'over'
        | 'gone'
        | 'no-shop'
        | 'other-shop'
        | 'unavailable'
    }

export interface FinishDeps {
  readonly db: Db
  readonly clock: Clock
  readonly linker: ShopLinker
  readonly secrets: Secrets
}

/** The last step, in the chat that asked: by the link of the page, or by its pin. */
export interface Finish {
  byToken(finishing: Finishing, token: string): Promise<Finished>
  byPin(finishing: Finishing, pin: string): Promise<Finished>
  /** Whether six digits in this chat are a pin, as far as one can know: one is waited for, or it is the last one, which was used or has expired. */
  isMeant(asking: Asking, pin: string): Promise<boolean>
}

export function createFinish({ db, clock, linker, secrets }: FinishDeps): Finish {
  /** What a link says that was used already: the shop as it is now. */
  async function linkedBefore({ shopId, userId }: EtsyLink): Promise<Finished> {
    const shop = shopId && (await db.prisma.etsyShop.findUnique({ where: { id: shopId, ownerId: userId } }))
    return shop ? { kind: 'already', shop: shop.name } : { kind: 'gone' }
  }

  async function refusal(row: EtsyLink): Promise<Finished | undefined> {
    if (row.state === 'DONE') return linkedBefore(row)
    if (row.state === 'DENIED' || row.state === 'DEAD') return { kind: 'over' }
    if (row.expiresAt <= clock.now()) return { kind: 'expired' }
    return row.state === 'AUTHORIZED' ? undefined : { kind: 'asked' }
  }

  /** Nobody gets a shop changed that they did not mean, or linked again that they have unlinked. */
  async function notMeant({ forShopId, userId }: EtsyLink, { etsyShopId }: ShopFacts) {
    if (forShopId === null) return undefined
    const shop = await db.prisma.etsyShop.findFirst({ where: { id: forShopId, ownerId: userId } })
    if (!shop) return 'gone'
    return shop.etsyShopId === etsyShopId ? undefined : 'other-shop'
  }

  /** Asks Etsy which shop it is, then links it: once, whoever else tries at the same time. */
  async function link(row: EtsyLink, { userId, chatId, title }: Finishing): Promise<Finished> {
    const { id, granted: sealed, forShopId } = row
    if (!sealed) return { kind: 'over' }
    const granted = secrets.openGranted(sealed)
    const found = await linker.prepare(granted)
    if (!found.ok) {
      if (found.why === 'no-shop') await move(db.prisma, id, 'AUTHORIZED', { state: 'DEAD', granted: null })
      return { kind: found.why }
    }
    const { facts } = found
    const kind = await notMeant(row, facts)
    if (kind) {
      await move(db.prisma, id, 'AUTHORIZED', { state: 'DEAD', granted: null })
      return { kind }
    }
    const linked = await db.tx(async (tx) => {
      if (!(await move(tx, id, 'AUTHORIZED', { state: 'DONE', granted: null }))) return undefined
      const { shopId, isNew } = await linker.link(tx, { ownerId: userId, chatId, title, facts, granted })
      await move(tx, id, 'DONE', { shopId })
      return { shopId, isNew }
    })
    const shop = facts.name
    if (linked && forShopId !== null)
      return { kind: mayWrite(granted.scopes ?? '') ? 'allowed' : 'not-allowed', shop, shopId: linked.shopId }
    if (linked) return { kind: 'linked', shop, isNew: linked.isNew }
    const now = await db.prisma.etsyLink.findUnique({ where: { id } })
    return (now && (await refusal(now))) ?? { kind: 'over' }
  }

  const finish = async (row: EtsyLink, finishing: Finishing): Promise<Finished> =>
    (await refusal(row)) ?? link(row, finishing)

  return {
    async byToken(finishing, token) {
      const row = await findByToken(db.prisma, secrets.hashes.token(token))
      if (!row) return { kind: 'unknown' }
      const { userId, chatId } = finishing
      return row.userId === userId && row.chatId === chatId ? finish(row, finishing) : { kind: 'other-chat' }
    },
    async byPin(finishing, pin) {
      const row = await findLatest(db.prisma, finishing)
      if (!row) return { kind: 'unknown' }
      const refused = await refusal(row)
      if (refused) return refused
      const left = await db.tx((tx) => countWrongPin(tx, row.id, secrets.hashes.pin(row.id, pin)))
      return left === undefined ? finish(row, finishing) : { kind: 'wrong', left }
    },
    async isMeant(asking, pin) {
      if ((await countAuthorized(db.prisma, asking, clock.now())) > 0) return true
      const row = await findLatest(db.prisma, asking)
      const isOver = row?.state === 'DONE' || row?.state === 'AUTHORIZED'
      return isOver && row.pinHash !== null && secrets.hashes.pin(row.id, pin).includes(row.pinHash)
    },
  }
}
