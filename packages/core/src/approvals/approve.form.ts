import { type AnyForm, defineForm, type Step } from '../forms/index.ts'
import { homeButton } from '../screens/index.ts'
import { answerTo, shown } from './answers.ts'
import { deciderOf, type QueueDeps, readOpened } from './queue.ts'

/** A form that asks for what approving takes; its texts are found by its name, as every form's. */
export interface ApproveFormSpec {
  /** Kebab-case, unique in its feature; `decide.input.form` names it as `<feature id>-<name>`. */
  readonly name: string
  readonly version: number
  readonly steps: Readonly<Record<string, Step<unknown>>>
}

/**
 * Asks for what approving takes, and does what /verify does. The noun's `decide.input` names it and parses its answers. Opened with `id` (`D12`)
 * and `seen`, the submission that is meant.
 * @waits for the first feature whose approvers enter something: deposits
 */
export function approveForm(
  { approvals, users }: Pick<QueueDeps, 'approvals' | 'users'>,
  spec: ApproveFormSpec,
): AnyForm {
  return defineForm({
    ...spec,
    async finish(answers, { tx, userId, given }) {
      const { letter, id, submission } = readOpened(given, 'core-verify-usage')
      const decider = deciderOf(await users.find(userId))
      const decision = await approvals.approve(decider, letter, id, { submission, input: answers, within: tx })
      if (decision.outcome === 'input-needed') throw new Error(`Form "${spec.name}" gave no input.`)
      return { text: await answerTo(users, decision, shown(letter, id)), keyboard: [[homeButton]] }
    },
  })
}
