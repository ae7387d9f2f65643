import { money, type TextSpec } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { browseOpened, followingOpened } from '../../callbacks.ts'
import { key } from '../../text.ts'
import { followRemoved, priceAsked, searchRemoved, searchStopped } from '../discovery.callbacks.ts'
import type { FollowedVenue } from '../follow/follow.repository.ts'
import { button, lastRow } from '../screen.ts'
import type { SavedSearch } from './search.repository.ts'

/** "within 5 km of your place, up to €5"; on a button "5 km, up to €5". */
function searchText({ area, city, limit }: SavedSearch, length: '' | '-short' = ''): TextSpec {
  const where =
    area.kind === 'city'
      ? key(`discovery-search-city${length}`, { city: city ?? area.cityKey })
      : key(`discovery-search-place${length}`, { km: area.radiusKm })
  return limit === undefined
    ? where
    : key('discovery-search-limit', { where: { text: where }, price: money(limit.minor, limit.currency) })
}

/** A search was saved, or changed. */
export function savedScreen(search: SavedSearch): MessageContent {
  const askPrice = priceAsked.pack({ search: search.id })
  return {
    text: key('discovery-saved', { search: { text: searchText(search) } }),
    keyboard: [
      [search.limit ? button('price-change', askPrice) : primary(button('price', askPrice))],
      [button('stop-search', searchStopped.pack({ search: search.id }))],
      [button('following', followingOpened.pack({}))],
      lastRow(browseOpened.pack({})),
    ],
  }
}

/** Everything that one is told about, with a button to end each. */
export function followingScreen(venues: readonly FollowedVenue[], searches: readonly SavedSearch[]): MessageContent {
  const isNothing = venues.length + searches.length === 0
  const browse = button('browse', browseOpened.pack({}))
  const lines = [
    ...venues.map(({ name, city }) => key('discovery-following-venue', { venue: name, city })),
    ...searches.map((search) => key('discovery-following-search', { search: { text: searchText(search) } })),
  ]
  return {
    text: isNothing ? key('discovery-following-nothing') : key('discovery-following', { lines: { lines } }),
    keyboard: [
      ...venues.map(({ id, name }) => [button('remove-venue', followRemoved.pack({ business: id }), { venue: name })]),
      ...searches.map((search) => [
        button('remove-search', searchRemoved.pack({ search: search.id }), {
          search: { text: searchText(search, '-short') },
        }),
      ]),
      [isNothing ? primary(browse) : browse],
      lastRow(),
    ],
  }
}
