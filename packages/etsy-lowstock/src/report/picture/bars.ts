import type { BotContext } from '@bazaar/core/bot'
import type { EtsyShop } from '@bazaar/core/db'
import { shorten } from '@bazaar/core/i18n'
import { fewestDays } from '../../stock/index.ts'
import { key } from '../../text.ts'
import { type Item, type Piece, worstOf } from '../items.ts'
import type { Bar, BarState, StockPicture } from './types.ts'

/** What a page shows, as a picture in the words of its reader. @param before how many listings stand before it */
export function pictureOf(
  ctx: Pick<BotContext, 'plain'>,
  shop: EtsyShop,
  items: readonly Item[],
  before: number,
): StockPicture {
  const word = (name: string) => ctx.plain(key(`picture-${name}`))
  return {
    title: shorten(shop.name, 50),
    legend: {
      ...{ out: word('out'), low: word('low'), fine: word('fine') },
      ...{ threshold: word('threshold'), unnamed: word('unnamed') },
    },
    bars: items.map((item, index) => barOf(ctx, item, before + index + 1)),
  }
}

function barOf(ctx: Pick<BotContext, 'plain'>, item: Item, at: number): Bar {
  const worst = worstOf(item)
  const isNamed = item.pieces.length > 1 && worst !== undefined && item.standing !== 'out'
  const pieces = isNamed ? worst.quantity : item.quantity
  const state = stateOf(item, worst)
  return {
    at,
    title: isNamed ? `${shorten(worst.name, 12)} · ${item.title}` : item.title,
    state,
    pieces,
    threshold: worst && tickOf(worst),
    label: ctx.plain(labelOf(state, pieces, worst)),
  }
}

/** What was ordered is short all the same. */
function stateOf({ standing, quantity }: Item, worst: Piece | undefined): BarState {
  if (standing === 'fine') return 'fine'
  return standing === 'out' || quantity === 0 || worst?.quantity === 0 ? 'out' : 'low'
}

function labelOf(state: BarState, count: number, worst: Piece | undefined) {
  if (state === 'out') return key('picture-out')
  const days = worst && fewestDays(worst.daysLeft)
  return days === undefined
    ? key('picture-left', { count })
    : key('picture-left-days', { count, days: { duration: days * 86_400 } })
}

/** Days as the pieces that they sell; nowhere while nothing is sold. */
function tickOf({ threshold: { value, by }, daysLeft, quantity }: Piece): number | undefined {
  if (by === 'units') return value
  const days = fewestDays(daysLeft)
  return days === undefined || days === 0 ? undefined : Math.ceil((quantity / days) * value)
}
