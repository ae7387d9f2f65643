import type { Db } from '@bazaar/core/db'
import type { ExportFile } from '@bazaar/core/privacy'
import { key } from '../../text.ts'
import { csv } from './csv.ts'
import { findPlace, type Place, pagesFrom } from './history-pages.ts'
import { historyColumns, mostRows } from './rows.ts'

/** The whole history of a person's shops for /export: files of so many lines as programs still open. */
export async function* historyFiles(db: Db, ownerId: bigint, most = mostRows): AsyncGenerator<ExportFile> {
  const shops = await db.prisma.etsyShop.findMany({
    where: { ownerId },
    orderBy: { id: 'asc' },
    select: { id: true, name: true },
  })
  for (const { id, name } of shops) {
    let from = await findPlace(db, id)
    for (let part = 1; from; part++) {
      const start: Place = from
      yield {
        name: `etsy-history-${id}-${part}.csv`,
        caption: key('export-history', { shop: name, part }),
        open: () => csv(historyColumns, pagesFrom(db, id, start, most)),
      }
      from = await findPlace(db, id, start, most)
    }
  }
}
