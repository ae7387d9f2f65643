import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { type Browse, type Look, whereaboutsOf } from '../browse/browse.service.ts'
import { readBrowseContext } from '../browse/browse-context.repository.ts'
import { forgetPlace, updateCustomer } from '../customer/customer.repository.ts'
import { type CityCount, citiesPerPage, findCityName, findCityOf, listCities } from './cities.repository.ts'

/** Where somebody looks for offers, and where one could look. */
export interface WhereView {
  readonly place: 'none' | 'kept' | 'lent'
  /** The chosen city as it is written. */
  readonly city: string | undefined
  readonly cities: readonly CityCount[]
  readonly page: number
  readonly hasMore: boolean
}

export function createWhere(
  { db, clock, keyring, users }: Pick<Core, 'db' | 'clock' | 'keyring' | 'users'>,
  browse: Browse,
) {
  const { prisma } = db
  const cityName = async (cityKey: string | undefined): Promise<string | undefined> =>
    cityKey === undefined ? undefined : findCityName(prisma, cityKey)
  return {
    cityName,
    async view(userId: bigint, page: number): Promise<WhereView> {
      const now = clock.now()
      const { customer, session } = await readBrowseContext(prisma, keyring, userId, now)
      const where = whereaboutsOf(customer, session)
      const found = await listCities(prisma, now, page)
      return {
        place: where.isLent ? 'lent' : where.place ? 'kept' : 'none',
        city: await cityName(where.cityKey),
        cities: found.slice(0, citiesPerPage),
        page,
        hasMore: found.length > citiesPerPage,
      }
    },
    /** From now on offers of this city are shown, and times as its clocks have them; `newZone` where those are others than before. */
    async chooseCity(
      userId: bigint,
      businessId: bigint,
    ): Promise<{ readonly look: Look; readonly newZone: string | undefined }> {
      const city = await findCityOf(prisma, businessId)
      if (!city) throw new AppError('marketplace-discovery-city-unknown', {}, 404)
      await updateCustomer(prisma, userId, { cityKey: city.key })
      const follows = await db.tx((tx) => users.followPlace(tx, userId, city.timeZone))
      const look = await browse.begin(userId, { filter: 'all', cityKey: city.key })
      return { look, newZone: follows ? city.timeZone : undefined }
    },
    /** How many saved searches keep a place of their own. */
    forgetPlace: (userId: bigint): Promise<number> => db.tx((tx) => forgetPlace(tx, userId)),
  }
}

export type Where = ReturnType<typeof createWhere>
