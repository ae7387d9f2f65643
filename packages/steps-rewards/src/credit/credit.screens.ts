import type { StepsRewardsWalk } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { cityOpened, creditOpened, pointsOpened, walkOpened } from '../callbacks.ts'
import { key } from '../text.ts'
import { shownId } from './states.ts'

export const walkButton: ButtonSpec = { text: key('button-walk'), data: walkOpened.pack({}) }
export const pointsButton: ButtonSpec = { text: key('button-points'), data: pointsOpened.pack({}) }
const cityButton: ButtonSpec = { text: key('button-city'), data: cityOpened.pack({}) }
export const creditButton = (walk: bigint): ButtonSpec => ({
  text: key('button-explain', { id: shownId(walk) }),
  data: creditOpened.pack({ walk }),
})

/** Of one walk that has ended: what it earned, and how. @param isSharedOn a location that is shared still begins no walk again */
export function endedScreen(walk: StepsRewardsWalk, explanation: TextSpec, isSharedOn = false): MessageContent {
  const { id, state, points, source } = walk
  const name = state === 'REJECTED' || state === 'FLAGGED' || state === 'EMPTY' ? state.toLowerCase() : 'credited'
  const text = key(`ended-${name}`, {
    ...{ id: shownId(id), points: Number(points ?? 0n), source, explanation: { text: explanation } },
  })
  return {
    text: isSharedOn ? key('ended-shared-on', { ended: { text } }) : text,
    keyboard: [[primary(walkButton), pointsButton], ...(source === 'hand' ? [[cityButton]] : []), [homeButton]],
  }
}

export interface Purse {
  readonly available: bigint
  readonly held: bigint
  readonly earned: bigint
}

/** What somebody has, and a button for each of the latest walks. */
export function pointsScreen({ available, held, earned }: Purse, walks: readonly StepsRewardsWalk[]): MessageContent {
  const params = { available: Number(available), held: Number(held), earned: Number(earned), walks: walks.length }
  return {
    text: key('points', params),
    keyboard: [...walks.map((walk) => [rowOf(walk)]), [primary(walkButton), homeButton]],
  }
}

/** Steps by hand may be those of the day before they were entered. */
const rowOf = ({ id, points, state, day }: StepsRewardsWalk): ButtonSpec => ({
  text: key('row', {
    ...{ id: shownId(id), state, points: Number(points ?? 0n) },
    day: { time: `${day}T12:00:00Z`, style: 'date', zone: 'UTC' },
  }),
  data: creditOpened.pack({ walk: id }),
})
