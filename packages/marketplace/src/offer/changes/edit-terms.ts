import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { money } from '@bazaar/core/i18n'
import type { ItemView, OfferView } from '../../catalog/index.ts'
import { mostUnits } from '../limits.ts'
import type { Edit } from './edits.ts'
import { addUnits, copyPrices, settleStock, setUnitsLeft } from './offer.repository.ts'
import { type Opened, requireVerified } from './offer-access.ts'
import { replacePhoto } from './offer-photo.repository.ts'

type TermsEdit = Extract<
  Edit,
  { readonly what: 'price' | 'original-price' | 'left' | 'add-units' | 'description' | 'photo' }
>

export type PriceEdit = Extract<Edit, { readonly what: 'price' | 'original-price' }>

/** What may change while an offer is on sale. Confirmed purchases have their price in their own row. */
export async function editTerms(tx: Tx, opened: Opened, edit: TermsEdit): Promise<void> {
  const { offer, now } = opened
  switch (edit.what) {
    case 'description':
      await tx.marketplaceOffer.update({
        where: { id: offer.id },
        data: { description: edit.description ?? null },
      })
      return
    case 'photo':
      return replacePhoto(tx, offer.id, edit.photo, now)
    case 'price':
      checkDiscount(offer, edit)
      return setPrices(tx, offer, edit.item, { priceMinor: edit.priceMinor })
    case 'original-price':
      checkDiscount(offer, edit)
      return setPrices(tx, offer, edit.item, { originalPriceMinor: edit.originalPriceMinor ?? null })
    case 'left':
      requireItem(offer, edit.item)
      await setUnitsLeft(tx, offer.id, edit.item, edit.left)
      return settleStock(tx, offer.id)
    case 'add-units':
      return addByHand(tx, opened, edit)
  }
}

/** A person adds units: that reopens what was sold out by hand too. */
async function addByHand(
  tx: Tx,
  { offer, venue }: Opened,
  { item, count }: Extract<Edit, { readonly what: 'add-units' }>,
): Promise<void> {
  const { left } = requireItem(offer, item)
  if (left + count > mostUnits) throw new AppError('marketplace-offer-units-full', { max: mostUnits })
  if (offer.state === 'SOLD_OUT') {
    requireVerified(venue)
    await tx.marketplaceOffer.update({ where: { id: offer.id }, data: { forcedSoldOut: false } })
  }
  await addUnits(tx, offer.id, item, count)
  await settleStock(tx, offer.id)
}

interface Prices {
  readonly priceMinor?: bigint
  readonly originalPriceMinor?: bigint | null
}

async function setPrices(tx: Tx, { id: offerId }: OfferView, item: bigint, data: Prices): Promise<void> {
  await tx.marketplaceItem.updateMany({ where: { id: item, offerId }, data })
  await copyPrices(tx, offerId)
}

/** @throws AppError for an item of another offer */
export function requireItem({ items }: OfferView, id: bigint): ItemView {
  const item = items.find((one) => one.id === id)
  if (!item) throw new AppError('marketplace-offer-item-unknown', {}, 404)
  return item
}

/** @throws AppError unless the regular price of an item is more than its price */
export function checkDiscount(offer: OfferView, edit: PriceEdit): void {
  const { priceMinor, originalPriceMinor } = requireItem(offer, edit.item)
  const [price, original] =
    edit.what === 'price' ? [edit.priceMinor, originalPriceMinor] : [priceMinor, edit.originalPriceMinor]
  if (original !== undefined && original <= price)
    throw new AppError('marketplace-offer-original-too-low', {
      asked: edit.what,
      price: money(price, offer.currency),
      original: money(original, offer.currency),
    })
}
