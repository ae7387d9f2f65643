import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { Notifications } from '@bazaar/core/notifications'
import { type Item, listingOf, viewAlerts } from './alert.repository.ts'
import { alertContent } from './alert.text.ts'

/** So many alerts of one listing are drawn anew; older ones are far up in the chats. */
const mostDrawn = 200

export interface RedrawDeps {
  readonly notifications: Notifications
  readonly clock: Clock
}

/** Draws the sent alerts about these listings or variations as things are now. What stands in a message about many stays as it was. */
export type Redraw = (tx: Tx, items: readonly Item[]) => Promise<void>

export function createRedraw({ notifications, clock }: RedrawDeps): Redraw {
  return async (tx, items) => {
    const found = await tx.etsyAlert.findMany({
      where: {
        notificationId: { not: null },
        OR: items.map(({ listingId, variationId }) => ({ listingId, variationId })),
      },
      include: listingOf,
      orderBy: { id: 'desc' },
      take: mostDrawn,
    })
    const shared = await tx.etsyAlert.groupBy({
      by: ['notificationId'],
      where: { notificationId: { in: found.flatMap((row) => row.notificationId ?? []) } },
      having: { id: { _count: { gt: 1 } } },
    })
    const isShared = new Set(shared.map((one) => one.notificationId))
    const rows = found.filter((row) => !isShared.has(row.notificationId))
    const views = await viewAlerts(tx, rows, clock.now())
    await notifications.editMany(
      tx,
      rows.flatMap(({ notificationId }, index) => {
        const view = views[index]
        return notificationId !== null && view ? [{ id: notificationId, content: alertContent(view) }] : []
      }),
    )
  }
}
