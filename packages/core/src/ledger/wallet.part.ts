import type { AdjustLimit } from '../config/index.ts'
import type { Core, Part } from '../feature/index.ts'
import type { Declared } from './declared.ts'
import { adjustForm } from './desk/adjust.form.ts'
import { adjustmentsNoun, postingNoun } from './desk/adjustment.noun.ts'
import { deskCallbacks, deskCommand } from './desk/desk.ts'
import { reverseForm } from './desk/reverse.form.ts'
import { ledgerTopic } from './desk/tell-owners.ts'
import { eraseLedger, ledgerBlockers } from './people/erasure.ts'
import { exportLedger } from './people/personal-data.ts'
import { statementFiles } from './people/statement-file.ts'
import { walletScreens } from './people/wallet-screens.ts'

/** The people's side of the books: what they have and what became of it, and the desk of finance that puts it right. */
export function walletPart(core: Core, declared: () => Declared, limit: AdjustLimit): Part {
  const deps = { ...core, limit, declared }
  const wallet = walletScreens(deps)
  return {
    commands: [wallet.command, deskCommand(deps)],
    callbacks: [...wallet.callbacks, ...deskCallbacks(deps)],
    forms: [adjustForm(deps), reverseForm(deps)],
    nouns: [postingNoun, adjustmentsNoun(deps)],
    topics: [ledgerTopic],
    sealed: [{ table: 'core_ledger_adjustment', column: 'reason', key: ['id'] }],
    eraseBlockers: (userId) => ledgerBlockers(core, userId),
    eraseUser: (tx, userId) => eraseLedger(core, tx, userId),
    exportUser: (userId) => exportLedger(core, userId),
    exportFiles: (userId) => statementFiles(core.db, userId),
  }
}
