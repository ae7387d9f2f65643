import type { StepsRewardsWalk } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { finishPressed, handOpened, kindChosen, kindSet } from '../callbacks.ts'
import { kindText, pointsButton, shownId, stepsOf, walkButton } from '../credit/index.ts'
import { type Company, isUnsafe, kindOf, type WalkKind } from '../points/index.ts'
import { key } from '../text.ts'

const companyButton = (kind: Company, data: string): ButtonSpec => ({ text: key(`button-${kind}`), data })

/** With whom, and how. */
export function choiceScreen(): MessageContent {
  const button = (kind: Company) => companyButton(kind, kindChosen.pack({ kind }))
  return {
    text: key('choice'),
    keyboard: [
      [button('dog'), button('stroller')],
      [button('both'), { text: key('button-hand'), data: handOpened.pack({}) }],
      [pointsButton, homeButton],
    ],
  }
}

/** How a location is shared, step by step. */
export const howToScreen = (name: 'how-to' | 'how-to-live', kind?: WalkKind): MessageContent => ({
  text: key(name, kind ? { kind: { text: key(`kind-${kind}`) } } : {}),
  keyboard: [[walkButton, homeButton]],
})

/** A walk that goes on. */
export function cardScreen(walk: StepsRewardsWalk): MessageContent {
  const { id, kind, startedAt, zone } = walk
  const { counted, walked } = stepsOf(walk)
  const params = {
    ...{ id: shownId(id), kind: kindText(walk), counted, rest: walked - counted },
    since: { time: startedAt.toISOString(), style: 'clock' as const, zone },
    weather: { text: weatherLine(walk) },
  }
  const button = (company: Company) => companyButton(company, kindSet.pack({ walk: id, kind: company }))
  const ask = kindOf(kind) === 'unsaid' ? [[button('dog'), button('stroller')], [button('both')]] : []
  const finish = primary({ text: key('button-finish'), data: finishPressed.pack({ walk: id }) })
  return { text: key(ask.length > 0 ? 'card-unsaid' : 'card', params), keyboard: [...ask, [finish]] }
}

function weatherLine({ feelsLike, kind }: StepsRewardsWalk): TextSpec {
  if (feelsLike === null) return key('card-weather-none')
  const degrees = Math.round(feelsLike / 10)
  return key(isUnsafe(kindOf(kind), feelsLike) ? 'card-weather-unsafe' : 'card-weather', { degrees })
}

/** What a card says that has moved on, where it cannot be deleted. */
export const movedScreen = (walk: StepsRewardsWalk): MessageContent => ({
  text: key('card-moved', { id: shownId(walk.id) }),
})

export const unsafeScreen = (degrees: number): MessageContent => ({ text: key('unsafe', { degrees }) })
