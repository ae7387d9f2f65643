import type { Db, Tx } from '@bazaar/core/db'
import { type Rules, rulesSchema } from './rules.ts'

export interface VersionedRules {
  readonly version: number
  readonly rules: Rules
}

/** Those of today. */
export async function readRules(tx: Tx | Db['prisma']): Promise<VersionedRules> {
  const row = await tx.stepsRewardsSettings.findFirstOrThrow({ orderBy: { version: 'desc' } })
  return { version: row.version, rules: rulesSchema.parse(row.content) }
}

/** Those that credited a walk. */
export async function readRulesOf(tx: Tx | Db['prisma'], version: number): Promise<Rules> {
  const row = await tx.stepsRewardsSettings.findUniqueOrThrow({ where: { version } })
  return rulesSchema.parse(row.content)
}
