import type { Core, Part } from '@bazaar/core/feature'
import type { Etsy } from '../etsy/index.ts'
import { createConnection } from './connection.ts'
import { createGrants } from './grants.ts'
import { keepGrantsJob } from './keep-grants.job.ts'
import { createLinker } from './linker.ts'
import type { Grants, ShopLinker } from './types.ts'

export { lookAtShop, lookKey } from './look-job.ts'
export { openTitle, sealTitle } from './tokens.ts'
export { connectionTopicId } from './topic-ids.ts'
export type { Granted, Grants, LinkInput, ShopLinker } from './types.ts'

/** The linked shops and what Etsy lets us read them with. */
export interface Shops {
  readonly part: Part
  readonly grants: Grants
  readonly linker: ShopLinker
}

export function createShops(core: Core, { api, oauth }: Etsy): Shops {
  const connection = createConnection(core)
  const grants = createGrants({ ...core, oauth, disconnect: connection.disconnect })
  return {
    grants,
    linker: createLinker({ ...core, api }),
    part: { jobs: [keepGrantsJob({ ...core, grants, connection })] },
  }
}
