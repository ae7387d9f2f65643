import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { shownId } from '../shown-id.ts'
import { lockBusiness, readBusinessOf } from './business.repository.ts'
import type { BusinessView } from './types.ts'

/** Who of a venue's people is told of each reservation: nobody who did not ask for it, and nobody who does not work there any more. */
export interface Listeners {
  isOn(userId: bigint, businessId: bigint): Promise<boolean>
  /** @throws AppError when the person does not work there */
  turn(userId: bigint, businessId: bigint, turn: 'on' | 'off'): Promise<BusinessView>
  list(tx: Tx, businessId: bigint): Promise<readonly bigint[]>
}

export function createListeners({ db, clock }: { readonly db: Db; readonly clock: Clock }): Listeners {
  return {
    isOn: async (userId, businessId) =>
      (await db.prisma.marketplaceListener.count({ where: { userId, businessId } })) > 0,
    turn: (userId, businessId, turn) =>
      db.tx(async (tx) => {
        // Whoever is removed at this moment must not stay on the list.
        await lockBusiness(tx, businessId)
        const venue = await readBusinessOf(tx, userId, businessId, 'collect')
        if (!venue) throw new AppError('marketplace-business-unknown', { id: shownId('B', businessId) }, 404)
        if (turn === 'off') await forgetListener(tx, userId, businessId)
        else
          await tx.marketplaceListener.createMany({
            data: [{ userId, businessId, since: clock.now() }],
            skipDuplicates: true,
          })
        return venue
      }),
    async list(tx, businessId) {
      const rows = await tx.$queryRaw<{ id: bigint }[]>`SELECT id FROM marketplace_listeners(${businessId}) AS id`
      return rows.map(({ id }) => id)
    },
  }
}

/** The part that the person had at the venue is over, or they had enough. */
export async function forgetListener(tx: Tx, userId: bigint, businessId: bigint): Promise<void> {
  await tx.marketplaceListener.deleteMany({ where: { userId, businessId } })
}

/** What would be sent to somebody who blocked the bot waits until the person comes back. */
export async function pauseListener(tx: Tx, userId: bigint, paused: boolean): Promise<void> {
  await tx.marketplaceListener.updateMany({ where: { userId }, data: { paused } })
}
