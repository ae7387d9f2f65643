import type { EtsyShop, Tx } from '@bazaar/core/db'
import type { Access } from './access.ts'
import type { Release } from './release.ts'

export interface UnlinkDeps {
  readonly access: Access
  readonly release: Release
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

/** An owner's decision: the shop goes, and whoever got its alerts is told. */
export function createUnlink({ access, release, menuChanged }: UnlinkDeps) {
  return async (tx: Tx, userId: bigint, shopId: bigint): Promise<EtsyShop> => {
    const shop = await access.lockOwned(tx, userId, shopId)
    await release(tx, shop)
    await menuChanged(tx, userId)
    return shop
  }
}

export type Unlink = ReturnType<typeof createUnlink>
