import type { Keyring } from '@bazaar/core/crypto'
import type { Tx } from '@bazaar/core/db'
import type { Place } from '@bazaar/core/forms'
import type { StoredPhoto } from '@bazaar/core/photos'
import { cityKeyOf, identityKeyOf } from './business-keys.ts'

/** What somebody tells about a venue. */
export interface Details {
  readonly name: string
  readonly street: string
  readonly city: string
  readonly postal: string
  readonly place: Place
  /** E.164. */
  readonly phone: string
  readonly hours: string
  readonly currency: string
  readonly photos: readonly StoredPhoto[]
}

const phoneContext = 'marketplace_business.phone'

/** Columns of the details. Photos have rows of their own. */
export function columnsOf(keyring: Keyring, { name, street, city, postal, place, phone, hours, currency }: Details) {
  return {
    name,
    street,
    city,
    postalCode: postal,
    latitude: place.latitude,
    longitude: place.longitude,
    phone: keyring.seal(phone, phoneContext),
    openingHours: hours,
    currency,
    cityKey: cityKeyOf(city),
    identityKey: identityKeyOf({ name, street, city, postalCode: postal }),
  }
}

/** @returns `undefined` when there is none: its owner left, it came from elsewhere, or the key that sealed it is missing */
export const openPhone = (keyring: Keyring, sealed: Uint8Array | null): string | undefined =>
  sealed === null ? undefined : keyring.tryOpen(sealed, phoneContext)

export async function readPhoneOf(tx: Tx, keyring: Keyring, businessId: bigint): Promise<string | undefined> {
  const row = await tx.marketplaceBusiness.findUnique({ where: { id: businessId }, select: { phone: true } })
  return row ? openPhone(keyring, row.phone) : undefined
}
