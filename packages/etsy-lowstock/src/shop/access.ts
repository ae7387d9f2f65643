import type { Db, EtsyShop, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'

type Read = Pick<Tx, 'etsyShop'>

/** Who asks, and in which chat. Nobody: an admin of a group who stays anonymous. */
export interface Asker {
  readonly userId: bigint | undefined
  readonly chatId: bigint
}

/** There is none, or it does not concern whoever asks. */
export const shopUnknown = () => new AppError('etsy-lowstock-shop-unknown', {}, 404)

/** A shop's owner, whoever gets its alerts, and everybody in a chat that does: they see it. */
export const seenIn = ({ userId, chatId }: Asker) => ({
  OR: [
    { chats: { some: { chatId } } },
    ...(userId === undefined ? [] : [{ ownerId: userId }, { chats: { some: { userId } } }]),
  ],
})

/** Who may see a shop, and who may decide about it. Whatever is refused looks as if there were no such shop. */
export interface Access {
  /** @throws AppError unless the person linked it */
  owned(userId: bigint, shopId: bigint, db?: Read): Promise<EtsyShop>
  /** @throws AppError unless this person, or this chat, may see it */
  seen(userId: bigint | undefined, chatId: bigint, shopId: bigint, db?: Read): Promise<EtsyShop>
  /** The person's own shop, locked: what is decided about it is decided one after another. @throws AppError */
  lockOwned(tx: Tx, userId: bigint, shopId: bigint): Promise<EtsyShop>
}

export function createAccess({ prisma }: Db): Access {
  async function owned(userId: bigint, shopId: bigint, db: Read = prisma): Promise<EtsyShop> {
    const shop = await db.etsyShop.findFirst({ where: { id: shopId, ownerId: userId } })
    if (!shop) throw shopUnknown()
    return shop
  }

  return {
    owned,
    async seen(userId, chatId, shopId, db = prisma) {
      const shop = await db.etsyShop.findFirst({ where: { id: shopId, ...seenIn({ userId, chatId }) } })
      if (!shop) throw shopUnknown()
      return shop
    },
    async lockOwned(tx, userId, shopId) {
      await lockShop(tx, shopId)
      return owned(userId, shopId, tx)
    },
  }
}

/** Until the transaction ends: whatever is written of a shop is written one after another. @returns nothing where it was unlinked */
export async function lockShop(tx: Tx, shopId: bigint): Promise<EtsyShop | undefined> {
  await tx.$queryRaw`SELECT 1 FROM etsy_lowstock_shop WHERE id = ${shopId} FOR UPDATE`
  return (await tx.etsyShop.findUnique({ where: { id: shopId } })) ?? undefined
}
