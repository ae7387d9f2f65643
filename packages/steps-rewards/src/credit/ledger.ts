import type { StepsRewardsWalk, Tx } from '@bazaar/core/db'
import type { Ledger, LedgerDeclaration, Posting } from '@bazaar/core/ledger'
import { shownId } from './states.ts'

const issued = 'steps-rewards-issued'
const reason = 'steps-rewards-walk'
export const points = 'PTS'
export const wallet = 'core-wallet'

/** Points come from nowhere, by walking. */
export const ledger: LedgerDeclaration = {
  accounts: [{ id: issued, nature: 'derived', text: 'steps-rewards-account-issued' }],
  reasons: [{ id: reason, text: 'steps-rewards-entry-walk', debits: [issued], credits: [wallet] }],
}

function postingOf({ id, userId }: StepsRewardsWalk, amount: bigint): Posting {
  return {
    ...{ key: `steps-rewards:walk:${id}`, reason, entity: shownId(id) },
    legs: [
      { kind: issued, owner: 'system', currency: points, amount: -amount },
      { kind: wallet, owner: { user: userId }, currency: points, amount },
    ],
  }
}

/** Once for ever for each walk. Rows are locked before, and nothing is emitted yet. */
export async function postWalk(
  { ledger: books }: { readonly ledger: Ledger },
  tx: Tx,
  walk: StepsRewardsWalk,
  amount: bigint,
): Promise<void> {
  await tx.stepsRewardsProfile.update({ where: { userId: walk.userId }, data: { earned: { increment: amount } } })
  await books.post(tx, postingOf(walk, amount))
}
