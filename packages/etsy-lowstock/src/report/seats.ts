import type { Db, EtsyShop } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Place } from '../place.ts'
import { seenIn } from '../shop/index.ts'

/** What somebody may see and do about a shop, here. */
export interface Seat {
  readonly shop: EtsyShop
  readonly role: 'owner' | 'colleague' | 'group'
  /** This chat among those that get the shop's alerts. */
  readonly chatRef: bigint | undefined
}

export interface Seats {
  /** All shops whose stock may be seen here, by name. */
  list(place: Place): Promise<readonly Seat[]>
  /** @throws AppError `etsy-lowstock-stock-not-yours`, also where there is no such shop */
  find(place: Place, shopId: bigint): Promise<Seat>
}

/** In private: one's own shops and those of colleagues; in a group: the shops whose alerts it gets. */
export function createSeats({ prisma }: Db): Seats {
  async function list({ userId, chatId, isGroup }: Place, shopId?: bigint): Promise<readonly Seat[]> {
    const shops = await prisma.etsyShop.findMany({
      where: {
        ...(shopId === undefined ? {} : { id: shopId }),
        ...seenIn({ userId: isGroup ? undefined : userId, chatId }),
      },
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
    list: (place) => list(place),
    async find(place, shopId) {
      const [seat] = await list(place, shopId)
      if (!seat) throw new AppError('etsy-lowstock-stock-not-yours', {}, 404)
      return seat
    },
  }
}
