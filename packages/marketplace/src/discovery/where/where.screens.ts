import type { MessageContent } from '@bazaar/core/notifications'
import { danger, primary } from '@bazaar/core/screens'
import { browseOpened } from '../../callbacks.ts'
import { key } from '../../text.ts'
import { cityChosen, placeAsked, placeForgotten, searchSaved, whereOpened } from '../discovery.callbacks.ts'
import { button, lastRow } from '../screen.ts'
import { countedAtMost } from './cities.repository.ts'
import type { WhereView } from './where.service.ts'

/** Where to look for offers: a place to share, cities to choose from. */
export function whereScreen({ place, city, cities, page, hasMore }: WhereView): MessageContent {
  const isKnown = place !== 'none' || city !== undefined
  const turn = (name: string, to: number) => button(name, whereOpened.pack({ page: to }))
  const turns = [
    ...(page > 0 ? [turn('cities-previous', page - 1)] : []),
    ...(hasMore ? [turn('cities-next', page + 1)] : []),
  ]
  return {
    text: key('discovery-where', {
      place: { text: key(`discovery-where-${place}`) },
      city: city === undefined ? '' : { text: key('discovery-where-city', { city }) },
      choice: { text: key(cities.length === 0 && page === 0 ? 'discovery-where-no-cities' : 'discovery-where-choice') },
    }),
    keyboard: [
      [
        place === 'none'
          ? primary(button('share-place', placeAsked.pack({})))
          : button('share-place-again', placeAsked.pack({})),
      ],
      ...cities.map(({ name, businessId, offers }) => [
        button(offers < countedAtMost ? 'city' : 'city-many', cityChosen.pack({ business: businessId }), {
          city: name,
          count: offers,
        }),
      ]),
      ...(turns.length > 0 ? [turns] : []),
      ...(isKnown ? [[button('save', searchSaved.pack({}))]] : []),
      ...(place === 'none' ? [] : [[danger(button('forget-place', placeForgotten.pack({})))]]),
      isKnown ? lastRow(browseOpened.pack({})) : lastRow(),
    ],
  }
}
