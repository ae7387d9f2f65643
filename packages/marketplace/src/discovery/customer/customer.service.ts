import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import type { Allergen } from '../../food.ts'
import { readBrowseContext } from '../browse/browse-context.repository.ts'
import { type Customer, radii, updateCustomer } from './customer.repository.ts'

/** What somebody set for looking through offers. */
export function createCustomers({ db, clock, keyring }: Pick<Core, 'db' | 'clock' | 'keyring'>) {
  const read = async (userId: bigint): Promise<Customer> =>
    (await readBrowseContext(db.prisma, keyring, userId, clock.now())).customer
  return {
    read,
    async setRadius(userId: bigint, km: number): Promise<Customer> {
      const radiusKm = radii.find((radius) => radius === km)
      if (radiusKm === undefined) throw new AppError('marketplace-discovery-radius-unknown', {}, 400)
      await updateCustomer(db.prisma, userId, { radiusKm })
      return read(userId)
    },
    /** Excludes the allergen, or allows it again. */
    async setAllergen(userId: bigint, allergen: Allergen, avoid: boolean): Promise<Customer> {
      const others = (await read(userId)).exclusions.filter((name) => name !== allergen)
      await updateCustomer(db.prisma, userId, { exclusions: avoid ? [...others, allergen] : others })
      return read(userId)
    },
    async setUnstated(userId: bigint, hideUnstated: boolean): Promise<Customer> {
      await updateCustomer(db.prisma, userId, { hideUnstated })
      return read(userId)
    },
  }
}

export type Customers = ReturnType<typeof createCustomers>
