import { AppError } from '@bazaar/core/errors'
import type { OfferState, OfferView } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'

/**
 * What a venue can do with an offer. `edit`: price, units left, window, description, photo; `compose`: what is in it and for how many
 * people; `arrange`: which items there are.
 */
export type OfferAction =
  | 'publish'
  | 'pause'
  | 'resume'
  | 'sold-out'
  | 'add-units'
  | 'edit'
  | 'compose'
  | 'arrange'
  | 'end'
  | 'cancel'
  | 'discard'

/** `already`: it is so, and nothing changes. What is not in the table is refused. */
type Verdict = 'go' | 'already'

const open = { ACTIVE: 'go', PAUSED: 'go', SOLD_OUT: 'go' } as const
const transitions: Readonly<Record<OfferAction, Readonly<Partial<Record<OfferState, Verdict>>>>> = {
  publish: { DRAFT: 'go', ACTIVE: 'already', PAUSED: 'already', SOLD_OUT: 'already' },
  pause: { ACTIVE: 'go', PAUSED: 'already' },
  resume: { ACTIVE: 'already', PAUSED: 'go', SOLD_OUT: 'go' },
  'sold-out': { ACTIVE: 'go', SOLD_OUT: 'go' },
  'add-units': { DRAFT: 'go', ...open },
  edit: { DRAFT: 'go', ...open },
  compose: { DRAFT: 'go', ...open },
  arrange: { DRAFT: 'go' },
  end: { ...open, ENDED: 'already' },
  cancel: { ...open, CANCELLED_BY_VENUE: 'already' },
  discard: { DRAFT: 'go' },
}

/** The state that counts: the job that closes an offer may come a moment after its window. */
export function stateAt({ state, pickupEnd }: Pick<OfferView, 'state' | 'pickupEnd'>, now: Date): OfferState {
  return state in open && pickupEnd <= now ? 'EXPIRED' : state
}

/** @throws AppError with the present state when it is not possible from there */
export function checkAction(
  action: OfferAction,
  offer: Pick<OfferView, 'id' | 'state' | 'pickupEnd'>,
  now: Date,
): Verdict {
  const state = stateAt(offer, now)
  const verdict = transitions[action][state]
  if (verdict === undefined)
    throw new AppError(`marketplace-offer-cannot-${action}`, {
      id: shownId('O', offer.id),
      state: { text: stateText(state) },
    })
  return verdict
}

export const stateText = (state: OfferState) => key(`offer-state-${state.toLowerCase().replaceAll('_', '-')}`)
