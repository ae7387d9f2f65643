import type { Prisma, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { TextSpec } from '@bazaar/core/i18n'
import { shownId } from '../shown-id.ts'
import { stateOf } from '../state-of.ts'
import { key } from '../text.ts'
import type { BusinessState, BusinessView } from './types.ts'

const states: readonly BusinessState[] = ['DRAFT', 'PENDING', 'VERIFIED', 'REJECTED', 'SUSPENDED', 'CLOSED']

export const businessStateOf = (stored: string): BusinessState => stateOf(states, stored)

/** What happens to venues, from where it may. What waits in a draft of the form is no row yet; closing is part of erasing the owner. */
const transitions = {
  submit: { from: ['DRAFT', 'REJECTED', 'VERIFIED'], to: 'PENDING' },
  verify: { from: ['PENDING'], to: 'VERIFIED' },
  reject: { from: ['PENDING'], to: 'REJECTED' },
  suspend: { from: ['VERIFIED'], to: 'SUSPENDED' },
  lift: { from: ['SUSPENDED'], to: 'VERIFIED' },
} as const satisfies Readonly<Record<string, { readonly from: readonly BusinessState[]; readonly to: BusinessState }>>

export type BusinessTransition = keyof typeof transitions

export const stateText = (state: BusinessState): TextSpec => key(`business-state-${state.toLowerCase()}`)

/** The refusal of whatever this state does not allow: it names the state. */
export function refusedIn({ id, name, state }: Pick<BusinessView, 'id' | 'name' | 'state'>): AppError {
  return new AppError('marketplace-business-not-now', {
    id: shownId('B', id),
    name,
    state: { text: stateText(state) },
  })
}

/**
 * Moves a venue that the caller has locked. Returns its new state.
 * @throws AppError `marketplace-business-not-now` when the transition does not start in its state
 */
export async function changeState(
  tx: Tx,
  venue: BusinessView,
  transition: BusinessTransition,
  data: Prisma.MarketplaceBusinessUpdateInput = {},
): Promise<BusinessState> {
  const { from, to } = transitions[transition]
  if (!from.some((state) => state === venue.state)) throw refusedIn(venue)
  await tx.marketplaceBusiness.update({ where: { id: venue.id }, data: { ...data, state: to } })
  return to
}
