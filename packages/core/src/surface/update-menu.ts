import { z } from 'zod'
import type { Tx } from '../db/index.ts'
import { type Jobs, jobType } from '../jobs/index.ts'

/** Brings one person's menu of commands up to date. */
export const updateMenu = jobType('core.update-menu', z.object({ userId: z.coerce.bigint() }))

/** Somebody joined or left an audience: their menu of commands follows once the transaction is committed. */
export function createMenuChanged(jobs: Jobs): (tx: Tx, userId: bigint) => Promise<void> {
  return (tx, userId) => jobs.enqueue(tx, updateMenu, { userId }, { key: `core:menu:${userId}` })
}
