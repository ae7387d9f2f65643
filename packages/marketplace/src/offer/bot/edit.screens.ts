import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger } from '@bazaar/core/screens'
import type { OfferView } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { backButton, button, fieldButton, inPairs, viewButton } from './buttons.ts'
import { itemLine } from './item-line.ts'
import { type Field, fieldOpened, viewOpened } from './offer.callbacks.ts'

/** Everything that can be changed; what buyers count on is left out once there are any. */
function editRows(offer: OfferView): KeyboardSpec {
  const { id, items } = offer
  const only = items.length === 1 ? items[0]?.id : undefined
  const ask = (field: Field): ButtonSpec => fieldButton(id, field, only)
  const isReserved = items.some(({ committed }) => committed > 0)
  const terms = [ask('price'), ask('left'), ask('start'), ask('end'), ask('original-price')]
  const others = [ask('description'), ask('photo')]
  if (isReserved) return inPairs([...terms, ...others])
  return inPairs([
    ...[ask('title'), ...terms, ...others],
    ...[viewButton(id, 'allergens'), viewButton(id, 'diets')],
    button('view-limit', viewOpened.pack({ offer: id, view: 'limit' }), { limit: offer.perPersonLimit }),
    ...(offer.state === 'DRAFT' ? [viewButton(id, 'items')] : []),
  ])
}

/** What of an offer can be changed. */
export function editScreen(offer: OfferView): MessageContent {
  return {
    text: key('offer-edit', {
      ...{ id: shownId('O', offer.id), title: offer.title },
      items: { lines: offer.items.map((item) => itemLine(offer, item)) },
      question: { text: key(offer.state === 'DRAFT' ? 'offer-edit-draft' : 'offer-edit-published') },
    }),
    keyboard: [
      ...editRows(offer),
      ...(offer.state === 'DRAFT' ? [[danger(viewButton(offer.id, 'discard'))]] : []),
      [backButton(offer.id)],
    ],
  }
}

/** Which item's price, units or original price. */
export function chooseItemScreen({ id, items }: OfferView, field: Field): MessageContent {
  return {
    text: key('offer-choose-item'),
    keyboard: [
      ...items.map((item) => [
        button('item', fieldOpened.pack({ offer: id, field, item: item.id }), { title: item.title }),
      ]),
      [backButton(id)],
    ],
  }
}
