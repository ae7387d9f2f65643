import type { Clock } from '@bazaar/core/clock'
import type { EtsyShop } from '@bazaar/core/db'
import { type EtsyApi, type ListingLine, type ListingPage, pageSize } from '../etsy/index.ts'
import type { HeldAccess } from '../shop/index.ts'
import { type Ask, LookFailed } from './look-failure.ts'
import type { Pages } from './page.ts'

export interface WalkDeps {
  readonly clock: Clock
  readonly ask: Ask
  readonly api: EtsyApi
  readonly pages: (shop: EtsyShop) => Pages
}

/** What a walk met. */
export interface Walked {
  readonly seen: readonly bigint[]
  readonly calls: number
}

/** Reads all pages of what is in one state, one page ahead of what is being written. Only ids stay in memory. */
export type Walk = (shop: EtsyShop, state: 'active' | 'soldOut', signal: AbortSignal) => Promise<Walked>

const always = (): boolean => true
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
    let calls = 0
    let next = read(0)
    for (let offset = 0; ; ) {
      const { askedAt, page } = await next
      calls += 1
      seen.push(...page.listings.map((one) => one.etsyListingId))
      offset += pageSize
      const isLast = page.listings.length === 0 || offset >= page.count
      if (!isLast) {
        next = read(offset)
        // Its failure is heard when its turn comes; until then it is nobody's.
        next.catch(() => undefined)
      }
      await pages.add(askedAt, page.listings.filter(isRead))
      if (isLast) return { seen, calls }
    }
  }

  return async (shop, state, signal) => {
    const held: HeldAccess = { until: 0 }
    const call = state === 'active' ? api.activePage : api.soldOutPage
    const read = async (offset: number): Promise<Asked> => {
      const askedAt = clock.now()
      const page = await ask(shop.id, (access) => call(access, shop.etsyShopId, offset, signal), signal, held)
      return { askedAt, page }
    }
    const pages = pagesOf(shop)
    try {
      const walked = await readPages(pages, read, state === 'active' ? always : isReadable)
      await pages.flush()
      return walked
    } catch (error) {
      // What was found before Etsy failed is written all the same.
      if (error instanceof LookFailed) await pages.flush()
      throw error
    }
  }
}
