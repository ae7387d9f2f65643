import type { Tx } from '@bazaar/core/db'
import type { Core, Part } from '@bazaar/core/feature'
import type { Business } from '../business/index.ts'
import type { PurchaseNews } from '../purchase/index.ts'
import { createForms } from './bot/forms.ts'
import { createMyOffers } from './bot/my-offers.ts'
import { createNewOfferHandlers } from './bot/new-offer.handlers.ts'
import { createCommands, offerNoun } from './bot/offer.commands.ts'
import { createHandlers } from './bot/offer.handlers.ts'
import { createOfferPresenter } from './bot/offer.presenter.ts'
import { createUsual } from './bot/usual.ts'
import { createEdits, type Edits } from './changes/edits.service.ts'
import { createOfferAccess } from './changes/offer-access.ts'
import { createTransitions, type Transitions } from './changes/transitions.service.ts'
import { createDrafts, type Drafts } from './drafts/drafts.service.ts'
import { offerPublished } from './events.ts'
import { countPublished } from './published.ts'
import { createOfferDue } from './schedule/offer-due.job.ts'
import { createOfferScheduler } from './schedule/scheduler.service.ts'

/** What offers ask of the nouns before them. */
export interface OfferNeeds {
  readonly business: Pick<Business, 'businesses' | 'audiences' | 'listeners'>
  readonly discovery: { onPublished(tx: Tx, offerId: bigint): Promise<void> }
  readonly purchase: { readonly news: PurchaseNews }
}

export interface Offer {
  readonly part: Part
  readonly drafts: Drafts
  readonly edits: Edits
  readonly transitions: Transitions
}

/** A venue's offers: writing, publishing, changing, ending. */
export function createOffer(
  core: Core,
  { business: { businesses, audiences, listeners }, discovery, purchase: { news } }: OfferNeeds,
): Offer {
  const { db, clock, jobs, events, once } = core
  const access = createOfferAccess({ businesses, clock })
  const offerScheduler = createOfferScheduler({ db, clock, jobs, news })
  const transitions = createTransitions({
    ...{ db, access, events, offerScheduler, news },
    onPublished: (tx, offerId) => discovery.onPublished(tx, offerId),
    published: countPublished(core),
  })
  const edits = createEdits({ db, access, offerScheduler, news })
  const drafts = createDrafts({ access, businesses })

  const now = () => clock.now()
  const find = async (tx: Tx, userId: bigint, offerId: bigint) => (await access.find(tx, userId, offerId)).offer
  const presenter = createOfferPresenter({
    db,
    access,
    transitions,
    listeners,
    startLink: (payload) => core.startLink(payload),
  })
  const myOffers = createMyOffers({ db, businesses, now })
  const newOffer = createNewOfferHandlers({ db, confirm: { once, clock }, businesses, drafts })
  return {
    part: {
      commands: createCommands({ presenter, newOffer, myOffers, listedFor: audiences.manage }),
      callbacks: [
        ...newOffer.callbacks,
        ...createHandlers({ db, presenter, edits, drafts, myOffers }),
        myOffers.callback,
      ],
      forms: createForms({ db, drafts, edits, transitions, usual: createUsual(db, businesses), find, now }),
      events: [offerPublished],
      jobs: [createOfferDue(offerScheduler)],
      nouns: [offerNoun(presenter)],
    },
    drafts,
    edits,
    transitions,
  }
}
