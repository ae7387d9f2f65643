import type { ButtonSpec, KeyboardSpec } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import type { Threshold } from '../stock/index.ts'
import { button } from '../stock-buttons.ts'
import { thresholdAsked, thresholdChosen } from './threshold.callbacks.ts'
import type { Target } from './types.ts'

const usual: readonly (readonly Threshold[])[] = [
  [1, 2, 3, 5, 10].map((value) => ({ value, by: 'units' })),
  [7, 14].map((value) => ({ value, by: 'days' })),
]

/** What most people choose. @param own what is chosen there */
export function usualRows(target: Target, own: Threshold | undefined): KeyboardSpec {
  return usual.map((row) =>
    row.map(({ value, by }) => {
      const isChosen = own?.value === value && own.by === by
      return button(`threshold-button-${by}${isChosen ? '-on' : ''}`, thresholdChosen.pack({ ...target, value, by }), {
        value,
      })
    }),
  )
}

export const otherButton = (target: Target): ButtonSpec =>
  primary(button('threshold-button-other', thresholdAsked.pack({ ...target })))
