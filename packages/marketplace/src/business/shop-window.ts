import type { BotContext } from '@bazaar/core/bot'
import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'
import { homeButton } from '@bazaar/core/screens'
import { browseOpened, followPressed, offerOpened } from '../callbacks.ts'
import { say } from '../chat.ts'
import { key } from '../text.ts'
import { readBusiness } from './business.repository.ts'
import { button } from './buttons.ts'
import type { BusinessView } from './types.ts'

const offersShown = 8

export interface ShopWindowDeps {
  readonly db: Db
  readonly clock: Clock
}

/** `?start=venue_12`, the link and QR code that a venue shares: what it is, and what it has now. */
export async function openShopWindow({ db, clock }: ShopWindowDeps, ctx: BotContext, rest: string): Promise<void> {
  const venue = /^\d{1,18}$/.test(rest) ? await readBusiness(db.prisma, BigInt(rest)) : undefined
  if (venue?.state !== 'VERIFIED') throw new AppError('marketplace-business-not-open', {}, 404)
  const offers = await db.prisma.marketplaceOffer.findMany({
    where: { businessId: venue.id, state: 'ACTIVE', pickupEnd: { gt: clock.now() } },
    orderBy: [{ pickupEnd: 'asc' }, { id: 'asc' }],
    take: offersShown,
    select: { id: true, title: true },
  })
  await say(ctx, shopWindow(venue, offers))
}

function shopWindow(
  venue: BusinessView,
  offers: readonly { readonly id: bigint; readonly title: string }[],
): MessageContent {
  const [photo] = venue.photos
  return {
    text: key('business-window', {
      name: venue.name,
      street: venue.street,
      postal: venue.postalCode,
      city: venue.city,
      hours: venue.openingHours,
      count: offers.length,
    }),
    ...(photo && { photo: { stored: photo.key } }),
    keyboard: [
      ...offers.map(({ id, title }) => [button('offer', offerOpened.pack({ offer: id }), { title })]),
      [button('follow', followPressed.pack({ business: venue.id }))],
      [button('browse', browseOpened.pack({}))],
      [homeButton],
    ],
  }
}
