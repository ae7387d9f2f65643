import type { TextSpec } from '@bazaar/core/i18n'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { Edited } from '../changes/edits.service.ts'
import type { Transition, TransitionResult } from '../changes/transitions.service.ts'
import { stateText } from '../changes/transitions.ts'

/** What a transition came to, above the offer. */
export function transitionNote(transition: Transition, { offer, outcome, reservations }: TransitionResult): TextSpec {
  const id = shownId('O', offer.id)
  if (outcome === 'unchanged') return key('offer-unchanged', { id, state: { text: stateText(offer.state) } })
  return key(`offer-done-${transition}`, { id, count: reservations })
}

export function cancelledNote({ offer, outcome, reservations }: TransitionResult): TextSpec {
  const id = shownId('O', offer.id)
  return outcome === 'unchanged'
    ? key('offer-unchanged', { id, state: { text: stateText(offer.state) } })
    : key('offer-done-cancel', { id, count: reservations })
}

export function editedNote({ told }: Edited): TextSpec {
  return told > 0 ? key('offer-edited-told', { count: told }) : key('offer-edited')
}
