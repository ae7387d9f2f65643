import { createHash, randomBytes } from 'node:crypto'
import type { MarketplaceTransfer, Tx } from '@bazaar/core/db'

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

export const newToken = (): string => randomBytes(16).toString('base64url')

/** A new link; the one before it stops working. Its token is kept as a hash. */
export async function createTransfer(
  tx: Tx,
  token: string,
  transfer: Pick<MarketplaceTransfer, 'purchaseId' | 'fromUser' | 'createdAt' | 'expiresAt'>,
): Promise<void> {
  await tx.marketplaceTransfer.deleteMany({ where: { purchaseId: transfer.purchaseId, usedAt: null } })
  await tx.marketplaceTransfer.create({ data: { ...transfer, tokenHash: hashOf(token) } })
}

export async function findTransfer(tx: Tx, token: string): Promise<MarketplaceTransfer | undefined> {
  return (await tx.marketplaceTransfer.findUnique({ where: { tokenHash: hashOf(token) } })) ?? undefined
}

export async function useTransfer(tx: Tx, token: string, usedBy: bigint, usedAt: Date): Promise<void> {
  await tx.marketplaceTransfer.update({ where: { tokenHash: hashOf(token) }, data: { usedAt, usedBy } })
}
