import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import { AppError } from '../../errors/index.ts'
import type { TextSpec } from '../../i18n/index.ts'
import type { ButtonSpec, MessageContent } from '../../notifications/index.ts'
import { homeButton, primary } from '../../screens/index.ts'
import type { Acting, AdminAction, Users } from '../../users/index.ts'
import type { Declared } from '../declared.ts'
import { balanceLines } from '../people/balance-lines.ts'
import { holdLines } from '../people/holds.ts'
import { lineText } from '../people/line-text.ts'
import { readStatement } from '../statement.ts'
import type { Ledger, Line } from '../types.ts'
import { postingButton, postingId, pressed } from './buttons.ts'

const linesShown = 8
const inRow = 4

export interface PersonDeps {
  readonly db: Db
  readonly clock: Clock
  readonly users: Pick<Users, 'find'>
  readonly adminAction: AdminAction
  readonly ledger: Pick<Ledger, 'balances'>
  declared(): Declared
}

/** What somebody has, and what moved last, with the numbers of the postings. Looking at it is written to the audit log. */
export async function personScreen(deps: PersonDeps, acting: Acting, id: bigint): Promise<MessageContent> {
  const person = await deps.users.find(id)
  if (!person) throw new AppError('core-ledger-person-unknown', { id: String(id) }, 404)
  const did = { action: 'ledger.viewed', object: { kind: 'user', id: String(id) } }
  await deps.adminAction(acting, async () => ({ value: undefined, did }))
  const declared = deps.declared()
  const [balances, holds, lines] = await Promise.all([
    deps.ledger.balances(id),
    holdLines(deps.db, declared, id, deps.clock.now()),
    readStatement(deps.db, { userId: id, limit: linesShown }),
  ])
  const params = {
    ...{ name: person.firstName, id: String(id) },
    balances: { lines: balanceLines(declared, balances) },
    holds: { lines: holds },
    lines: { lines: lines.map((line) => numbered(declared, line)) },
  }
  const key =
    balances.length === 0 ? 'core-ledger-person-empty' : `core-ledger-person${holds.length > 0 ? '-holds' : ''}`
  return { text: { key, params }, keyboard: [...postingRows(lines), [adjustButton(id)], [homeButton]] }
}

const numbered = (declared: Declared, line: Line): TextSpec => ({
  key: 'core-ledger-numbered',
  params: { id: postingId(line.posting), line: { text: lineText(declared, line, true) } },
})

const adjustButton = (user: bigint): ButtonSpec =>
  primary({ text: { key: 'core-ledger-button-adjust' }, data: pressed.adjust.pack({ user }) })

/** Each posting once, though it may have moved several accounts of the person. */
function postingRows(lines: readonly Line[]): readonly (readonly ButtonSpec[])[] {
  const ids = [...new Set(lines.map(({ posting }) => posting))]
  return ids.flatMap((_id, index) => (index % inRow === 0 ? [ids.slice(index, index + inRow).map(postingButton)] : []))
}
