import { type Command, callerOf, type TargetAudience } from '@bazaar/core/bot'
import type { Noun } from '@bazaar/core/nouns'
import { type Pages, say } from '@bazaar/core/screens'
import { readShownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { Transition } from '../changes/transitions.service.ts'
import type { OfferPresenter } from './offer.presenter.ts'

export interface CommandDeps {
  readonly presenter: OfferPresenter
  readonly newOffer: { readonly start: Command['run'] }
  readonly myOffers: Pages
  /** Who has offers. */
  readonly listedFor: TargetAudience
}

/** What venues write: a command and an offer's number. */
export function createCommands({ presenter, newOffer, myOffers, listedFor }: CommandDeps): readonly Command[] {
  const venues = { audience: 'everyone', listedFor } as const
  const transition = (name: string, what: Transition): Command => ({
    name,
    ...venues,
    run: async (ctx, args) =>
      say(
        ctx,
        (await presenter.apply(callerOf(ctx), readShownId('O', args, `marketplace-offer-usage-${name}`), what)).content,
      ),
  })
  return [
    { name: 'newoffer', ...venues, run: newOffer.start },
    { name: 'myoffers', ...venues, run: myOffers.open },
    transition('publish', 'publish'),
    transition('pause', 'pause'),
    transition('soldout', 'sold-out'),
    {
      name: 'edit',
      ...venues,
      run: async (ctx, args) =>
        say(ctx, await presenter.view(callerOf(ctx), readShownId('O', args, 'marketplace-offer-usage-edit'), 'edit')),
    },
  ]
}

/** `/resume O34`; without a number that command goes on with a form. */
export const offerNoun = (presenter: OfferPresenter): Noun => ({
  id: 'marketplace-offer',
  letter: 'O',
  title: key('offer-noun'),
  resume: { run: async (userId, id) => (await presenter.apply(userId, id, 'resume')).content },
})
