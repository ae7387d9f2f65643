import type { Db, EtsyShop, Prisma } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type PageAt, pageAt } from '../pages.ts'
import type { Place } from '../place.ts'
import { seenIn } from '../shop/index.ts'

/** What somebody may see and do about a shop, here. */
export interface Seat {
  readonly shop: EtsyShop
  readonly role: 'owner' | 'colleague' | 'group'
  /** This chat among those that get the shop's alerts. */
  readonly chatRef: bigint | undefined
}

/** Some of the shops whose stock may be seen here, by name. */
export interface SeatsPage {
  readonly seats: readonly Seat[]
  readonly total: number
  readonly at: PageAt
}

export interface Seats {
  /** @param name a part of it; nothing: all shops */
  list(place: Place, page: number, name?: string): Promise<SeatsPage>
  /** @throws AppError `etsy-lowstock-stock-not-yours`, also where there is no such shop */
  find(place: Place, shopId: bigint): Promise<Seat>
}

/** As buttons, one a row: so many fit a phone. */
const pageSize = 8

/** In private: one's own shops and those of colleagues; in a group: the shops whose alerts it gets. */
export function createSeats({ prisma }: Db): Seats {
  const whereOf = ({ userId, chatId, isGroup }: Place) => seenIn({ userId: isGroup ? undefined : userId, chatId })
  async function read(
    { userId, chatId, isGroup }: Place,
    query: Pick<Prisma.EtsyShopFindManyArgs, 'where' | 'skip' | 'take'>,
  ): Promise<readonly Seat[]> {
    const shops = await prisma.etsyShop.findMany({
      ...query,
      include: { chats: { where: { chatId }, select: { id: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    })
    return shops.map(({ chats, ...shop }) => ({
      shop,
      role: isGroup ? 'group' : shop.ownerId === userId ? 'owner' : 'colleague',
      chatRef: chats[0]?.id,
    }))
  }
  return {
    async list(place, wanted, name = '') {
      const where: Prisma.EtsyShopWhereInput = {
        ...whereOf(place),
        ...(name === '' ? {} : { name: { contains: name, mode: 'insensitive' } }),
      }
      const total = await prisma.etsyShop.count({ where })
      const at = pageAt(wanted, total, pageSize)
      return { seats: await read(place, { where, skip: at.before, take: pageSize }), total, at }
    },
    async find(place, shopId) {
      const [seat] = await read(place, { where: { id: shopId, ...whereOf(place) }, take: 1 })
      if (!seat) throw new AppError('etsy-lowstock-stock-not-yours', {}, 404)
      return seat
    },
  }
}
