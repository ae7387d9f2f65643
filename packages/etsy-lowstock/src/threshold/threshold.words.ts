import type { TextSpec } from '@bazaar/core/i18n'
import type { Threshold, ThresholdInForce } from '../stock/index.ts'
import { key } from '../text.ts'

/** "2 pieces" or "7 days of sales". */
export const thresholdText = ({ value, by }: Threshold): TextSpec => key(`threshold-amount-${by}`, { value })

/** The same, and whose setting it is. */
export const inForceText = ({ from, ...threshold }: ThresholdInForce): TextSpec =>
  key(`threshold-from-${from}`, { threshold: { text: thresholdText(threshold) } })

/** As short as a button needs it. */
export const shortText = ({ value, by }: Threshold): TextSpec => key(`threshold-short-${by}`, { value })

/** "L · Mug". */
export const named = (title: string, variation: string | undefined): string =>
  variation === undefined || variation === '' ? title : `${variation} · ${title}`
