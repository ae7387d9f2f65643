import type { Db, Tx } from '@bazaar/core/db'

/** A person's shops go with everything below them; of other people's shops, the person's own place among the chats. */
export async function eraseUser(tx: Tx, userId: bigint): Promise<void> {
  await tx.etsyShop.deleteMany({ where: { ownerId: userId } })
  await tx.etsyLink.deleteMany({ where: { userId } })
  await tx.etsyChat.deleteMany({ where: { userId } })
  await tx.etsyOrder.deleteMany({ where: { byUser: userId } })
}

/** Everything that is known about one person, as plain JSON: no tokens, no secrets. */
export async function exportUser(db: Db, userId: bigint): Promise<object> {
  const shops = await db.prisma.etsyShop.findMany({ where: { ownerId: userId }, orderBy: { id: 'asc' } })
  return {
    shops: shops.map((one) => ({
      name: one.name,
      url: one.url,
      state: one.state,
      linked_at: one.linkedAt.toISOString(),
      looked_at: one.lookedAt?.toISOString() ?? null,
      threshold: { value: one.threshold, by: one.thresholdBy },
    })),
  }
}
