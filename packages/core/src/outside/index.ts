export { isPublicAddress } from './address.ts'
export { createOutsideClient } from './client.ts'
export { BlockedAddressError, createPublicFetch, type PublicFetchOptions } from './public-fetch.ts'
export type {
  FailureKind,
  Fetch,
  FetchInit,
  OutsideAnswer,
  OutsideClient,
  OutsideClientOptions,
  OutsideFailure,
  OutsideRequest,
  OutsideResult,
} from './types.ts'
