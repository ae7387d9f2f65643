import { type AnyCallback, type BotContext, onCallback } from '@bazaar/core/bot'
import type { EtsyShop } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Core, Part } from '@bazaar/core/feature'
import { stockOpened } from '../callbacks.ts'
import { show } from '../chat.ts'
import { placeOf } from '../place.ts'
import type { ShopAudiences } from '../shop/index.ts'
import { listingOpened, quietListOpened } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { createThreshold } from '../threshold/index.ts'
import { sendFiles } from './files/send-files.ts'
import { pictureOf } from './picture/bars.ts'
import { createPictures } from './picture/pictures.service.ts'
import { quietScreen } from './quiet/quiet.screen.ts'
import { createQuiets } from './quiet/quiet.service.ts'
import { alertsTurned, filesAsked, quietEnded, shopChosen, stockMoreOpened, stockTurned } from './report.callbacks.ts'
import { createSeats } from './seats.ts'
import { cardScreen, moreScreen, noShopScreen, shopsScreen, stockScreen } from './stock.screens.ts'
import { createStock } from './stock.service.ts'

export { historyFiles } from './files/history-files.ts'

export interface ReportDeps {
  readonly audiences: ShopAudiences
  /** Seconds between two looks at this shop, as things are now. */
  intervalOf(shop: EtsyShop): Promise<number>
}

export interface Report {
  readonly reportPart: Part
  readonly thresholdPart: Part
}

/** Stock as a list, a picture and files; and what low means. */
export function createReport(core: Core, { audiences, intervalOf }: ReportDeps): Report {
  const { db, clock } = core
  const seats = createSeats(db)
  const stock = createStock({ db, clock, seats, intervalOf })
  const quiets = createQuiets({ db, clock, seats })
  const pictures = createPictures(core)

  async function openStock(ctx: BotContext, shopId: bigint, page: number): Promise<void> {
    const view = await stock.page(placeOf(ctx), shopId, page)
    const { shop } = view.seat
    const picture = view.first.length > 0 ? await pictures.of(shop, pictureOf(ctx, shop, view.first)) : undefined
    await show(ctx, stockScreen(view, picture))
  }

  /** `/stock`, `/stock Anna’s shop`. */
  async function command(ctx: BotContext, args: string): Promise<void> {
    const place = placeOf(ctx)
    const all = await seats.list(place)
    const wanted = args.toLowerCase()
    const found = all.filter(({ shop }) => shop.name.toLowerCase().includes(wanted))
    const [first] = found
    if (all.length === 0) return show(ctx, noShopScreen(place.isGroup))
    if (!first) throw new AppError('etsy-lowstock-stock-unknown-shop', { name: args })
    if (found.length > 1) return show(ctx, shopsScreen(found))
    await openStock(ctx, first.shop.id, 0)
  }

  const callbacks: readonly AnyCallback[] = [
    onCallback(shopChosen, async (ctx) => show(ctx, shopsScreen(await seats.list(placeOf(ctx))))),
    onCallback(stockOpened, (ctx, { shop }) => openStock(ctx, shop, 0)),
    onCallback(stockTurned, (ctx, { shop, page }) => openStock(ctx, shop, page)),
    onCallback(listingOpened, async (ctx, { listing }) =>
      show(ctx, cardScreen(await stock.card(placeOf(ctx), listing))),
    ),
    onCallback(stockMoreOpened, async (ctx, { shop }) => {
      const place = placeOf(ctx)
      const [seat, all] = await Promise.all([seats.find(place, shop), seats.list(place)])
      await show(ctx, moreScreen(seat, all.length > 1))
    }),
    onCallback(filesAsked, (ctx, { shop }) => sendFiles({ db, clock, seats }, ctx, shop)),
    onCallback(quietListOpened, async (ctx, { shop }) => show(ctx, quietScreen(await quiets.list(placeOf(ctx), shop)))),
    onCallback(quietEnded, async (ctx, { shop, quiet }) => {
      const place = placeOf(ctx)
      await quiets.end(place, shop, quiet)
      await show(ctx, quietScreen(await quiets.list(place, shop)))
      return { toast: key('quiet-turned-on') }
    }),
    onCallback(alertsTurned, async (ctx, { listing, turn, seenOn }) => {
      const place = placeOf(ctx)
      const { shopId } = await quiets.turn(place, listing, turn)
      if (seenOn === 'list') await show(ctx, quietScreen(await quiets.list(place, shopId)))
      else await show(ctx, cardScreen(await stock.card(place, listing)))
      return { toast: key(`quiet-turned-${turn}`) }
    }),
  ]
  return {
    reportPart: {
      commands: [{ name: 'stock', audience: 'group', listedFor: audiences.readers, run: command }],
      callbacks,
    },
    thresholdPart: createThreshold(core, audiences.owners).part,
  }
}
