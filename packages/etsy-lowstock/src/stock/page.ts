import type { Db, EtsyShop } from '@bazaar/core/db'
import type { ListingLine, ListingReading } from '../etsy/index.ts'
import type { Apply } from './apply.ts'
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

/** Etsy said something of a listing that makes no sense. */
export class UnreadableListing extends Error {
  override readonly name = 'UnreadableListing'
}

/** Most of a page is as it was when it was compared last, and is passed over by its digest. */
export function createPages({ db, apply }: PageDeps): (shop: EtsyShop) => Pages {
  const marks = createMarks(db)

  async function compare(shop: EtsyShop, askedAt: Date, lines: readonly ListingLine[]): Promise<void> {
    const listings = lines.map((one): ListingReading => {
      const reading = one.read()
      if (!reading) throw new UnreadableListing()
      return reading
    })
    const digests = new Map(lines.map((one) => [one.etsyListingId, one.digest]))
    await marks.note(await apply.apply({ shopId: shop.id, look: shop.look, askedAt, listings, digests }))
  }

  return (shop) => {
    /** By Etsy's id: pages that shift show a listing twice. */
    const gathered = new Map<bigint, ListingLine>()
    let since: Date | undefined

    async function flush(): Promise<void> {
      const lines = [...gathered.values()]
      const askedAt = since
      gathered.clear()
      since = undefined
      if (askedAt) await compare(shop, askedAt, lines)
    }

    return {
      flush,
      async add(askedAt, lines) {
        const moved = await marks.findMoved(shop, lines)
        for (const line of lines) {
          if (!moved.has(line.etsyListingId)) continue
          gathered.set(line.etsyListingId, line)
          since ??= askedAt
        }
        if (gathered.size >= batchSize) await flush()
      },
    }
  }
}
