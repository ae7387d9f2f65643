import type { Tx } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import type { OfferView } from '../../catalog/index.ts'
import { readSales, type Sales } from '../changes/sales.repository.ts'
import { offerScreen } from './offer.screens.ts'
import { isSold } from './sales.lines.ts'

/** What became of it, where that counts. */
export async function salesOf(tx: Tx, offer: OfferView, now: Date): Promise<Sales | undefined> {
  return isSold(offer, now) ? (await readSales(tx, [offer.id])).get(offer.id) : undefined
}

/** One offer as its venue sees it now. @param note what was done just now */
export async function drawOffer(tx: Tx, offer: OfferView, now: Date, note?: TextSpec): Promise<MessageContent> {
  return offerScreen(offer, now, { note, sales: await salesOf(tx, offer, now) })
}
