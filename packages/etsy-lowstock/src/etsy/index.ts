import type { Core } from '@bazaar/core/feature'
import type { Settings } from '../env.ts'
import { createEtsyApi, type EtsyApi } from './client.ts'
import { createOauth, type Oauth } from './oauth.ts'
import { createQuota, type Quota } from './quota.ts'
import { createSpare, type Spare } from './spare.ts'

export { type EtsyApi, pageSize } from './client.ts'
export { type Inventory, mostOfOne, piecesOf } from './inventory.ts'
export {
  etsyUserIdOf,
  mayWrite,
  type Oauth,
  readScopes,
  refreshLifeMs,
  type Tokens,
  writeScopes,
} from './oauth.ts'
export type { Quota, QuotaState } from './quota.ts'
export type { Spare } from './spare.ts'
export type * from './types.ts'

/** Etsy, as the application of this bot reaches it. */
export interface Etsy {
  readonly api: EtsyApi
  readonly quota: Quota
  readonly spare: Spare
  readonly oauth: Oauth
}

export function createEtsy(core: Core, settings: Settings): Etsy {
  const perDay = settings.ETSY_CALLS_PER_DAY
  const quota = createQuota({ ...core, perDay, perSecond: settings.ETSY_CALLS_PER_SECOND })
  const client = core.outside({
    name: 'etsy',
    baseUrl: `${settings.ETSY_API_URL}/`,
    timeoutMs: 20_000,
    // A repeated call would be one that the quota knows nothing of; the next look repeats it.
    retries: 0,
    breaker: { failures: 20, halfOpenAfterMs: 30_000 },
    userAgent: 'bazaar-etsy-lowstock',
    // A hundred listings with their variations.
    maxBytes: 32_000_000,
  })
  const apiKey = `${settings.ETSY_API_KEY ?? ''}:${settings.ETSY_SHARED_SECRET ?? ''}`
  return {
    quota,
    spare: createSpare({ ...core, perDay }),
    oauth: createOauth({ ...core, settings }),
    api: createEtsyApi({ client, quota, apiKey }),
  }
}
