import type { TargetAudience } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'

/** Whom commands are listed for: who linked a shop, and who at least gets somebody's alerts. */
export interface ShopAudiences {
  readonly owners: TargetAudience
  readonly readers: TargetAudience
}

export function createAudiences({ prisma }: Db): ShopAudiences {
  return {
    owners: {
      has: async (userId) => (await prisma.etsyShop.findFirst({ where: { ownerId: userId } })) !== null,
      async list(limit) {
        const rows = await prisma.etsyShop.findMany({ distinct: 'ownerId', select: { ownerId: true }, take: limit })
        return rows.map(({ ownerId }) => ownerId)
      },
    },
    readers: {
      // An owner is among them: the chat that linked a shop gets its alerts.
      has: async (userId) => (await prisma.etsyChat.findFirst({ where: { userId } })) !== null,
      async list(limit) {
        const rows = await prisma.etsyChat.findMany({
          where: { userId: { not: null } },
          distinct: 'userId',
          select: { userId: true },
          take: limit,
        })
        return rows.flatMap(({ userId }) => (userId === null ? [] : [userId]))
      },
    },
  }
}
