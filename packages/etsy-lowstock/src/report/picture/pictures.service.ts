import { createHash } from 'node:crypto'
import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop } from '@bazaar/core/db'
import { discardFiles, type Files } from '@bazaar/core/files'
import type { Logger } from '@bazaar/core/log'
import { createSemaphore } from '@bazaar/core/semaphore'
import { drawApart, PictureError } from './picture-process.ts'
import type { StockPicture } from './types.ts'

export interface Pictures {
  /** The key of the shop's picture, drawn when it shows something new. Nothing where it cannot be drawn: the words say it all. */
  of(shop: EtsyShop, picture: StockPicture): Promise<string | undefined>
}

export interface PicturesDeps {
  readonly db: Db
  readonly clock: Pick<Clock, 'now'>
  readonly files: Pick<Files, 'has' | 'put'>
  readonly log: Pick<Logger, 'warn'>
  /** Draws it; in a process of its own unless told. */
  readonly draw?: (picture: StockPicture) => Promise<Uint8Array>
}

/** Rises when the drawing changes: what was drawn before is drawn anew. */
const version = 1
const waitMs = 5_000

export function createPictures({ db, clock, files, log, draw = drawApart }: PicturesDeps): Pictures {
  const turns = createSemaphore({
    room: 1,
    waitMs,
    maxWaiting: 8,
    refusal: () => new PictureError('Others draw already.'),
  })
  async function draws(shop: EtsyShop, picture: StockPicture): Promise<string> {
    const key = keyOf(shop.id, picture)
    if (!(await files.has(key))) await turns.run(async () => files.put(key, await draw(picture), 'image/png'))
    if (shop.pictureKey !== key) await db.tx((tx) => replace(tx, shop, key, clock.now()))
    return key
  }
  return {
    of: (shop, picture) =>
      draws(shop, picture).catch((error: unknown) => {
        log.warn({ error, shop: String(shop.id) }, 'the picture of stock could not be drawn: the list goes without it')
        return undefined
      }),
  }
}

function keyOf(shopId: bigint, picture: StockPicture): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([version, picture]))
    .digest('hex')
  return `etsy-lowstock/stock/${shopId}/${hash.slice(0, 32)}.png`
}

/** The new one stays, also if it was let go of before; the one before it goes. Of a shop that was unlinked while it was drawn, the new one goes too. */
async function replace(
  tx: Parameters<typeof discardFiles>[0],
  { id }: EtsyShop,
  key: string,
  now: Date,
): Promise<void> {
  const [before] = await tx.$queryRaw<{ picture_key: string | null }[]>`
    SELECT picture_key FROM etsy_lowstock_shop WHERE id = ${id} FOR UPDATE`
  if (!before) return discardFiles(tx, [key], now)
  if (before.picture_key === key) return
  await tx.etsyShop.update({ where: { id }, data: { pictureKey: key } })
  await tx.formFile.deleteMany({ where: { key } })
  if (before.picture_key !== null) await discardFiles(tx, [before.picture_key], now)
}
