import type { StoredPhoto } from '@bazaar/core/photos'
import type { Allergen, Diet } from '../../food.ts'
import type { OfferAction } from './transitions.ts'

/** One change of an offer. Prices are in minor units of the offer's currency. */
export type Edit =
  | { readonly what: 'title'; readonly title: string }
  | { readonly what: 'description'; readonly description: string | undefined }
  | { readonly what: 'price'; readonly item: bigint; readonly priceMinor: bigint }
  | { readonly what: 'original-price'; readonly item: bigint; readonly originalPriceMinor: bigint | undefined }
  /** Units left; what is committed is never touched. */
  | { readonly what: 'left'; readonly item: bigint; readonly left: number }
  | { readonly what: 'add-units'; readonly item: bigint; readonly count: number }
  /** A start that has passed means: from now on, and for a draft from its publishing on. */
  | { readonly what: 'start'; readonly start: Date }
  | { readonly what: 'end'; readonly end: Date }
  | { readonly what: 'limit'; readonly limit: number }
  | { readonly what: 'allergen'; readonly allergen: Allergen; readonly as: Presence }
  /** Whether allergens that are in neither list are not in it. */
  | { readonly what: 'stated'; readonly isStated: boolean }
  | { readonly what: 'diet'; readonly diet: Diet; readonly fits: boolean }
  | { readonly what: 'photo'; readonly photo: StoredPhoto | undefined }
  | { readonly what: 'add-item'; readonly title: string; readonly priceMinor: bigint; readonly quantity: number }
  | { readonly what: 'rename-item'; readonly item: bigint; readonly title: string }
  | { readonly what: 'remove-item'; readonly item: bigint }

export const presences = ['contains', 'may-contain', 'none'] as const
export type Presence = (typeof presences)[number]

/** Which rule of the table of transitions a change falls under. */
export const actionOf: Readonly<Record<Edit['what'], OfferAction>> = {
  title: 'compose',
  description: 'edit',
  price: 'edit',
  'original-price': 'edit',
  left: 'edit',
  'add-units': 'add-units',
  start: 'edit',
  end: 'edit',
  limit: 'compose',
  allergen: 'compose',
  stated: 'compose',
  diet: 'compose',
  photo: 'edit',
  'add-item': 'arrange',
  'rename-item': 'arrange',
  'remove-item': 'arrange',
}
