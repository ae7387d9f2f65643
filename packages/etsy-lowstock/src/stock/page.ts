import type { Db, EtsyShop } from '@bazaar/core/db'
import type { Logger } from '@bazaar/core/log'
import type { ListingLine, ListingReading } from '../etsy/index.ts'
import type { Apply, Said } from './apply.ts'
import { createMarks } from './marks.repository.ts'

export interface PageDeps {
  readonly db: Db
  readonly log: Logger
  readonly apply: Apply
}

/** The pages of one look. What has to be compared is gathered: a hundred listings on a hundred pages are written, and told, at once. */
export interface Pages {
  /**
   * @param askedAt business time when the call began
   * @throws OutdatedLook, UnreadableListing
   */
  add(askedAt: Date, lines: readonly ListingLine[]): Promise<void>
  /** Compares what was gathered. @throws the same */
  flush(): Promise<void>
}

const batchSize = 100
/** So many are asked about at once: most of them are as they were. */
const siftSize = 200

interface Gathered {
  readonly line: ListingLine
  readonly askedAt: Date
}

/** Most of what Etsy said of listings makes no sense. */
export class UnreadableListing extends Error {
  override readonly name = 'UnreadableListing'
}

/** Most of a page is as it was when it was compared last, and is passed over by its digest. */
export function createPages({ db, log, apply }: PageDeps): (shop: EtsyShop) => Pages {
  const marks = createMarks(db)

  /** @returns how many of them make no sense: those stay as they are known. */
  async function compare(shop: EtsyShop, askedAt: Date, gathered: readonly Gathered[]): Promise<number> {
    const listings = gathered
      .map(({ line }): ListingReading | undefined => line.read())
      .filter((one) => one !== undefined)
    const said = new Map(
      gathered.map(({ line, askedAt: at }): [bigint, Said] => [
        line.etsyListingId,
        { digest: line.digest, askedAt: at },
      ]),
    )
    await marks.note(await apply.apply({ shopId: shop.id, look: shop.look, askedAt, listings, said }))
    return gathered.length - listings.length
  }

  return (shop) => {
    /** Read, and not asked about yet. */
    let fresh: Gathered[] = []
    /** To be compared. By Etsy's id: pages that shift show a listing twice. */
    const gathered = new Map<bigint, Gathered>()
    const met = { all: 0, odd: 0 }

    async function sift(): Promise<void> {
      const lines = fresh.map(({ line }) => line)
      const moved = lines.length > 0 ? await marks.findMoved(shop, lines) : new Set()
      for (const one of fresh) if (moved.has(one.line.etsyListingId)) gathered.set(one.line.etsyListingId, one)
      fresh = []
    }

    async function compareFrom(least: number): Promise<void> {
      while (gathered.size >= least) {
        const some = [...gathered.values()].slice(0, batchSize)
        for (const { line } of some) gathered.delete(line.etsyListingId)
        const [first] = some
        if (first) met.odd += await compare(shop, first.askedAt, some)
      }
    }

    return {
      async add(askedAt, lines) {
        met.all += lines.length
        fresh.push(...lines.map((line) => ({ line, askedAt })))
        if (fresh.length >= siftSize) await sift()
        await compareFrom(batchSize)
      },
      async flush() {
        await sift()
        await compareFrom(1)
        if (met.odd === 0) return
        log.warn({ shop: String(shop.id), ...met }, 'Etsy said of listings what makes no sense')
        // One of many keeps nobody from hearing of the others.
        if (met.odd > met.all / 2) throw new UnreadableListing()
      },
    }
  }
}
