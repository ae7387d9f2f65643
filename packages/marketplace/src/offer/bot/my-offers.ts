import { type BotContext, callerOf } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { shorten, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { definePages, type PageQuery, type Pages, primary } from '@bazaar/core/screens'
import type { Businesses } from '../../business/index.ts'
import { newStarted, offerManaged } from '../../callbacks.ts'
import { type OfferView, readOffers } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { readSales, type Sales } from '../changes/sales.repository.ts'
import { stateAt } from '../changes/transitions.ts'
import { button, transitionButton } from './buttons.ts'
import { isSold, salesText, stateLine, windowOf } from './sales.lines.ts'

/** With titles and windows of two lines each, a page and its buttons fit a phone. */
const size = 3

export interface MyOffersDeps {
  readonly db: Db
  readonly businesses: Businesses
  readonly now: () => Date
}

const newButton = primary(button('new', newStarted.pack({})))

/** All offers of all venues that somebody manages, newest first. */
export function createMyOffers({ db, businesses, now }: MyOffersDeps): Pages {
  async function load(ctx: BotContext, { upTo, before, after, take }: PageQuery): Promise<readonly OfferView[]> {
    const venues = await businesses.listOf(callerOf(ctx), 'manage')
    const id = {
      ...(upTo === undefined ? {} : { lte: upTo }),
      ...(before === undefined ? {} : { lt: before }),
      ...(after === undefined ? {} : { gt: after }),
    }
    const rows = await db.prisma.marketplaceOffer.findMany({
      where: { businessId: { in: venues.map((venue) => venue.id) }, id },
      orderBy: { id: after === undefined ? 'desc' : 'asc' },
      select: { id: true },
      take,
    })
    return readOffers(
      db.prisma,
      rows.map((row) => row.id),
    )
  }

  return definePages({
    id: 'mp.o-list',
    size,
    allows: (ctx) => ctx.person !== undefined,
    load,
    idOf: ({ id }) => id,
    draw: async (_ctx, rows) => {
      const sold = rows.filter((offer) => isSold(offer, now())).map(({ id }) => id)
      return listScreen(rows, await readSales(db.prisma, sold), now())
    },
    empty: { text: key('offer-list-empty'), keyboard: [[newButton]] },
  })
}

type SalesById = ReadonlyMap<bigint, Sales>

function listScreen(offers: readonly OfferView[], sales: SalesById, now: Date): MessageContent {
  const showsVenue = new Set(offers.map(({ business }) => business.id)).size > 1
  return {
    text: key('offer-list', {
      lines: { lines: offers.map((offer) => line(offer, sales.get(offer.id), { now, showsVenue })) },
    }),
    keyboard: [...offers.map((offer) => row(offer, now)), [newButton]],
  }
}

interface Showing {
  readonly now: Date
  readonly showsVenue: boolean
}

function line(offer: OfferView, sales: Sales | undefined, { now, showsVenue }: Showing): TextSpec {
  const window = windowOf(offer, now, sales)
  return key('offer-list-line', {
    ...{ id: shownId('O', offer.id), title: offer.title },
    venue: showsVenue ? { text: key('offer-list-venue', { name: offer.business.name }) } : '',
    state: { text: stateLine(offer, now) },
    stock: { text: sales ? salesText(offer, sales) : stockText(offer) },
    window: window ? { text: key('offer-list-window', { window: { text: window } }) } : '',
  })
}

function stockText({ state, items }: OfferView): TextSpec {
  const total = (pick: 'left' | 'committed') => items.reduce((sum, item) => sum + item[pick], 0)
  return state === 'DRAFT'
    ? key('offer-list-draft', { left: total('left') })
    : key('offer-list-stock', { left: total('left'), committed: total('committed') })
}

/** The offer, and beside it what is done most often from here. */
function row(offer: OfferView, now: Date): readonly ButtonSpec[] {
  const { id, title } = offer
  const state = stateAt(offer, now)
  const quick = state === 'ACTIVE' ? 'pause' : state === 'PAUSED' ? 'resume' : undefined
  return [
    button('open', offerManaged.pack({ offer: id }), { id: shownId('O', id), title: shorten(title, quick ? 13 : 25) }),
    ...(quick ? [transitionButton(id, quick)] : []),
  ]
}
