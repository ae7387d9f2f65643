export { createOutsideClient } from './client.ts'
/** @waits */
export { createPublicFetch } from './public-fetch.ts'
export type { OutsideClient, OutsideClientOptions, OutsideFailure } from './types.ts'
