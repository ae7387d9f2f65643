import type { Db, Tx } from '@bazaar/core/db'

/** Erases one person's rows. */
export async function eraseUser(tx: Tx, userId: bigint): Promise<void> {
  await tx.sampleWidget.deleteMany({ where: { userId } })
}

/** Everything that is known about one person, as plain JSON. */
export async function exportUser(db: Db, userId: bigint): Promise<object> {
  const row = await db.prisma.sampleWidget.findUnique({ where: { userId } })
  return row ? { created_at: row.createdAt.toISOString() } : {}
}
