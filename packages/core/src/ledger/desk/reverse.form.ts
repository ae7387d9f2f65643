import { AppError } from '../../errors/index.ts'
import { type AnyForm, ask, defineForm, type Given, type Step } from '../../forms/index.ts'
import { readId } from '../../numbers/index.ts'
import { homeButton } from '../../screens/index.ts'
import type { Users } from '../../users/index.ts'
import { requireDeskOf } from './access.ts'
import { postingBack, postingId, shortfalls } from './buttons.ts'
import { type ReversalDeps, reversePosting } from './reversal.ts'

const shortest = 10
const longest = 300

export interface DeskFormDeps {
  readonly users: Pick<Users, 'find'>
}

/** Asks why. Whoever answers may have lost the role since it was asked. */
export function whyStep({ users }: DeskFormDeps): Step<string> {
  const inner = ask.text({ min: shortest, max: longest })
  return {
    ...inner,
    async read(message, soFar, help) {
      await requireDeskOf(users, help.userId)
      return inner.read(message, soFar, help)
    },
  }
}

/** Asks why a posting is taken back, and does it. Opened with its number as `id` (`T55`), and the `shortfall` that was chosen. */
export function reverseForm(deps: ReversalDeps & DeskFormDeps): AnyForm {
  return defineForm({
    name: 'reverse',
    version: 1,
    steps: { reason: whyStep(deps) },
    review: 'none',
    back: (given) => postingBack(readGiven(given).posting),
    async finish({ reason }, { tx, userId, given }) {
      const acting = await requireDeskOf(deps.users, userId)
      const { posting, shortfall } = readGiven(given)
      const by = await reversePosting(deps, tx, acting, { posting, shortfall, reason })
      const params = { id: postingId(posting), by: postingId(by) }
      return { text: { key: 'core-reverse-done', params }, keyboard: [[postingBack(posting)], [homeButton]] }
    },
  })
}

function readGiven({ id = '', shortfall = '' }: Given) {
  const found = readId(id)
  const how = shortfalls.find((one) => one === shortfall)
  if (!found || !how) throw new AppError('core-ledger-usage')
  return { posting: found.id, shortfall: how }
}
