import type { Db, Tx } from '@bazaar/core/db'
import { mayWrite, readScopes } from '../etsy/index.ts'

type Read = Pick<Tx, 'etsyGrant'>

/** Whether a shop's owner has allowed the bot to change how many pieces there are. */
export interface WritePermission {
  has(shopId: bigint, db?: Read): Promise<boolean>
  /** From now on it is as if it had never been allowed; Etsy's own page takes it away for good. */
  forget(tx: Read, shopId: bigint): Promise<void>
}

export function createWritePermission({ prisma }: Db): WritePermission {
  return {
    async has(shopId, db = prisma) {
      const grant = await db.etsyGrant.findUnique({ where: { shopId }, select: { scopes: true } })
      return mayWrite(grant?.scopes ?? '')
    },
    async forget(tx, shopId) {
      await tx.etsyGrant.updateMany({ where: { shopId }, data: { scopes: readScopes } })
    },
  }
}
