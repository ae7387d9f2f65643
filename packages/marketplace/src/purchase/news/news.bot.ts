import { type AnyCallback, callerOf, onCallback } from '@bazaar/core/bot'
import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { placeOf } from '../../chat.ts'
import { key } from '../../text.ts'
import { lockOwn } from '../details.repository.ts'
import type { Living, Place } from '../living.ts'
import { notOpen } from '../not-open.ts'
import { reconfirmPressed } from '../purchase.callbacks.ts'

interface Deps {
  readonly db: Db
  readonly clock: Clock
  readonly living: Living
}

/** "Yes, I am coming." @throws AppError when it came too late, or the reservation is somebody else's by now */
function reconfirm({ db, clock, living }: Deps, userId: bigint, id: bigint, place: Place): Promise<void> {
  return db.tx(async (tx) => {
    const details = await lockOwn(tx, userId, id)
    const { purchase } = details
    if (purchase.state !== 'CONFIRMED') throw notOpen(details)
    const reconfirmedAt = purchase.reconfirmedAt ?? clock.now()
    await tx.marketplacePurchase.update({ where: { id }, data: { reconfirmedAt } })
    await living.bring(tx, { ...purchase, reconfirmedAt }, details.offer, place)
  })
}

export function newsCallbacks(deps: Deps): readonly AnyCallback[] {
  return [
    onCallback(reconfirmPressed, async (ctx, { purchase: id }) => {
      await reconfirm(deps, callerOf(ctx), id, placeOf(ctx))
      return { toast: key('purchase-reconfirmed') }
    }),
  ]
}
