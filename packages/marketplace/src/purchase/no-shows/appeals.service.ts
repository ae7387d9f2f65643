import type { Approvals } from '@bazaar/core/approvals'
import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, MarketplaceAppeal, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { TextSpec } from '@bazaar/core/i18n'
import type { MessageContent, Notifications } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { cleanLines } from '../../clean-text.ts'
import { blockedUntilOf, blockMs, lockCustomer, sanctionKeysOf } from '../../sanctions.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { readDetails } from '../details.repository.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { browseButton } from '../screen.ts'
import { newsTopic } from '../topic-ids.ts'

export const appealKind = 'marketplace-appeal'
export const appealContext = 'marketplace_appeal.reason'
const shownNoShows = 5
/** Of one block. */
const mostAppeals = 3

export interface AppealsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly approvals: Approvals
  readonly notifications: Notifications
}

export type Appeals = ReturnType<typeof createAppeals>

/** "That was unfair": a blocked customer asks a moderator. */
export function createAppeals({ db, clock, keyring, approvals, notifications }: AppealsDeps) {
  /** From before the person deleted everything and came back. */
  async function countKept(tx: Tx, userId: bigint, kind: 'appealed' | 'no-show' | 'late'): Promise<number> {
    const person = { in: [...sanctionKeysOf(keyring, userId)] }
    const where = { person, kind, expiresAt: { gt: clock.now() } }
    return (await tx.marketplaceSanction.aggregate({ where, _sum: { count: true } }))._sum.count ?? 0
  }

  /** @throws AppError when nothing is blocked, or an appeal waits already */
  async function requireBlocked(tx: Tx, userId: bigint): Promise<void> {
    const persons = sanctionKeysOf(keyring, userId)
    const [block] = await tx.$queryRaw<{ until: Date | null }[]>`SELECT ${blockedUntilOf(userId, persons)} AS until`
    if (!block?.until || block.until <= clock.now()) throw new AppError('marketplace-purchase-appeal-not-blocked')
    const waiting = await tx.marketplaceAppeal.findFirst({ where: { userId, state: 'pending' }, select: { id: true } })
    if (waiting) throw new AppError('marketplace-purchase-appeal-waiting', { id: shownId('A', waiting.id) })
    const since = new Date(block.until.getTime() - blockMs)
    const refused = await tx.marketplaceAppeal.count({ where: { userId, state: 'refused', createdAt: { gt: since } } })
    const before = await countKept(tx, userId, 'appealed')
    if (refused + before >= mostAppeals) throw new AppError('marketplace-purchase-appeal-last')
  }

  async function decide(
    tx: Tx,
    id: bigint,
    state: 'granted' | 'refused',
    content: MessageContent,
  ): Promise<MarketplaceAppeal> {
    const appeal = await tx.marketplaceAppeal.update({ where: { id }, data: { state } })
    const { userId } = appeal
    const entity = `appeal:${id}`
    await notifications.emit(tx, { topic: newsTopic, chatId: userId, userId, entity, transition: state, content })
    return appeal
  }

  return {
    requireBlocked: (userId: bigint) => requireBlocked(db.prisma, userId),
    async submit(tx: Tx, userId: bigint, reason: string): Promise<MessageContent> {
      // Of two appeals at once the second waits here and then finds the first.
      await lockCustomer(tx, userId)
      await requireBlocked(tx, userId)
      const { id } = await tx.marketplaceAppeal.create({
        data: {
          userId,
          reason: keyring.seal(cleanLines(reason), appealContext),
          createdAt: clock.now(),
          state: 'pending',
        },
      })
      await approvals.submit(tx, appealKind, id, userId)
      return { text: key('purchase-appeal-sent', { id: shownId('A', id) }), keyboard: [[homeButton]] }
    },
    /** What a moderator sees in /pending. */
    async card(id: bigint): Promise<TextSpec> {
      const appeal = await db.prisma.marketplaceAppeal.findUniqueOrThrow({ where: { id } })
      const { userId } = appeal
      const missed = await readDetails(db.prisma, { userId, state: 'NO_SHOW' }, { take: shownNoShows })
      const lateCount = await db.prisma.marketplacePurchase.count({ where: { userId, late: true } })
      const kept = {
        noShows: await countKept(db.prisma, userId, 'no-show'),
        late: await countKept(db.prisma, userId, 'late'),
      }
      const lines = [
        ...missed.map(({ purchase, offer }) => key('purchase-appeal-line', purchaseParams(purchase, offer))),
        ...(kept.noShows + kept.late > 0 ? [key('purchase-appeal-kept', kept)] : []),
      ]
      return key('purchase-appeal-card', {
        // Moderators must get past one that cannot be opened any more.
        reason: keyring.tryOpen(appeal.reason, appealContext) ?? '–',
        lines: { lines },
        late: lateCount,
      })
    },
    async grant(tx: Tx, id: bigint): Promise<void> {
      const content = {
        text: key('purchase-appeal-granted', { id: shownId('A', id) }),
        keyboard: [[primary(browseButton)]],
      }
      const { userId } = await decide(tx, id, 'granted', content)
      await tx.marketplaceCustomer.updateMany({
        where: { userId },
        data: { blockedUntil: null, forgivenAt: clock.now() },
      })
      const forgiven = ['block', 'no-show', 'late', 'appealed']
      await tx.marketplaceSanction.deleteMany({
        where: { person: { in: [...sanctionKeysOf(keyring, userId)] }, kind: { in: forgiven } },
      })
    },
    async refuse(tx: Tx, id: bigint, reason: string): Promise<void> {
      await decide(tx, id, 'refused', { text: key('purchase-appeal-refused', { id: shownId('A', id), reason }) })
    },
  }
}
