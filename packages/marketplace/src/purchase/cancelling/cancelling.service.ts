import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton } from '@bazaar/core/screens'
import { purchaseOpened } from '../../callbacks.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { CancelRules } from '../cancel-rules.ts'
import { lockOwn, type PurchaseDetails, readDetails, requireOwn } from '../details.repository.ts'
import type { Living, Place } from '../living.ts'
import { type Strikes, strikesToBlock } from '../no-shows/strikes.ts'
import { notOpen } from '../not-open.ts'
import { instantAt, soonAt } from '../pickup-times.ts'
import { cancelPressed } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import type { Messages } from '../purchase.messages.ts'
import { browseButton, button, mineButton, type Screen } from '../screen.ts'
import type { PurchaseView, Reservations } from '../types.ts'

export interface CancellingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly reservations: Reservations
  readonly rules: CancelRules
  readonly strikes: Strikes
  readonly messages: Messages
  readonly living: Living
}

type Kind = 'free' | 'late'

export type Cancelling = ReturnType<typeof createCancelling>

/** A customer changes their mind. */
export function createCancelling({ db, clock, reservations, rules, strikes, messages, living }: CancellingDeps) {
  /** @throws AppError when it cannot be cancelled (any more) */
  function judge({ purchase, offer }: PurchaseDetails): Kind {
    if (purchase.state !== 'CONFIRMED') throw notOpen({ purchase, offer })
    const judged = rules.judge(purchase, offer, clock.now())
    if (judged !== 'over') return judged
    const at = instantAt(offer.pickupEnd, offer.business.timeZone)
    throw new AppError('marketplace-purchase-cancel-over', { id: shownId('P', purchase.id), at })
  }

  function askScreen({ purchase, offer }: PurchaseDetails, kind: Kind): MessageContent {
    const freeUntil = soonAt(rules.freeUntil(purchase, offer), offer.business.timeZone, clock.now())
    return {
      text: key(`purchase-cancel-${kind}`, { ...purchaseParams(purchase, offer), freeUntil }),
      keyboard: [
        [danger(button(`cancel-${kind}`, cancelPressed.pack({ purchase: purchase.id, kind })))],
        [button('keep', purchaseOpened.pack({ purchase: purchase.id }))],
      ],
    }
  }

  /** @returns how it ended, and what that means for its customer */
  async function drop(tx: Tx, { purchase, offer }: PurchaseDetails, kind: Kind) {
    const now = clock.now()
    const late = kind === 'late'
    if (!(await reservations.cancelByCustomer(tx, purchase.id, now, late))) throw notOpen({ purchase, offer })
    const strikeCount = late ? await strikes.add(tx, purchase.userId, 'late', now) : 0
    await messages.tellCancelled(tx, purchase, offer)
    const ended: PurchaseView = { ...purchase, state: 'CANCELLED_BY_CUSTOMER', cancelledAt: now, late }
    const params = { ...purchaseParams(purchase, offer), strikes: strikeCount, limit: strikesToBlock }
    return { ended, offer, note: key(`purchase-cancelled-${kind}`, params) }
  }

  return {
    /** What cancelling would mean now. @throws AppError */
    async ask(userId: bigint, id: bigint): Promise<MessageContent> {
      const details = await requireOwn(db.prisma, userId, id)
      return askScreen(details, judge(details))
    },
    /** The button under what {@link ask} said: nobody who was promised a free cancelling gets a late one. */
    confirm: (
      userId: bigint,
      { purchase: id, kind: promised }: { readonly purchase: bigint; readonly kind: Kind },
      place: Place,
    ): Promise<Screen> =>
      db.tx(async (tx) => {
        const details = await lockOwn(tx, userId, id)
        if (details.purchase.state === 'CANCELLED_BY_CUSTOMER') {
          await living.bring(tx, details.purchase, details.offer, place)
          return { answer: { toast: key('purchase-cancelled-before') } }
        }
        const kind = judge(details)
        if (kind === 'late' && promised === 'free')
          return { content: askScreen(details, kind), answer: { alert: key('purchase-cancel-late-now') } }
        const { ended, offer, note } = await drop(tx, details, kind)
        // What is free is said by how it ended.
        await living.bring(tx, ended, offer, place, kind === 'late' ? { note } : {})
        return { answer: { toast: key('purchase-cancelled-toast') } }
      }),
    /** Whoever writes the number means it, unless it has a price: then they are asked first. */
    command: (userId: bigint, id: bigint): Promise<MessageContent> =>
      db.tx(async (tx) => {
        const details = await lockOwn(tx, userId, id)
        const kind = judge(details)
        if (kind === 'late') return askScreen(details, kind)
        const { ended, offer, note } = await drop(tx, details, kind)
        await living.refresh(tx, [ended], offer)
        return { text: note, keyboard: [[browseButton, mineButton], [homeButton]] }
      }),
    async list(userId: bigint): Promise<readonly PurchaseDetails[]> {
      const open = await readDetails(db.prisma, { userId, state: 'CONFIRMED' }, { take: 20 })
      return open.filter(({ purchase, offer }) => rules.judge(purchase, offer, clock.now()) !== 'over')
    },
  }
}
