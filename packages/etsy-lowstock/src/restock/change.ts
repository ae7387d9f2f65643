import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import type { WritePermission } from '../shop/index.ts'
import type { EtsyStock, Present } from './etsy-stock.ts'
import type { Move, Moves } from './moves.ts'
import type { Failure, Target } from './types.ts'

export interface ChangeDeps {
  readonly db: Db
  readonly clock: Clock
  readonly moves: Moves
  readonly stock: EtsyStock
  readonly writing: WritePermission
}

/** `look`: what came of it is looked up, and nothing is sent. */
export type Mode = 'set' | 'look'

/** Makes one move at Etsy. Nothing: it is made. */
export type Change = (target: Target, move: Move, mode: Mode) => Promise<Failure | undefined>

/**
 * Reads, compares, writes, and reads again where nobody knows what came of it. A number is set, never added: sent twice, it has one effect. What was
 * killed on the way begins here again and finds its own number there.
 */
export function createChange({ db, clock, moves, stock, writing }: ChangeDeps): Change {
  async function ended(move: Move, { elsewhere }: Pick<Present, 'elsewhere'>): Promise<undefined> {
    await moves.end(move, clock.now(), elsewhere > 0 || move.from > 0)
  }

  async function stopped(move: Move, failure: Failure): Promise<Failure> {
    await moves.back(move)
    return failure
  }

  async function learn(target: Target, move: Move): Promise<Failure | undefined> {
    const read = await stock.read(target)
    if (!read.ok) return { kind: 'unknown' }
    const { quantity } = read.value
    if (quantity === move.to) return ended(move, read.value)
    return stopped(move, quantity === move.from ? { kind: 'not-taken' } : { kind: 'changed', now: quantity })
  }

  async function send(target: Target, move: Move, present: Present): Promise<Failure | undefined> {
    const sent = await stock.write(target, present.inventory, move.to)
    if (!sent.ok) return stopped(move, sent.failure)
    const { value } = sent
    if (value.kind === 'written') return ended(move, present)
    if (value.kind === 'unknown') return learn(target, move)
    if (value.kind === 'not-allowed') await writing.forget(db.prisma, target.shopId)
    return stopped(move, value)
  }

  /** Where there is nothing left to look at, nobody has to look again. */
  async function unread(move: Move, failure: Failure): Promise<Failure> {
    if (move.row.state !== move.open) return failure
    return failure.kind === 'gone' || failure.kind === 'no-record' ? stopped(move, failure) : { kind: 'unknown' }
  }

  return async (target, move, mode) => {
    const read = await stock.read(target)
    if (!read.ok) return unread(move, read.failure)
    const { quantity, elsewhere } = read.value
    await moves.settleOthers(move, quantity, clock.now())
    const isOpen = move.row.state === move.open
    if (isOpen && quantity === move.to) return ended(move, read.value)
    if (quantity !== move.from) return stopped(move, { kind: 'changed', now: quantity })
    if (mode === 'look') return stopped(move, { kind: 'not-taken' })
    if (move.to === 0 && elsewhere === 0) return stopped(move, { kind: 'nothing-left' })
    if (!isOpen && !(await moves.begin(move))) return { kind: 'busy' }
    return send(target, move, read.value)
  }
}
