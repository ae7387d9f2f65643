import { type Tx, takeTurn } from '../../db/index.ts'
import { AppError } from '../../errors/index.ts'
import type { Acting, AdminAction } from '../../users/index.ts'
import type { Ledger } from '../types.ts'
import { postingId, type shortfalls } from './buttons.ts'
import { postingKind, refuseOwn } from './posting-screens.ts'
import { readPosting } from './postings.ts'
import { type TellDeps, tellOwners } from './tell-owners.ts'

export interface ReversalDeps extends TellDeps {
  readonly adminAction: AdminAction
  readonly ledger: Pick<Ledger, 'reverse'>
}

export interface Reversal {
  readonly posting: bigint
  readonly shortfall: (typeof shortfalls)[number]
  readonly reason: string
}

/**
 * Takes a posting back, and tells everybody concerned.
 * @returns the posting that does it @throws AppError when it was taken back before, also on another device and with another choice
 */
export function reversePosting(deps: ReversalDeps, tx: Tx, acting: Acting, reversal: Reversal): Promise<bigint> {
  const { posting, shortfall, reason } = reversal
  const key = `core:reversal:${posting}`
  return deps.adminAction(
    acting,
    async (audited) => {
      // Of two at once the second one finds it done, instead of another content under the same key.
      await takeTurn(audited, key)
      const before = await readPosting(audited, posting, deps.clock.now())
      if (before?.reversedBy !== undefined) throw new AppError('core-ledger-reversed')
      if (before) refuseOwn(before, acting.actorId)
      const { id } = await deps.ledger.reverse(audited, posting, key, shortfall)
      await tellOwners(deps, audited, id)
      const object = { kind: postingKind, id: postingId(posting) }
      return { value: id, did: { action: 'ledger.reversed', object, after: { by: postingId(id), shortfall }, reason } }
    },
    tx,
  )
}
