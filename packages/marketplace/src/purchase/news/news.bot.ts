import { type AnyCallback, onCallback } from '@bazaar/core/bot'
import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { homeButton } from '@bazaar/core/screens'
import { callerOf, show } from '../../chat.ts'
import { key } from '../../text.ts'
import { lockOwn, type PurchaseDetails } from '../details.repository.ts'
import { notOpen } from '../not-open.ts'
import { reconfirmPressed } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { mineButton } from '../screen.ts'

interface Deps {
  readonly db: Db
  readonly clock: Clock
}

/** "Yes, I am coming." @throws AppError when it came too late, or the reservation is somebody else's by now */
function reconfirm({ db, clock }: Deps, userId: bigint, id: bigint): Promise<PurchaseDetails> {
  return db.tx(async (tx) => {
    const details = await lockOwn(tx, userId, id)
    const { purchase } = details
    if (purchase.state !== 'CONFIRMED') throw notOpen(details)
    const reconfirmedAt = purchase.reconfirmedAt ?? clock.now()
    await tx.marketplacePurchase.update({ where: { id }, data: { reconfirmedAt } })
    return { ...details, purchase: { ...purchase, reconfirmedAt } }
  })
}

export function newsCallbacks(deps: Deps): readonly AnyCallback[] {
  return [
    onCallback(reconfirmPressed, async (ctx, { purchase: id }) => {
      const { purchase, offer } = await reconfirm(deps, callerOf(ctx), id)
      const text = key('purchase-reconfirmed', purchaseParams(purchase, offer))
      await show(ctx, { text, keyboard: [[mineButton, homeButton]] })
    }),
  ]
}
