import type { Demo } from '@bazaar/demo-kit'

/** A feature's demo, with the id of the feature that brings it. */
export interface FoundDemo {
  readonly feature: string
  readonly demo: Demo
}
