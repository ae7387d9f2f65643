import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { OfferView } from '../../catalog/index.ts'
import { mostItems } from '../limits.ts'
import { requireItem } from './edit-terms.ts'
import type { Edit } from './edits.ts'
import { copyPrices } from './offer.repository.ts'
import type { Opened } from './offer-access.ts'

type ContentsEdit = Extract<Edit, { readonly what: 'title' | 'limit' | 'allergen' | 'stated' | 'diet' }>
type ItemsEdit = Extract<Edit, { readonly what: 'add-item' | 'rename-item' | 'remove-item' }>

/** What is in it, how it is called, and for how many people. */
export async function editContents(tx: Tx, { offer }: Opened, edit: ContentsEdit): Promise<void> {
  if (edit.what === 'title') return rename(tx, offer, edit.title)
  await tx.marketplaceOffer.update({ where: { id: offer.id }, data: columnsOf(offer, edit) })
}

function columnsOf(offer: OfferView, edit: Exclude<ContentsEdit, { readonly what: 'title' }>) {
  switch (edit.what) {
    case 'limit':
      return { perPersonLimit: edit.limit }
    case 'stated':
      return { allergensStated: edit.isStated }
    case 'diet':
      return { diets: withOrWithout(offer.diets, edit.diet, edit.fits) }
    case 'allergen':
      return {
        contains: withOrWithout(offer.contains, edit.allergen, edit.as === 'contains'),
        mayContain: withOrWithout(offer.mayContain, edit.allergen, edit.as === 'may-contain'),
      }
  }
}

function withOrWithout(names: readonly string[], name: string, isIn: boolean): string[] {
  const others = names.filter((one) => one !== name)
  return isIn ? [...others, name] : others
}

/** A single item goes by the offer's name. */
async function rename(tx: Tx, { id, title: before, items }: OfferView, title: string): Promise<void> {
  await tx.marketplaceOffer.update({ where: { id }, data: { title } })
  if (items.length === 1)
    await tx.marketplaceItem.updateMany({ where: { offerId: id, title: before }, data: { title } })
}

/** Which items there are. */
export async function editItems(tx: Tx, { offer }: Opened, edit: ItemsEdit): Promise<void> {
  if (edit.what === 'add-item') {
    if (offer.items.length >= mostItems) throw new AppError('marketplace-offer-items-full', { max: mostItems })
    const { title, priceMinor, quantity } = edit
    const last = await tx.marketplaceItem.aggregate({ where: { offerId: offer.id }, _max: { position: true } })
    const position = (last._max.position ?? -1) + 1
    await tx.marketplaceItem.create({ data: { offerId: offer.id, position, title, priceMinor, quantity } })
  } else {
    const { id } = requireItem(offer, edit.item)
    if (edit.what === 'rename-item') await tx.marketplaceItem.update({ where: { id }, data: { title: edit.title } })
    else if (offer.items.length === 1) throw new AppError('marketplace-offer-last-item')
    else await tx.marketplaceItem.delete({ where: { id } })
  }
  await copyPrices(tx, offer.id)
}
