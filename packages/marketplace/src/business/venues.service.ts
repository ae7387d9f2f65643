import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import { readPhoneOf } from './details.ts'
import type { Listeners } from './listeners.service.ts'
import { readMember } from './staff.repository.ts'
import type { Businesses, BusinessView, Permission } from './types.ts'

export type Role = 'owner' | Permission

/** A venue as somebody who works there sees it. */
export interface VenueView {
  readonly venue: BusinessView
  readonly role: Role
  readonly phone: string | undefined
  /** Whether the person is told of each reservation. */
  readonly listens: boolean
  /** The person works for others too. */
  readonly hasOthers: boolean
}

export interface Venues {
  /** Oldest first. */
  list(userId: bigint): Promise<readonly BusinessView[]>
  /** @throws AppError when the person does not work there */
  open(userId: bigint, businessId: bigint): Promise<VenueView>
}

export interface VenuesDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly businesses: Businesses
  readonly listeners: Pick<Listeners, 'isOn'>
}

export function createVenues({ db, keyring, businesses, listeners }: VenuesDeps): Venues {
  return {
    list: (userId) => businesses.listOf(userId, 'collect'),
    async open(userId, businessId) {
      const venue = await businesses.require(userId, businessId, 'collect')
      const role =
        venue.ownerId === userId
          ? 'owner'
          : ((await readMember(db.prisma, businessId, userId))?.permission ?? 'collect')
      const all = await businesses.listOf(userId, 'collect')
      const phone = await readPhoneOf(db.prisma, keyring, businessId)
      return { venue, role, phone, listens: await listeners.isOn(userId, businessId), hasOthers: all.length > 1 }
    },
  }
}
