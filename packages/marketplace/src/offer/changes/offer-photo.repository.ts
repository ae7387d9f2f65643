import type { Tx } from '@bazaar/core/db'
import { discardFiles } from '@bazaar/core/files'
import type { StoredPhoto } from '@bazaar/core/photos'

const columns = { key: true, thumbKey: true, width: true, height: true } as const

export async function findPhoto(tx: Tx, offerId: bigint): Promise<StoredPhoto | undefined> {
  const row = await tx.marketplacePhoto.findFirst({ where: { offerId }, orderBy: { position: 'asc' }, select: columns })
  return row ?? undefined
}

/** Files go with the transaction, unless a repeated offer shows them too. */
export async function replacePhoto(tx: Tx, offerId: bigint, photo: StoredPhoto | undefined, now: Date): Promise<void> {
  const before = await findPhoto(tx, offerId)
  await tx.marketplacePhoto.deleteMany({ where: { offerId } })
  if (photo) {
    const { key, thumbKey, width, height } = photo
    await tx.marketplacePhoto.create({ data: { offerId, position: 0, key, thumbKey, width, height } })
  }
  if (!before || (await tx.marketplacePhoto.count({ where: { key: before.key } })) > 0) return
  await discardFiles(tx, [before.key, before.thumbKey], now)
}
