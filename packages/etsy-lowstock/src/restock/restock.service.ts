import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyRestock } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Logger } from '@bazaar/core/log'
import { confirmToken } from '@bazaar/core/screens'
import { mostOfOne } from '../etsy/index.ts'
import type { Alone } from './alone.ts'
import type { Change, Mode } from './change.ts'
import { type Move, restockMove, undoMove } from './moves.ts'
import type { Targets } from './target.ts'
import type { Failure, Owner, Result, Target, Wanted } from './types.ts'

/** For so long it can be taken back. */
const undoMs = 5 * 60_000
const recheckMs = 30_000

export interface RestockDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly targets: Targets
  readonly change: Change
  readonly alone: Alone
  /** Looks at the listing, so that alerts about it are true at once. */
  recheck(shopId: bigint, etsyListingIds: readonly bigint[], signal: AbortSignal): Promise<void>
}

/** What an owner confirmed: made at Etsy once, however often it is pressed, and taken back within five minutes. */
export interface Restocks {
  /** @throws AppError for who may not, and for a card that asks no more */
  confirm(owner: Owner, wanted: Wanted): Promise<Result>
  /** Looks what came of it, and sets nothing. @throws the same */
  goOn(owner: Owner, id: bigint): Promise<Result>
  /** @throws the same */
  undo(owner: Owner, id: bigint): Promise<Result>
}

const gone = () => new AppError('etsy-lowstock-restock-gone', {}, 404)

export function createRestocks({ db, clock, log, targets, change, alone, recheck }: RestockDeps): Restocks {
  const { prisma } = db
  const undoUntil = ({ canUndo, doneAt }: EtsyRestock): Date | undefined => {
    const until = canUndo && doneAt ? new Date(doneAt.getTime() + undoMs) : undefined
    return until && until > clock.now() ? until : undefined
  }

  /** Each card is one row, whoever comes first. */
  async function rowOf(byUser: bigint, target: Target, { before, after, token }: Wanted): Promise<EtsyRestock> {
    const found = await prisma.etsyRestock.findUnique({ where: { token } })
    if (found && found.state !== 'WANTED') return found
    if (confirmToken.isExpired(token, clock.now())) throw new AppError('core-confirm-expired')
    if (found) return found
    if (after < 0 || after > mostOfOne || before === after) throw gone()
    const { shopId, listingId, variationId } = target
    const data = { shopId, listingId, variationId, token, before, after, at: clock.now(), byUser }
    await prisma.etsyRestock.createMany({ data, skipDuplicates: true })
    return prisma.etsyRestock.findUniqueOrThrow({ where: { token } })
  }

  async function resultOf(target: Target, id: bigint, failure?: Failure): Promise<Result> {
    const [row, listing] = await Promise.all([
      prisma.etsyRestock.findUniqueOrThrow({ where: { id } }),
      prisma.etsyListing.findUnique({ where: { id: target.listingId }, select: { state: true } }),
    ])
    const { before, after, token } = row
    return {
      target: { ...target, isSoldOut: listing?.state === 'sold_out' },
      restock: { id, before, after, token },
      isUndo: row.state === 'DONE' || row.state === 'UNDOING',
      outcome: failure ?? (row.state === 'UNDONE' ? { kind: 'undone' } : { kind: 'done', undoUntil: undoUntil(row) }),
    }
  }

  /** What was set is set: the next look finds what this one does not. */
  async function lookAt({ shopId, etsyListingId }: Target): Promise<void> {
    try {
      await recheck(shopId, [etsyListingId], AbortSignal.timeout(recheckMs))
    } catch (err) {
      log.warn({ shop: String(shopId), err }, 'A listing was restocked, and not looked at')
    }
  }

  async function run(target: Target, move: Move, mode: Mode): Promise<Result> {
    const failure = await change(target, move, mode)
    if (!failure) await lookAt(target)
    return resultOf(target, move.row.id, failure)
  }

  /** Another number was set after it, and stands. */
  async function isOld({ id, variationId, doneAt }: EtsyRestock): Promise<boolean> {
    const later = doneAt ? [{ doneAt: { gt: doneAt } }, { doneAt, id: { gt: id } }] : []
    return (await prisma.etsyRestock.count({ where: { variationId, state: 'DONE', OR: later } })) > 0
  }

  async function findOwn(owner: Owner, id: bigint): Promise<Target> {
    const row = await prisma.etsyRestock.findUnique({ where: { id } })
    if (!row) throw gone()
    return targets.find(owner, row.variationId)
  }

  /** Nobody confirms what they pressed a day ago, and nothing is undone after its five minutes: that is only looked at. */
  async function proceed(row: EtsyRestock, target: Target, mode: Mode): Promise<Result> {
    if (row.state === 'WANTED' || row.state === 'SENT')
      return run(target, restockMove(row), confirmToken.isExpired(row.token, clock.now()) ? 'look' : mode)
    if (row.state === 'UNDOING') return run(target, undoMove(row), undoUntil(row) ? mode : 'look')
    return resultOf(target, row.id)
  }

  /** What the row says is read once nobody else is at the listing. */
  async function inTurn(target: Target, id: bigint, work: (row: EtsyRestock) => Promise<Result>): Promise<Result> {
    const read = () => prisma.etsyRestock.findUniqueOrThrow({ where: { id } })
    const done = await alone(target.etsyListingId, async () => work(await read()))
    return done ?? resultOf(target, id, { kind: 'busy' })
  }

  async function takeBack(row: EtsyRestock, target: Target): Promise<Result> {
    if (row.state !== 'DONE') return proceed(row, target, row.state === 'UNDOING' ? 'set' : 'look')
    if (undoUntil(row) === undefined) return { ...(await resultOf(target, row.id)), outcome: { kind: 'undo-late' } }
    if (await isOld(row)) return { ...(await resultOf(target, row.id)), outcome: { kind: 'newer' } }
    return run(target, undoMove(row), 'set')
  }

  return {
    async confirm(owner, wanted) {
      const target = await targets.find(owner, wanted.variation)
      const { id } = await rowOf(owner.userId, target, wanted)
      return inTurn(target, id, (row) => proceed(row, target, 'set'))
    },
    async goOn(owner, id) {
      const target = await findOwn(owner, id)
      return inTurn(target, id, (row) => proceed(row, target, 'look'))
    },
    async undo(owner, id) {
      const target = await findOwn(owner, id)
      return inTurn(target, id, (row) => takeBack(row, target))
    },
  }
}
