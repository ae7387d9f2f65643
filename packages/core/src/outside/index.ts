export { createOutsideClient } from './client.ts'
export { createPublicFetch, judgeAddress } from './public-fetch.ts'
export type { OutsideClient, OutsideClientOptions, OutsideFailure, OutsideResult } from './types.ts'
