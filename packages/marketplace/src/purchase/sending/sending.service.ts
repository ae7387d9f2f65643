import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, MarketplaceTransfer, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { MessageContent, Notifications } from '@bazaar/core/notifications'
import type { Users } from '@bazaar/core/users'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { readAllowance } from '../buying/deal.repository.ts'
import { findDetails, lockDetails, lockOwn, type PurchaseDetails } from '../details.repository.ts'
import type { Living, Place } from '../living.ts'
import { notOpen } from '../not-open.ts'
import { instantAt } from '../pickup-times.ts'
import { purchaseParams } from '../purchase.lines.ts'
import type { Messages } from '../purchase.messages.ts'
import type { Receipts } from '../receipt.ts'
import type { PickupCodes, PurchaseView } from '../types.ts'
import { friendCard, invitationText, linkScreen } from './sending.screens.ts'
import { createTransfer, findTransfer, newToken, useTransfer } from './transfer.repository.ts'

export interface SendingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly users: Users
  readonly notifications: Notifications
  readonly codes: PickupCodes
  readonly receipts: Receipts
  readonly living: Pick<Living, 'turn'>
  readonly messages: Messages
  /** Makes the bot's deep links. */
  startLink(payload: string): Promise<string>
}

export type Sending = ReturnType<typeof createSending>

const refusal = (name: string, params: AppError['params'] = {}) =>
  new AppError(`marketplace-purchase-friend-${name}`, params)

/** "Send to a friend": somebody else collects it, with a code of their own. */
export function createSending(deps: SendingDeps) {
  const { db, clock, keyring, users, notifications, codes, receipts, living, messages, startLink } = deps
  const nameOf = async (userId: bigint) => (await users.find(userId))?.firstName ?? ''

  /** @throws AppError when the reservation cannot be collected any more */
  function refuseUnlessOpen(details: PurchaseDetails): void {
    const { purchase, offer } = details
    if (purchase.state !== 'CONFIRMED') throw notOpen(details)
    if (clock.now() >= offer.pickupEnd)
      throw refusal('expired', { at: instantAt(offer.pickupEnd, offer.business.timeZone) })
  }

  /** What the link leads to, for whoever opened it. @throws AppError when it is good for nothing to them */
  function check(
    transfer: MarketplaceTransfer | undefined,
    details: PurchaseDetails | undefined,
    userId: bigint,
  ): PurchaseDetails {
    if (!transfer || !details) throw refusal('unknown')
    if (transfer.usedBy === userId) throw refusal('yours', { id: shownId('P', details.purchase.id) })
    if (transfer.usedAt) throw refusal('used')
    if (transfer.fromUser === userId) throw refusal('own')
    if (clock.now() >= transfer.expiresAt)
      throw refusal('expired', { at: instantAt(transfer.expiresAt, details.offer.business.timeZone) })
    if (details.purchase.userId !== transfer.fromUser) throw refusal('used')
    if (details.purchase.state !== 'CONFIRMED') throw refusal('cancelled')
    return details
  }

  /** What holds for reserving holds for the friend. The offer is locked, so nobody reserves meanwhile. */
  async function refuseUnlessAllowed(tx: Tx, userId: bigint, { purchase, offer }: PurchaseDetails): Promise<void> {
    const { limit, taken, often, blockedUntil } = await readAllowance(tx, keyring, offer.id, userId)
    if (blockedUntil && blockedUntil > clock.now()) {
      const until = instantAt(blockedUntil, offer.business.timeZone)
      throw new AppError('marketplace-purchase-refused-blocked', { until })
    }
    if (often !== undefined) throw new AppError('marketplace-purchase-refused-often', { times: often })
    // A reservation that comes back to whoever made it counts already.
    const more = purchase.sentBy === userId ? 0 : purchase.quantity
    if (taken + more > limit) throw refusal('limit', { limit, taken })
  }

  /** The friend's own code, receipt and duties. */
  async function handTo(
    tx: Tx,
    userId: bigint,
    { purchase, offer }: PurchaseDetails,
    { onto }: Place,
  ): Promise<PurchaseView> {
    const reservedBy = purchase.sentBy ?? purchase.userId
    const taken: PurchaseView = {
      ...purchase,
      userId,
      sentBy: reservedBy === userId ? undefined : reservedBy,
      codeVersion: purchase.codeVersion + 1,
      codeKeyId: keyring.currentKeyId,
      reconfirmBy: undefined,
      reconfirmedAt: undefined,
    }
    const { id: receiptId } = await notifications.emit(tx, { ...receipts.write(taken, offer), onto })
    const { sentBy = null, codeVersion, codeKeyId } = taken
    await tx.marketplacePurchase.update({
      where: { id: purchase.id },
      data: { userId, sentBy, codeVersion, codeKeyId, receiptId, reconfirmBy: null, reconfirmedAt: null },
    })
    if (purchase.receiptId !== undefined)
      await notifications.edit(tx, purchase.receiptId, receipts.sent(purchase, offer))
    const text = key('purchase-told-sent', { ...purchaseParams(taken, offer), name: await nameOf(userId) })
    await messages.tellSender(tx, purchase, `sent-${codeVersion}`, { text })
    return { ...taken, receiptId }
  }

  return {
    /**
     * A link that works once, until the window ends. The receipt itself shows it: whatever happens to the reservation takes it away.
     * @param write a text as whoever sends it would say it
     * @throws AppError
     */
    async showLink(userId: bigint, purchaseId: bigint, place: Place, write: (text: TextSpec) => string): Promise<void> {
      const token = newToken()
      const link = await startLink(`friend_${token}`)
      await db.tx(async (tx) => {
        const details = await lockOwn(tx, userId, purchaseId)
        refuseUnlessOpen(details)
        const { purchase, offer } = details
        const transfer = { purchaseId, fromUser: userId, createdAt: clock.now(), expiresAt: offer.pickupEnd }
        await createTransfer(tx, token, transfer)
        await living.turn(tx, purchase, offer, place, linkScreen(details, link, write(invitationText(details))))
      })
    },
    /** What somebody who opened the link may take. @throws AppError */
    async open(userId: bigint, token: string): Promise<MessageContent> {
      const transfer = await findTransfer(db.prisma, token)
      const details = transfer && (await findDetails(db.prisma, transfer.purchaseId))
      const checked = check(transfer, details, userId)
      return friendCard(checked, token, await nameOf(transfer?.fromUser ?? 0n), clock.now())
    },
    /** Once: the code and the QR code of the sender are dead from here on. @returns the friend's own @throws AppError */
    take: (userId: bigint, token: string, place: Place): Promise<TextParam> =>
      db.tx(async (tx) => {
        const given = await findTransfer(tx, token)
        const details = given && (await lockDetails(tx, given.purchaseId))
        // Read again under the lock: two friends may have pressed at once.
        const checked = check(await findTransfer(tx, token), details, userId)
        await refuseUnlessAllowed(tx, userId, checked)
        await useTransfer(tx, token, userId, clock.now())
        return codes.shown(await handTo(tx, userId, checked, place))
      }),
  }
}
