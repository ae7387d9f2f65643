import type { TextSpec } from '@bazaar/core/i18n'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { Edited } from '../changes/edits.service.ts'
import type { Move, Moved } from '../changes/moves.service.ts'
import { stateText } from '../changes/moves.ts'

/** What a move came to, above the offer. */
export function movedNote(move: Move, { offer, outcome, reservations }: Moved): TextSpec {
  const id = shownId('O', offer.id)
  if (outcome === 'unchanged') return key('offer-unchanged', { id, state: { text: stateText(offer.state) } })
  return key(`offer-done-${move}`, { id, count: reservations })
}

export function cancelledNote({ offer, outcome, reservations }: Moved): TextSpec {
  const id = shownId('O', offer.id)
  return outcome === 'unchanged'
    ? key('offer-unchanged', { id, state: { text: stateText(offer.state) } })
    : key('offer-done-cancel', { id, count: reservations })
}

export function editedNote({ told }: Edited): TextSpec {
  return told > 0 ? key('offer-edited-told', { count: told }) : key('offer-edited')
}
