import type { Core } from '@bazaar/core/feature'
import type { Settings } from '../env.ts'
import type { Part } from '../part.ts'

/** A venue's offers: writing, publishing, changing, ending. */
export function createOffer(_core: Core, _settings: Settings, _others: object): { readonly part: Part } {
  return { part: {} }
}
