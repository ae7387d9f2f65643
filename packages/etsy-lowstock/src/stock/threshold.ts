import type { Threshold, ThresholdFrom } from './types.ts'

/** As the tables keep it: nothing in both columns where the setting above is in force. */
export interface ThresholdRow {
  readonly threshold: number | null
  readonly thresholdBy: string | null
}

/** The setting in force, and whose it is. */
export type ThresholdInForce = Threshold & { readonly from: ThresholdFrom }

/** What low means for a variation: the nearest setting wins. */
export function thresholdFor(shop: ThresholdRow, listing: ThresholdRow, variation: ThresholdRow): ThresholdInForce {
  return settingOf(variation, 'variation') ?? settingOf(listing, 'listing') ?? settingOf(shop, 'shop') ?? untouched
}

const untouched: ThresholdInForce = { value: 2, by: 'units', from: 'shop' }

function settingOf({ threshold, thresholdBy }: ThresholdRow, from: ThresholdFrom): ThresholdInForce | undefined {
  return threshold === null ? undefined : { value: threshold, by: thresholdBy === 'days' ? 'days' : 'units', from }
}
