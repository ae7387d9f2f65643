import type { Clock } from '@bazaar/core/clock'
import type { EtsyShop } from '@bazaar/core/db'
import { type EtsyApi, type ListingLine, type ListingPage, pageSize } from '../etsy/index.ts'
import type { HeldAccess } from '../shop/index.ts'
import { type Ask, LookFailed } from './look-failure.ts'
import type { Pages } from './page.ts'

export interface WalkDeps {
  readonly clock: Clock
  readonly ask: Ask
  readonly api: Pick<EtsyApi, 'activePage' | 'soldOutPage'>
  readonly pages: (shop: EtsyShop) => Pages
}

/** What a walk met. */
export interface Walked {
  readonly seen: readonly bigint[]
  readonly calls: number
}

/** Reads all pages of what is in one state, two ahead of the one that is being compared. Only ids stay in memory. */
export interface Walk {
  (shop: EtsyShop, state: 'active', signal: AbortSignal): Promise<Walked>
  /** Without those that were met as active: pages that are old say otherwise. */
  (shop: EtsyShop, state: 'soldOut', signal: AbortSignal, active: readonly bigint[]): Promise<Walked>
}

/** So that neither Etsy nor the database is waited for while there is something to compare. */
const pagesAhead = 2

/** Of what was sold long ago, something that makes no sense must not keep the rest from being read. */
const isReadable = (line: ListingLine): boolean => line.read() !== undefined

interface Asked {
  readonly askedAt: Date
  readonly page: ListingPage
}

export function createWalk({ clock, ask, api, pages: pagesOf }: WalkDeps): Walk {
  async function readPages(
    pages: Pages,
    read: (offset: number) => Promise<Asked>,
    isRead: (line: ListingLine) => boolean,
  ): Promise<Walked> {
    const seen: bigint[] = []
    const asked = [read(0)]
    let calls = 0
    for (;;) {
      const next = asked.shift()
      if (!next) return { seen, calls }
      const { askedAt, page } = await next
      calls += 1
      const count = page.listings.length === 0 ? 0 : page.count
      seen.push(...page.listings.map((one) => one.etsyListingId))
      while (asked.length < pagesAhead && (calls + asked.length) * pageSize < count) {
        const one = read((calls + asked.length) * pageSize)
        // Its failure is heard when its turn comes; until then it is nobody's.
        one.catch(() => undefined)
        asked.push(one)
      }
      await pages.add(askedAt, page.listings.filter(isRead))
    }
  }

  return async (shop, state, signal, active: readonly bigint[] = []) => {
    const isActive = new Set(active)
    const held: HeldAccess = { until: 0 }
    const call = state === 'active' ? api.activePage : api.soldOutPage
    const read = async (offset: number): Promise<Asked> => {
      const askedAt = clock.now()
      const page = await ask(shop.id, (access) => call(access, shop.etsyShopId, offset, signal), signal, held)
      return { askedAt, page }
    }
    const pages = pagesOf(shop)
    try {
      const walked = await readPages(
        pages,
        read,
        (line) => state === 'active' || (isReadable(line) && !isActive.has(line.etsyListingId)),
      )
      await pages.flush()
      return walked
    } catch (error) {
      // What was found before Etsy failed is written all the same.
      if (error instanceof LookFailed) await pages.flush()
      throw error
    }
  }
}
