import type { Db, Tx } from '../db/index.ts'
import type { AdminAction, Audit, AuditedTx } from './types.ts'

export function createAdminAction({ db, audit }: { readonly db: Db; readonly audit: Audit }): AdminAction {
  return (acting, work, within) => {
    const act = async (tx: Tx) => {
      // The one place that makes this type, because it is the one place that writes the entry.
      const { value, did } = await work(tx as AuditedTx)
      if (did) await audit.record(tx, { ...acting, ...did })
      return value
    }
    return within ? act(within) : db.tx(act)
  }
}
