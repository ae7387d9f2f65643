import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { shownId } from '../shown-id.ts'
import { readBusiness, readBusinessesOf, readBusinessOf, readManagers } from './business.repository.ts'
import type { Businesses } from './types.ts'

/** Who may do what at which venue. */
export function createBusinesses(db: Db): Businesses {
  return {
    find: (id) => readBusiness(db.prisma, id),
    listOf: (userId, permission) => readBusinessesOf(db.prisma, userId, permission),
    async require(userId, businessId, permission) {
      const found = await readBusinessOf(db.prisma, userId, businessId, permission)
      // Somebody else's venue is answered like one that does not exist: ids are numbers that anybody can try.
      if (!found) throw new AppError('marketplace-business-unknown', { id: shownId('B', businessId) }, 404)
      return found
    },
    listManagers: (tx, businessId) => readManagers(tx, businessId),
  }
}
