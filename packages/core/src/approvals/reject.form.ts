import { type AnyForm, ask, defineForm, type Step } from '../forms/index.ts'
import { homeButton } from '../screens/index.ts'
import { type ApprovalDeps, answerTo, requireId, requireModerator, shown } from './queue.ts'
import { minReasonLength } from './types.ts'

const longestReason = 1000

/** Asks why something is rejected, and does what /reject does. Opened with its `id`, e.g. `B12`. */
export function rejectForm(deps: ApprovalDeps): AnyForm {
  return defineForm({
    name: 'reject',
    version: 1,
    steps: { reason: reasonStep(deps) },
    review: 'none',
    async finish({ reason }, { tx, userId, given }) {
      const { letter, id } = requireId(given.id ?? '', 'core-reject-usage')
      const decider = { actorId: userId, origin: 'chat' } as const
      const seen = given.seen === undefined ? undefined : BigInt(given.seen)
      const decision = await deps.approvals.reject(decider, letter, id, reason, tx, seen)
      return { text: await answerTo(deps, decision, shown(letter, id)), keyboard: [[homeButton]] }
    },
  })
}

function reasonStep({ users }: ApprovalDeps): Step<string> {
  const inner = ask.text({ min: minReasonLength, max: longestReason })
  return {
    ...inner,
    async read(message, soFar, help) {
      requireModerator(await users.find(help.userId))
      return inner.read(message, soFar, help)
    },
  }
}
