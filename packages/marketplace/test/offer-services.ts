import type { Tx } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import { createBusinesses } from '../src/business/businesses.service.ts'
import { createEdits } from '../src/offer/changes/edits.service.ts'
import { createOfferAccess } from '../src/offer/changes/offer-access.ts'
import { createTransitions } from '../src/offer/changes/transitions.service.ts'
import { createDrafts } from '../src/offer/drafts/drafts.service.ts'
import { createOfferScheduler } from '../src/offer/schedule/scheduler.service.ts'
import type { PurchaseNews } from '../src/purchase/types.ts'

/** The services of offers, with a book in which everything is written that they ask of other nouns. */
export function buildServices({ db, clock, jobs, events, metrics }: Core, other: Partial<PurchaseNews> = {}) {
  const asked: string[] = []
  const note =
    (what: string) =>
    async (_tx: Tx, { id }: { readonly id: bigint }) => {
      asked.push(`${what} O${id}`)
      return 2
    }
  const news: PurchaseNews = {
    offerCancelled: note('cancelled'),
    windowChanged: note('window'),
    remind: async (tx, offer, which) => note(which)(tx, offer),
    askReconfirm: note('reconfirm'),
    dropUnconfirmed: note('drop'),
    windowOver: note('over'),
    closeMissed: note('close'),
    ...other,
  }
  const businesses = createBusinesses(db)
  const access = createOfferAccess({ businesses, clock })
  const offerScheduler = createOfferScheduler({ db, clock, jobs, news })
  const transitions = createTransitions({
    ...{ db, access, events, offerScheduler, news },
    onPublished: async (_tx, id) => void asked.push(`published O${id}`),
    published: metrics.counter('published_in_test', 'Published'),
  })
  const edits = createEdits({ db, access, offerScheduler, news })
  const drafts = createDrafts({ access, businesses })
  return { asked, transitions, edits, drafts, offerScheduler }
}
