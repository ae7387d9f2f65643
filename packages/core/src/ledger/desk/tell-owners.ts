import type { Tx } from '../../db/index.ts'
import { money, type TextSpec } from '../../i18n/index.ts'
import type { Notifications, Topic } from '../../notifications/index.ts'
import type { Declared } from '../declared.ts'
import { walletButton } from '../people/buttons.ts'
import { accountName, reasonText, signed } from '../people/words.ts'
import { type PostedLeg, type PostingCard, readPosting } from './postings.ts'

/** What somebody of finance did to the account of a person, or decided about what another one asked for. */
export const ledgerTopic: Topic = { id: 'core-ledger', lane: 'money', errsOn: 'duplicate' }

export interface TellDeps {
  readonly clock: { now(): Date }
  readonly notifications: Pick<Notifications, 'emit'>
  declared(): Declared
}

/** Tells everybody whose account a posting moved, with what is there now. */
export async function tellOwners(deps: TellDeps, tx: Tx, posting: bigint): Promise<void> {
  const card = await readPosting(tx, posting, deps.clock.now())
  if (!card) return
  const owned = card.legs.flatMap((leg) =>
    leg.owner !== 'gone' && leg.owner !== 'system' && 'user' in leg.owner ? [{ leg, user: leg.owner.user }] : [],
  )
  for (const [user, legs] of Map.groupBy(owned, (one) => one.user))
    await deps.notifications.emit(tx, {
      ...{ topic: ledgerTopic.id, chatId: user, userId: user, entity: `posting:${posting}`, transition: 'posted' },
      content: {
        text: told(
          deps.declared(),
          card,
          legs.map(({ leg }) => leg),
        ),
        keyboard: [[walletButton]],
      },
    })
}

function told(declared: Declared, card: PostingCard, legs: readonly PostedLeg[]): TextSpec {
  const what = reasonText(declared, { ...card, isReversal: card.reverses !== undefined })
  const lines = legs.map(({ kind, currency, amount, isStored, balanceAfter }): TextSpec => {
    if (!isStored) return { key: 'core-ledger-told-owed', params: { amount: money(-amount, currency) } }
    const params = {
      ...{ amount: signed(amount, currency), account: accountName(declared, kind) },
      balance: money(balanceAfter, currency),
    }
    return { key: 'core-ledger-told-line', params }
  })
  return { key: 'core-ledger-told', params: { what: { text: what }, lines: { lines } } }
}
