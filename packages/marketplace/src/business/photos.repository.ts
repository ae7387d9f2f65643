import type { Tx } from '@bazaar/core/db'
import { discardFiles } from '@bazaar/core/files'
import type { StoredPhoto } from '@bazaar/core/photos'

const columns = { key: true, thumbKey: true, width: true, height: true } as const

/** In their order. */
export function readPhotos(tx: Tx, businessId: bigint): Promise<readonly StoredPhoto[]> {
  return tx.marketplacePhoto.findMany({ where: { businessId }, orderBy: { position: 'asc' }, select: columns })
}

/** The files of pictures that are not among them any more go with the transaction. */
export async function replacePhotos(
  tx: Tx,
  businessId: bigint,
  photos: readonly StoredPhoto[],
  now: Date,
): Promise<void> {
  const kept = new Set(photos.map(({ key }) => key))
  const gone = (await readPhotos(tx, businessId)).filter(({ key }) => !kept.has(key))
  await discardFiles(
    tx,
    gone.flatMap(({ key, thumbKey }) => [key, thumbKey]),
    now,
  )
  await tx.marketplacePhoto.deleteMany({ where: { businessId } })
  await tx.marketplacePhoto.createMany({
    data: photos.map(({ key, thumbKey, width, height }, position) => ({
      businessId,
      position,
      key,
      thumbKey,
      width,
      height,
    })),
  })
}
