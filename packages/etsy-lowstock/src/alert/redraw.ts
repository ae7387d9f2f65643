import type { Clock } from '@bazaar/core/clock'
import type { Prisma, Tx } from '@bazaar/core/db'
import type { Notifications } from '@bazaar/core/notifications'
import { type Item, listingOf, viewAlerts } from './alert.repository.ts'
import { alertContent } from './alert.text.ts'

/** So many alerts are drawn anew at once; older ones are far up in the chats, and say how things are when something is pressed in them. */
const mostDrawn = 200

export interface RedrawDeps {
  readonly notifications: Notifications
  readonly clock: Clock
}

/** Draws sent alerts as things are now. What stands in a message about many stays as it was. */
export interface Redraw {
  /** Those about these listings or variations, and about the variations of a listing: what concerns it concerns them. Not what is over: that stays. */
  open(tx: Tx, items: readonly Item[]): Promise<void>
  /** Those that are over by now. */
  ended(tx: Tx, alerts: readonly bigint[]): Promise<void>
}

export function createRedraw({ notifications, clock }: RedrawDeps): Redraw {
  async function draw(tx: Tx, where: Prisma.EtsyAlertWhereInput): Promise<void> {
    const found = await tx.etsyAlert.findMany({
      where: { notificationId: { not: null }, ...where },
      include: listingOf,
      orderBy: { id: 'desc' },
      take: mostDrawn,
    })
    if (found.length === 0) return
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

  return {
    open: (tx, items) =>
      draw(tx, {
        ...{ overAt: null, kind: { not: 'back' } },
        OR: items.map(({ listingId, variationId }) =>
          variationId === null ? { listingId } : { listingId, variationId },
        ),
      }),
    ended: async (tx, alerts) => {
      const newest = [...alerts].sort((one, other) => (one < other ? 1 : -1)).slice(0, mostDrawn)
      if (newest.length > 0) await draw(tx, { id: { in: newest } })
    },
  }
}
