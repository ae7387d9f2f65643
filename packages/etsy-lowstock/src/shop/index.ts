import type { Core, Part } from '@bazaar/core/feature'
import type { ButtonSpec } from '@bazaar/core/notifications'
import type { Etsy } from '../etsy/index.ts'
import { type Access, createAccess } from './access.ts'
import { createAudiences, type ShopAudiences } from './audiences.ts'
import { createConnection } from './connection.ts'
import { createGrants } from './grants.ts'
import { keepGrantsJob } from './keep-grants.job.ts'
import { createLinker } from './linker.ts'
import { createRelease, type Release } from './release.ts'
import { shopsSurface } from './shops.bot.ts'
import { createShopViews, type ShopViews } from './shops.service.ts'
import type { Grants, ShopLinker } from './types.ts'
import { createUnlink } from './unlink.service.ts'
import { createWithdrawWaiting, type WithdrawWaiting } from './waiting.ts'
import { createWritePermission, type WritePermission } from './write-permission.ts'

export { type Access, type Asker, lockShop, seenIn, shopUnknown } from './access.ts'
export type { ShopAudiences } from './audiences.ts'
export { linesOf } from './card.lines.ts'
export { readCounts } from './counts.ts'
export { lookAtShop, lookKey } from './look-job.ts'
export { pauseChats } from './pause-chats.ts'
export type { Release } from './release.ts'
export type { ShopView, ShopViews } from './shops.service.ts'
export { openTitle, sealTitle } from './tokens.ts'
export { connectionTopicId } from './topic-ids.ts'
export type { Granted, Grants, HeldAccess, ShopLinker } from './types.ts'
export { shareEntity, type WithdrawWaiting } from './waiting.ts'
export type { WritePermission } from './write-permission.ts'

/** The linked shops and what Etsy lets us read them with. */
export interface Shops {
  readonly part: Part
  readonly grants: Grants
  readonly linker: ShopLinker
  readonly access: Access
  readonly audiences: ShopAudiences
  readonly views: ShopViews
  readonly withdraw: WithdrawWaiting
  readonly release: Release
  readonly writing: WritePermission
}

export function createShops(core: Core, { api, oauth }: Etsy): Shops {
  const connection = createConnection(core)
  const grants = createGrants({ ...core, oauth, disconnect: connection.disconnect })
  const withdraw = createWithdrawWaiting(core.notifications)
  return {
    grants,
    linker: createLinker({ ...core, api }),
    access: createAccess(core.db),
    audiences: createAudiences(core.db),
    views: createShopViews(core),
    withdraw,
    writing: createWritePermission(core.db),
    release: createRelease({ ...core, withdraw }),
    part: { jobs: [keepGrantsJob({ ...core, grants, connection })] },
  }
}

export interface CardsOthers {
  readonly shops: Omit<Shops, 'part'>
  /** How often every shop is looked at now, in seconds. */
  interval(): Promise<number>
  /** ETSY_POLL_INTERVAL. */
  readonly shortestSeconds: number
  /** Further buttons of an owner's “More…”. */
  extra(shopId: bigint): readonly ButtonSpec[]
}

/** `/shops`, the card of a shop, `/unlink`. */
export function createCards(core: Core, { shops, interval, shortestSeconds, extra }: CardsOthers): Part {
  const { access, audiences, views, release } = shops
  const unlink = createUnlink({ ...core, access, release })
  async function pace() {
    const [seconds, sharing] = await Promise.all([interval(), views.sharing()])
    return { seconds, isStretched: seconds > shortestSeconds, shops: sharing }
  }
  return shopsSurface({ ...core, access, audiences, views, unlink, pace, extra })
}
