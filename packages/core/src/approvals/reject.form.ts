import { type AnyForm, ask, defineForm, type Step } from '../forms/index.ts'
import { homeButton } from '../screens/index.ts'
import { answerTo, shown } from './answers.ts'
import { deciderOf, type QueueDeps, readOpened, requireDecider } from './queue.ts'
import { minReasonLength } from './types.ts'

const longestReason = 1000

/** Asks why something is rejected, and does what /reject does. Opened with its `id`, e.g. `B12`. */
export function rejectForm(deps: QueueDeps): AnyForm {
  return defineForm({
    name: 'reject',
    version: 1,
    steps: { reason: reasonStep(deps) },
    review: 'none',
    async finish({ reason }, { tx, userId, given }) {
      const { letter, id, submission } = readOpened(given, 'core-reject-usage')
      const decider = deciderOf(await deps.users.find(userId))
      const decision = await deps.approvals.reject(decider, letter, id, reason, { submission, within: tx })
      return { text: await answerTo(deps.users, decision, shown(letter, id)), keyboard: [[homeButton]] }
    },
  })
}

function reasonStep(deps: QueueDeps): Step<string> {
  const inner = ask.text({ min: minReasonLength, max: longestReason })
  return {
    ...inner,
    async read(message, soFar, help) {
      requireDecider(deps, await deps.users.find(help.userId))
      return inner.read(message, soFar, help)
    },
  }
}
