import type { BotContext } from '@bazaar/core/bot'
import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { InputFile } from 'grammy'
import { placeOf } from '../../place.ts'
import { key } from '../../text.ts'
import type { Seats } from '../seats.ts'
import { csv } from './csv.ts'
import { historyColumns, historyRows, mostRows, stockColumns, stockRows } from './rows.ts'

export interface FilesDeps {
  readonly db: Db
  readonly clock: Pick<Clock, 'now'>
  readonly seats: Seats
}

/** Stock and history as two files. @throws AppError `etsy-lowstock-stock-files-private` in a group */
export async function sendFiles({ db, clock, seats }: FilesDeps, ctx: BotContext, shopId: bigint): Promise<void> {
  const { shop, role } = await seats.find(placeOf(ctx), shopId)
  if (role === 'group') throw new AppError('etsy-lowstock-stock-files-private', {}, 403)
  const now = clock.now()
  const day = now.toISOString().slice(0, 10)
  const send = async (name: string, open: () => AsyncGenerator<Uint8Array>) => {
    const caption = ctx.html(key(`stock-file-${name}`, { shop: shop.name, most: mostRows }))
    await ctx.replyWithDocument(new InputFile(open, `${name}-${day}.csv`), { caption, parse_mode: 'HTML' })
  }
  await send('stock', () => csv(stockColumns, stockRows(db, shop, now)))
  await send('history', () => csv(historyColumns, historyRows(db, shop.id)))
}
