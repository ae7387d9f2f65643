import type { Db, Tx } from '@bazaar/core/db'

/** Removes everything about one person; alert lines go with their subscription. */
export async function eraseUser(tx: Tx, userId: bigint): Promise<void> {
  await tx.voucherSubscription.deleteMany({ where: { OR: [{ userId }, { chatId: userId }] } })
}

const iso = (date: Date | null) => date?.toISOString() ?? null

/** Everything that is known about one person, as plain JSON. */
export async function exportUser(db: Db, userId: bigint): Promise<object> {
  const rows = await db.prisma.voucherSubscription.findMany({
    where: { OR: [{ userId }, { chatId: userId }] },
    include: { alerts: { include: { episode: { include: { denomination: true } } }, orderBy: { id: 'asc' } } },
  })
  const subscriptions = rows.map((row) => ({
    shop: row.sourceId,
    state: row.state,
    amounts_minor: row.faces.map(String),
    created_at: iso(row.createdAt),
    alerted_at: iso(row.alertedAt),
    ended_at: iso(row.endedAt),
    imported: row.imported,
    alerts: row.alerts.map((line) => ({
      amount_minor: String(line.episode.denomination.faceValueMinor),
      price_minor: String(line.priceMinor),
      currency: line.episode.denomination.currency,
      at: iso(line.createdAt),
      answer: line.answer,
    })),
  }))
  return { subscriptions }
}
