import type { Db } from '@bazaar/core/db'

/** What a test says about a venue; everything else is ordinary. */
export interface VenueGiven {
  readonly ownerId: bigint | number
  readonly name?: string
  readonly state?: string
  readonly city?: string
  readonly latitude?: number
  readonly longitude?: number
  readonly currency?: string
  readonly timeZone?: string
  readonly ratingCount?: number
  readonly ratingSum?: number
}

/** Which square of 0.01 degrees a place is in; the same formula as the product's. */
const cellOf = (latitude: number, longitude: number): number =>
  (Math.floor(latitude * 100) + 9000) * 36_000 + Math.floor(longitude * 100) + 18_000

let count = 0

/** A verified venue, unless told otherwise. */
export function buildVenue({ prisma }: Db, given: VenueGiven) {
  count += 1
  const name = given.name ?? `Bakery ${count}`
  const city = given.city ?? 'Berlin'
  const street = `Main street ${count}`
  const state = given.state ?? 'VERIFIED'
  const now = new Date()
  return prisma.marketplaceBusiness.create({
    data: {
      ownerId: BigInt(given.ownerId),
      state,
      name,
      street,
      city,
      postalCode: '10115',
      latitude: given.latitude ?? 52.53,
      longitude: given.longitude ?? 13.38,
      openingHours: 'Mon-Sat 8:00-19:00',
      currency: given.currency ?? 'EUR',
      timeZone: given.timeZone ?? 'Europe/Berlin',
      ratingCount: given.ratingCount ?? 0,
      ratingSum: given.ratingSum ?? 0,
      cityKey: city.toLowerCase(),
      identityKey: `${name} ${street} ${city}`.toLowerCase(),
      rejectReason: state === 'REJECTED' ? 'The photos show nothing.' : null,
      createdAt: now,
      submittedAt: now,
      verifiedAt: state === 'VERIFIED' ? now : null,
    },
  })
}

/** What a card of an item carries that is drawn now. */
export async function termsOf({ prisma }: Db, itemId: bigint): Promise<string> {
  const [row] = await prisma.$queryRaw<{ terms: string }[]>`
    SELECT marketplace_terms(o, i, b) AS terms FROM marketplace_item i
    JOIN marketplace_offer o ON o.id = i.offer_id JOIN marketplace_business b ON b.id = o.business_id WHERE i.id = ${itemId}`
  return row?.terms ?? ''
}

export interface OfferGiven {
  readonly title?: string
  readonly state?: string
  /** Business time that the window counts from; it opens in an hour and closes in four, unless told. */
  readonly now: Date
  readonly opensInMs?: number
  readonly closesInMs?: number
  readonly perPersonLimit?: number
  /** Percent. */
  readonly discount?: number
  readonly contains?: readonly string[]
  readonly mayContain?: readonly string[]
  readonly allergensStated?: boolean
  readonly items?: readonly { readonly title?: string; readonly priceMinor?: bigint; readonly quantity?: number }[]
}

const hour = 3_600_000

/** An active offer of 10 bags for 4.00, unless told otherwise. */
export function buildOffer(
  { prisma }: Db,
  venue: {
    readonly id: bigint
    readonly currency: string
    readonly cityKey: string
    readonly latitude: number
    readonly longitude: number
  },
  given: OfferGiven,
) {
  const state = given.state ?? 'ACTIVE'
  const items = given.items ?? [{}]
  const prices = items.map((item) => item.priceMinor ?? 400n)
  return prisma.marketplaceOffer.create({
    data: {
      businessId: venue.id,
      state,
      title: given.title ?? 'Bread bag',
      currency: venue.currency,
      pickupStart: new Date(given.now.getTime() + (given.opensInMs ?? hour)),
      pickupEnd: new Date(given.now.getTime() + (given.closesInMs ?? 4 * hour)),
      perPersonLimit: given.perPersonLimit ?? 2,
      latitude: venue.latitude,
      longitude: venue.longitude,
      cityKey: venue.cityKey,
      cell: cellOf(venue.latitude, venue.longitude),
      discount: given.discount ?? 0,
      contains: [...(given.contains ?? [])],
      mayContain: [...(given.mayContain ?? [])],
      allergensStated: given.allergensStated ?? false,
      minPriceMinor: prices.toSorted((a, b) => Number(a - b))[0] ?? 400n,
      createdAt: given.now,
      publishedAt: state === 'DRAFT' ? null : given.now,
      endedAt: ['EXPIRED', 'ENDED', 'CANCELLED_BY_VENUE'].includes(state) ? given.now : null,
      endReason: state === 'CANCELLED_BY_VENUE' ? 'The oven broke.' : null,
      items: {
        create: items.map((item, position) => ({
          position,
          title: item.title ?? given.title ?? 'Bread bag',
          priceMinor: item.priceMinor ?? 400n,
          quantity: item.quantity ?? 10,
        })),
      },
    },
    include: { items: { orderBy: { position: 'asc' } } },
  })
}
