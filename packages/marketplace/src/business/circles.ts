import type { Circle } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { isBusy, listBusy } from './business.repository.ts'
import type { Permission } from './types.ts'

/** Whom commands of venues are listed for: who manages one, and who at least hands out orders. */
export type VenueCircles = Readonly<Record<Permission, Circle>>

export function createCircles({ prisma }: Db): VenueCircles {
  const circle = (permission: Permission): Circle => ({
    has: (userId) => isBusy(prisma, userId, permission),
    list: (limit) => listBusy(prisma, permission, limit),
  })
  return { manage: circle('manage'), collect: circle('collect') }
}
