import type { Core, Part } from '@bazaar/core/feature'
import type { EtsyApi } from '../etsy/index.ts'
import type { Begin } from '../link/index.ts'
import type { Shops } from '../shop/index.ts'
import type { Looks } from '../stock/index.ts'
import { createAlone } from './alone.ts'
import { createAmountForm } from './amount.form.ts'
import { createAsking } from './asking.service.ts'
import { createChange } from './change.ts'
import { consentCallbacks } from './consent.bot.ts'
import { createEtsyStock } from './etsy-stock.ts'
import { createMoves } from './moves.ts'
import { restockCallbacks } from './restock.bot.ts'
import { createRestocks } from './restock.service.ts'
import { createTargets } from './target.ts'

export { restockSettingButton } from './consent.screens.ts'

const table = 'etsy_lowstock_restock'
/** As long as the history of stock. */
const keepMs = 400 * 24 * 3_600_000

export interface RestockOthers {
  readonly api: EtsyApi
  readonly shops: Pick<Shops, 'access' | 'grants' | 'writing'>
  readonly looks: Pick<Looks, 'recheck'>
  readonly begin: Begin
}

/** More pieces at Etsy, from the chat: for owners who have allowed it. */
export function createRestock(core: Core, { api, shops, looks, begin }: RestockOthers): { readonly part: Part } {
  const { db, clock, log, locks } = core
  const { access, grants, writing } = shops
  const targets = createTargets(db)
  const stock = createEtsyStock({ api, grants })
  const asking = createAsking({ db, targets, stock })
  const change = createChange({ db, clock, moves: createMoves(db), stock, writing })
  const restocks = createRestocks({
    db,
    clock,
    log,
    targets,
    change,
    alone: createAlone(locks),
    recheck: looks.recheck,
  })
  const part: Part = {
    callbacks: [...restockCallbacks({ asking, restocks, clock }), ...consentCallbacks({ db, access, writing, begin })],
    forms: [createAmountForm({ asking, clock })],
    retention: [{ id: 'restock', table, ageColumn: 'at', keepMs, time: 'business', personal: true }],
  }
  return { part }
}
