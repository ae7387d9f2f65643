import type { TargetAudience } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { isBusy, listBusy } from './business.repository.ts'
import type { Permission } from './types.ts'

/** Whom commands of venues are listed for: who manages one, and who at least hands out orders. */
export type VenueAudiences = Readonly<Record<Permission, TargetAudience>>

export function createAudiences({ prisma }: Db): VenueAudiences {
  const audience = (permission: Permission): TargetAudience => ({
    has: (userId) => isBusy(prisma, userId, permission),
    list: (limit) => listBusy(prisma, permission, limit),
  })
  return { manage: audience('manage'), collect: audience('collect') }
}
