import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import type { Allergen } from '../../offer/types.ts'
import { readSeeker } from '../browse/seeker.repository.ts'
import { type Customer, radii, updateCustomer } from './customer.repository.ts'

/** What somebody set for looking through offers. */
export function createCustomers({ db, clock, keyring }: Pick<Core, 'db' | 'clock' | 'keyring'>) {
  const read = async (userId: bigint): Promise<Customer> =>
    (await readSeeker(db.prisma, keyring, userId, clock.now())).customer
  return {
    read,
    async setRadius(userId: bigint, km: number): Promise<Customer> {
      const radiusKm = radii.find((radius) => radius === km)
      if (radiusKm === undefined) throw new AppError('marketplace-discovery-radius-unknown', {}, 400)
      await updateCustomer(db.prisma, userId, { radiusKm })
      return read(userId)
    },
    /** Excludes the allergen, or allows it again. */
    async toggleAllergen(userId: bigint, allergen: Allergen): Promise<Customer> {
      const { exclusions } = await read(userId)
      const changed = exclusions.includes(allergen)
        ? exclusions.filter((name) => name !== allergen)
        : [...exclusions, allergen]
      await updateCustomer(db.prisma, userId, { exclusions: changed })
      return read(userId)
    },
    async toggleUnstated(userId: bigint): Promise<Customer> {
      const { hideUnstated } = await read(userId)
      await updateCustomer(db.prisma, userId, { hideUnstated: !hideUnstated })
      return read(userId)
    },
  }
}

export type Customers = ReturnType<typeof createCustomers>
