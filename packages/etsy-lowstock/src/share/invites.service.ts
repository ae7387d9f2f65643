import type { StartPlace } from '@bazaar/core/bot'
import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, EtsyInvite, EtsyShop, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Users } from '@bazaar/core/users'
import { type Access, lockShop } from '../shop/index.ts'
import { type Comer, type Joining, mostChats } from './joining.ts'
import { drawToken, hashesToFind, hashToStore } from './token.ts'

const validForMs = 7 * 24 * 3_600_000

export type InviteKind = 'person' | 'group'
/** How start payloads begin. */
export const payloads: Readonly<Record<InviteKind, string>> = { person: 'ets_', group: 'etg_' }

export interface InviteLink {
  readonly shop: EtsyShop
  readonly kind: InviteKind
  readonly link: string
  readonly expiresAt: Date
}

/** What a link offers, and from whom. */
export interface InviteView {
  readonly shop: EtsyShop
  readonly owner: string
}

export interface InvitesDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly users: Users
  readonly access: Access
  readonly joining: Joining
  startLink(payload: string, place?: StartPlace): Promise<string>
}

/** Links that are open to somebody. */
export const openInvites = (shopId: bigint, now: Date) => ({ shopId, usedAt: null, expiresAt: { gt: now } }) as const

const unknown = () => new AppError('etsy-lowstock-invite-unknown', {}, 404)

/** Links by which one colleague or one group comes to a shop's alerts: random, good once and for a week. */
export function createInvites(deps: InvitesDeps) {
  const { db, clock, keyring, users, access, joining } = deps

  /** The shop is locked first, then the link is looked at again: of two who press at once the second finds it used. */
  async function require(tx: Tx, kind: InviteKind, token: string) {
    const tokenHash = { in: hashesToFind(keyring, token) }
    const found = await tx.etsyInvite.findFirst({ where: { tokenHash, kind } })
    const shop = found && (await lockShop(tx, found.shopId))
    const invite = shop && (await tx.etsyInvite.findUnique({ where: { id: found.id } }))
    if (!invite) throw unknown()
    return { shop, invite }
  }

  function requireOpen({ usedAt, expiresAt }: EtsyInvite): void {
    if (usedAt) throw new AppError('etsy-lowstock-invite-used')
    if (expiresAt <= clock.now()) throw new AppError('etsy-lowstock-invite-expired')
  }

  const isIn = async (tx: Tx, shopId: bigint, chatId: bigint): Promise<boolean> =>
    (await tx.etsyChat.findFirst({ where: { shopId, chatId, pausedAt: null } })) !== null

  async function use(tx: Tx, { shop, invite }: Awaited<ReturnType<typeof require>>, comer: Comer): Promise<void> {
    requireOpen(invite)
    await tx.etsyInvite.update({ where: { id: invite.id }, data: { usedAt: clock.now() } })
    await joining.join(tx, shop, comer)
  }

  return {
    /** @throws AppError unless the shop is the person's own and has room */
    async create(ownerId: bigint, shopId: bigint, kind: InviteKind): Promise<InviteLink> {
      const token = drawToken()
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + validForMs)
      const shop = await db.tx(async (tx) => {
        const owned = await access.lockOwned(tx, ownerId, shopId)
        const chats = await tx.etsyChat.count({ where: { shopId } })
        const open = await tx.etsyInvite.count({ where: openInvites(shopId, now) })
        if (chats + open >= mostChats) throw new AppError('etsy-lowstock-share-many', { max: mostChats })
        const data = { ...hashToStore(keyring, token), shopId, kind, createdAt: now, expiresAt }
        await tx.etsyInvite.create({ data })
        return owned
      })
      const link = await deps.startLink(payloads[kind] + token, kind === 'group' ? 'group' : 'private')
      return { shop, kind, link, expiresAt }
    },

    /** Ends all links of a shop that nobody has used. @returns how many */
    revoke: (ownerId: bigint, shopId: bigint): Promise<number> =>
      db.tx(async (tx) => {
        await access.lockOwned(tx, ownerId, shopId)
        return (await tx.etsyInvite.deleteMany({ where: openInvites(shopId, clock.now()) })).count
      }),

    /** What a link offers to this person. @throws AppError naming why it does not */
    look: (userId: bigint, token: string): Promise<InviteView> =>
      db.tx(async (tx) => {
        const { shop, invite } = await require(tx, 'person', token)
        if (shop.ownerId === userId) throw new AppError('etsy-lowstock-invite-own', { shop: shop.name })
        if (await isIn(tx, shop.id, userId)) throw new AppError('etsy-lowstock-invite-already', { shop: shop.name })
        requireOpen(invite)
        return { shop, owner: (await users.find(shop.ownerId))?.firstName ?? shop.name }
      }),

    /** Once; whoever is in already stays it, and leaves the link to somebody else. @throws AppError */
    accept: (userId: bigint, name: string, token: string): Promise<EtsyShop> =>
      db.tx(async (tx) => {
        const found = await require(tx, 'person', token)
        const { shop } = found
        if (shop.ownerId === userId) throw new AppError('etsy-lowstock-invite-own', { shop: shop.name })
        if (!(await isIn(tx, shop.id, userId))) await use(tx, found, { chatId: userId, userId, title: name })
        return shop
      }),

    /** The group that the link was opened in gets the alerts. @throws AppError */
    attach: (chatId: bigint, title: string, token: string): Promise<EtsyShop> =>
      db.tx(async (tx) => {
        const found = await require(tx, 'group', token)
        const { shop } = found
        if (await isIn(tx, shop.id, chatId))
          throw new AppError('etsy-lowstock-invite-group-already', { shop: shop.name })
        await use(tx, found, { chatId, userId: null, title })
        return shop
      }),
  }
}

export type Invites = ReturnType<typeof createInvites>
