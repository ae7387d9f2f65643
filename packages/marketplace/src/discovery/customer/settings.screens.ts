import type { MessageContent } from '@bazaar/core/notifications'
import { danger } from '@bazaar/core/screens'
import { browseOpened } from '../../callbacks.ts'
import { type Allergen, allergenName, allergens, commaList } from '../../food.ts'
import { key } from '../../text.ts'
import {
  allergenSet,
  allergensOpened,
  placeForgotten,
  radiusChosen,
  settingsOpened,
  unstatedSet,
  whereOpened,
} from '../discovery.callbacks.ts'
import { button, lastRow } from '../screen.ts'
import { type Customer, radii } from './customer.repository.ts'

export function settingsScreen({ radiusKm, exclusions, hideUnstated, place }: Customer): MessageContent {
  const avoided = exclusions.length === 0 ? key('discovery-avoid-nothing') : commaList(exclusions.map(allergenName))
  return {
    text: key('discovery-settings', {
      km: radiusKm,
      avoided: { text: avoided },
      unstated: { text: unstatedText(exclusions, hideUnstated) },
      place: { text: key(place ? 'discovery-settings-place' : 'discovery-settings-no-place') },
    }),
    keyboard: [
      radii.map((km) => button(km === radiusKm ? 'radius-on' : 'radius', radiusChosen.pack({ km }), { km })),
      [button('allergens', allergensOpened.pack({}))],
      [button('where', whereOpened.pack({ page: 0 }))],
      ...(place ? [[danger(button('forget-place', placeForgotten.pack({})))]] : []),
      lastRow(browseOpened.pack({})),
    ],
  }
}

const named = (allergen: Allergen) => ({ allergen: { text: allergenName(allergen) } })

export function allergensScreen({ exclusions, hideUnstated }: Customer): MessageContent {
  const toggles = allergens.map((allergen) =>
    exclusions.includes(allergen)
      ? button('allergen-on', allergenSet.pack({ allergen, avoid: 'no' }), named(allergen))
      : button('allergen', allergenSet.pack({ allergen, avoid: 'yes' }), named(allergen)),
  )
  return {
    text: key('discovery-allergens', { unstated: { text: unstatedText(exclusions, hideUnstated) } }),
    keyboard: [
      ...Array.from({ length: Math.ceil(toggles.length / 2) }, (_, row) => toggles.slice(row * 2, row * 2 + 2)),
      [
        hideUnstated
          ? button('show-unstated', unstatedSet.pack({ hide: 'no' }))
          : button('hide-unstated', unstatedSet.pack({ hide: 'yes' })),
      ],
      lastRow(settingsOpened.pack({})),
    ],
  }
}

const unstatedText = (exclusions: readonly string[], hideUnstated: boolean) =>
  key(
    exclusions.length === 0
      ? 'discovery-unstated-off'
      : hideUnstated
        ? 'discovery-unstated-hidden'
        : 'discovery-unstated-shown',
  )
