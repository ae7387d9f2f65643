import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type OfferView, readOffer } from '../../catalog/index.ts'
import type { PurchaseNews } from '../../purchase/index.ts'
import { shownId } from '../../shown-id.ts'
import type { OfferScheduler } from '../schedule/scheduler.service.ts'
import { editContents, editItems } from './edit-contents.ts'
import { editTerms } from './edit-terms.ts'
import { createWindowEdit } from './edit-window.ts'
import { actionOf, type Edit } from './edits.ts'
import type { OfferAccess, Opened } from './offer-access.ts'

export type { Edit } from './edits.ts'

export interface Edited {
  /** As it is now. */
  readonly offer: OfferView
  /** Buyers who are told about a new window. */
  readonly told: number
}

export interface Edits {
  edit(tx: Tx, userId: bigint, offerId: bigint, edit: Edit): Promise<Edited>
  /** The same in a transaction of its own, for buttons. */
  press(userId: bigint, offerId: bigint, edit: Edit): Promise<Edited>
}

export interface EditsDeps {
  readonly db: Db
  readonly access: OfferAccess
  readonly offerScheduler: OfferScheduler
  readonly news: PurchaseNews
}

export function createEdits({ db, access, ...deps }: EditsDeps): Edits {
  const editWindow = createWindowEdit(deps)

  async function apply(tx: Tx, opened: Opened, edit: Edit): Promise<number> {
    switch (edit.what) {
      case 'start':
      case 'end':
        return editWindow(tx, opened, edit)
      case 'add-item':
      case 'rename-item':
      case 'remove-item':
        await editItems(tx, opened, edit)
        return 0
      case 'price':
      case 'original-price':
      case 'left':
      case 'add-units':
      case 'description':
      case 'photo':
        await editTerms(tx, opened, edit)
        return 0
      default:
        requireUnreserved(opened.offer)
        await editContents(tx, opened, edit)
        return 0
    }
  }

  async function edit(tx: Tx, userId: bigint, offerId: bigint, wanted: Edit): Promise<Edited> {
    const opened = await access.open(tx, userId, offerId, actionOf[wanted.what])
    const told = await apply(tx, opened, wanted)
    return { offer: (await readOffer(tx, offerId)) ?? opened.offer, told }
  }

  return { edit, press: (userId, offerId, wanted) => db.tx((tx) => edit(tx, userId, offerId, wanted)) }
}

/** What somebody has reserved stays what it was; for what is wrong with it there is cancelling, which tells every buyer. */
function requireUnreserved({ id, items }: OfferView): void {
  const count = items.reduce((sum, { committed }) => sum + committed, 0)
  if (count > 0) throw new AppError('marketplace-offer-reserved-already', { id: shownId('O', id), count })
}
