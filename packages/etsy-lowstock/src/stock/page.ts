import type { Db, EtsyShop } from '@bazaar/core/db'
import type { ListingLine, ListingReading } from '../etsy/index.ts'
import type { Apply, Said } from './apply.ts'
import { createMarks } from './marks.repository.ts'

export interface PageDeps {
  readonly db: Db
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

interface Gathered {
  readonly line: ListingLine
  readonly askedAt: Date
}

/** Etsy said something of a listing that makes no sense. */
export class UnreadableListing extends Error {
  override readonly name = 'UnreadableListing'
}

/** Most of a page is as it was when it was compared last, and is passed over by its digest. */
export function createPages({ db, apply }: PageDeps): (shop: EtsyShop) => Pages {
  const marks = createMarks(db)

  async function compare(shop: EtsyShop, askedAt: Date, gathered: readonly Gathered[]): Promise<void> {
    const listings = gathered.map(({ line }): ListingReading => {
      const reading = line.read()
      if (!reading) throw new UnreadableListing()
      return reading
    })
    const said = new Map(
      gathered.map(({ line, askedAt: at }): [bigint, Said] => [
        line.etsyListingId,
        { digest: line.digest, askedAt: at },
      ]),
    )
    await marks.note(await apply.apply({ shopId: shop.id, look: shop.look, askedAt, listings, said }))
  }

  return (shop) => {
    /** By Etsy's id: pages that shift show a listing twice. */
    const gathered = new Map<bigint, Gathered>()

    async function flush(): Promise<void> {
      const all = [...gathered.values()]
      gathered.clear()
      const [first] = all
      if (first) await compare(shop, first.askedAt, all)
    }

    return {
      flush,
      async add(askedAt, lines) {
        const moved = await marks.findMoved(shop, lines)
        for (const line of lines) {
          if (moved.has(line.etsyListingId)) gathered.set(line.etsyListingId, { line, askedAt })
        }
        if (gathered.size >= batchSize) await flush()
      },
    }
  }
}
