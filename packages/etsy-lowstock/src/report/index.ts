import { type AnyCallback, type BotContext, onCallback } from '@bazaar/core/bot'
import type { EtsyShop } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Core, Part } from '@bazaar/core/feature'
import { show } from '@bazaar/core/screens'
import { stockOpened } from '../callbacks.ts'
import { placeOf } from '../place.ts'
import type { ShopAudiences } from '../shop/index.ts'
import { listingOpened, quietListOpened } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { createThreshold } from '../threshold/index.ts'
import { cardScreen } from './card.screen.ts'
import { sendFiles } from './files/send-files.ts'
import { moreScreen } from './more.screen.ts'
import { pictureOf } from './picture/bars.ts'
import { createPictures } from './picture/pictures.service.ts'
import { quietScreen } from './quiet/quiet.screen.ts'
import { createQuiets } from './quiet/quiet.service.ts'
import {
  alertsTurned,
  cardTurned,
  filesAsked,
  pictureOpened,
  quietEnded,
  shopChosen,
  shopsTurned,
  stockMoreOpened,
  stockTurned,
} from './report.callbacks.ts'
import { createSeats } from './seats.ts'
import { noShopScreen, pictureScreen, shopsScreen, stockScreen } from './stock.screens.ts'
import { createStock } from './stock.service.ts'

export { historyFiles } from './files/history-files.ts'

export interface ReportDeps {
  readonly audiences: ShopAudiences
  /** Seconds between two looks at this shop, as things are now. */
  intervalOf(shop: EtsyShop): Promise<number>
  /** Whether the owner of a shop may restock from here. */
  mayRestock(shopId: bigint): Promise<boolean>
}

export interface Report {
  readonly reportPart: Part
  readonly thresholdPart: Part
}

/** Stock as a list, a picture and files; and what low means. */
export function createReport(core: Core, { audiences, intervalOf, mayRestock }: ReportDeps): Report {
  const { db, clock } = core
  const seats = createSeats(db)
  const stock = createStock({ db, clock, seats, intervalOf, mayRestock })
  const quiets = createQuiets({ db, clock, seats })
  const pictures = createPictures(core)

  const openStock = async (ctx: BotContext, shopId: bigint, page: number): Promise<void> =>
    show(ctx, stockScreen(await stock.page(placeOf(ctx), shopId, page)))

  async function openPicture(ctx: BotContext, shopId: bigint, page: number) {
    const view = await stock.page(placeOf(ctx), shopId, page)
    const { items, at, seat } = view
    const picture =
      items.length > 0 ? await pictures.of(seat.shop, pictureOf(ctx, seat.shop, items, at.before)) : undefined
    await show(ctx, picture === undefined ? stockScreen(view) : pictureScreen(view, picture))
    return picture === undefined ? { toast: key('stock-toast-no-picture') } : undefined
  }

  /** `/stock`, `/stock Anna’s shop`. */
  async function command(ctx: BotContext, args: string): Promise<void> {
    const place = placeOf(ctx)
    const found = await seats.list(place, 0, args)
    const [first, ...others] = found.seats
    if (!first) {
      if (args === '' || (await seats.list(place, 0)).total === 0) return show(ctx, noShopScreen(place.isGroup))
      throw new AppError('etsy-lowstock-stock-unknown-shop', { name: args })
    }
    const named = others.length === 0 ? first : found.seats.find(({ shop }) => isCalled(shop, args))
    await (named ? openStock(ctx, named.shop.id, 0) : show(ctx, shopsScreen(found, args)))
  }

  const showShops = async (ctx: BotContext, page: number) =>
    show(ctx, shopsScreen(await seats.list(placeOf(ctx), page)))
  const callbacks: readonly AnyCallback[] = [
    onCallback(shopChosen, (ctx) => showShops(ctx, 0)),
    onCallback(shopsTurned, (ctx, { page }) => showShops(ctx, page)),
    onCallback(pictureOpened, (ctx, { shop, page }) => openPicture(ctx, shop, page)),
    onCallback(stockOpened, (ctx, { shop }) => openStock(ctx, shop, 0)),
    onCallback(stockTurned, (ctx, { shop, page }) => openStock(ctx, shop, page)),
    onCallback(listingOpened, async (ctx, { listing }) =>
      show(ctx, cardScreen(await stock.card(placeOf(ctx), listing))),
    ),
    onCallback(cardTurned, async (ctx, { listing, page }) =>
      show(ctx, cardScreen(await stock.card(placeOf(ctx), listing, page))),
    ),
    onCallback(stockMoreOpened, async (ctx, { shop }) => {
      const place = placeOf(ctx)
      const [seat, all] = await Promise.all([seats.find(place, shop), seats.list(place, 0)])
      await show(ctx, moreScreen(seat, all.total > 1))
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
    thresholdPart: createThreshold(core, audiences.owners, mayRestock).part,
  }
}

/** Of several whose names have it in them, the one that is called so. */
const isCalled = ({ name }: EtsyShop, wanted: string): boolean => name.toLowerCase() === wanted.toLowerCase()
