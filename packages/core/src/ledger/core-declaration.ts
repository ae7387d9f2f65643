import type { LedgerDeclaration } from './types.ts'

/** What people own by the core's own kinds, in the order in which statements name them. */
export const peoplesKinds = ['core-wallet', 'core-bonus', 'core-pending', 'core-earnings'] as const
/** What a person owes after something was taken back that was spent already. */
export const receivableKind = 'core-receivable'
export const adjustmentReason = 'core-adjustment'
export const forfeitReason = 'core-forfeit'
/** Units that have no worth outside of the bot: who leaves, leaves them. */
export const pointsOf: ReadonlySet<string> = new Set(['PTS'])
/** Given as a present, never paid out: forfeited like points. */
export const bonusKind = 'core-bonus'

/** Accounts, reasons and units that belong to no feature. */
export const coreLedger: LedgerDeclaration = {
  currencies: ['PTS', 'XTR', 'INR', 'EUR', 'USD', 'RUB', 'USDT'],
  accounts: [
    ...peoplesKinds.map((id) => ({ id, nature: 'stored' as const, text: id.replace('core-', 'core-account-') })),
    { id: receivableKind, nature: 'derived', text: 'core-account-receivable' },
    { id: 'core-exchange', nature: 'derived', text: 'core-account-exchange' },
    { id: 'core-adjusted', nature: 'derived', text: 'core-account-adjusted' },
    { id: 'core-forfeited', nature: 'derived', text: 'core-account-forfeited' },
  ],
  reasons: [
    {
      id: adjustmentReason,
      text: 'core-entry-adjustment',
      debits: ['core-adjusted', ...peoplesKinds],
      credits: ['core-adjusted', ...peoplesKinds],
    },
    { id: forfeitReason, text: 'core-entry-forfeit', debits: peoplesKinds, credits: ['core-forfeited'] },
  ],
}
