import { z } from 'zod'
import { AppError } from '../../errors/index.ts'
import { type AnyForm, ask, defineForm, type Given, type Step } from '../../forms/index.ts'
import { money } from '../../i18n/index.ts'
import { readId } from '../../numbers/index.ts'
import { homeButton } from '../../screens/index.ts'
import { peoplesKinds } from '../core-declaration.ts'
import { signed } from '../people/words.ts'
import { requireDeskOf } from './access.ts'
import { type AdjustmentDeps, adjust } from './adjustments.ts'
import { adjustmentId, personButton, postingId } from './buttons.ts'
import { whyStep } from './reverse.form.ts'

const most = 10n ** 15n

interface Amount {
  readonly amount: bigint
  readonly currency: string
}

/** Opened with the person as `id`, the `kind` of account and the `currency`. */
export function adjustForm(deps: AdjustmentDeps): AnyForm {
  return defineForm({
    name: 'adjust',
    version: 1,
    steps: { amount: amountStep, reason: whyStep(deps) },
    back: (given) => personButton(readGiven(given).user),
    async finish({ amount: { amount }, reason }, { tx, userId, given }) {
      const acting = await requireDeskOf(deps.users, userId)
      const account = readGiven(given)
      const { id, posting } = await adjust(deps, tx, acting, { ...account, amount, reason })
      const keyboard = [[personButton(account.user)], [homeButton]]
      if (posting !== undefined)
        return {
          text: { key: 'core-adjust-done', params: { id: adjustmentId(id), by: postingId(posting) } },
          keyboard,
        }
      const limit = money(deps.limit.of(account.currency), account.currency)
      return { text: { key: 'core-adjust-waits', params: { id: adjustmentId(id), limit } }, keyboard }
    },
  })
}

function readGiven({ id = '', kind = '', currency = '' }: Given) {
  const found = readId(id)
  const account = peoplesKinds.find((one) => one === kind)
  if (!found || !account) throw new AppError('core-ledger-usage')
  return { user: found.id, kind: account, currency }
}

/** With a sign: what is added, or taken. The currency stays with it, so that it can be shown. */
const amountStep: Step<Amount> = {
  isOptional: false,
  hasExample: true,
  schema: z.object({ amount: z.coerce.bigint(), currency: z.string() }),
  async read(message, _soFar, help) {
    const { currency = '' } = help.context
    const text = message.text?.trim().replace(/^\+\s*/, '')
    const inner = ask.money({ currency, min: -most, max: most })
    const reading = await inner.read(text === undefined ? message : { ...message, text }, undefined, help)
    if (reading.outcome === 'refused') return reading
    if (reading.value === 0n) return { outcome: 'refused', why: { key: 'core-adjust-zero' } }
    return { outcome: 'accepted', value: { amount: reading.value, currency } }
  },
  show: ({ amount, currency }) => signed(amount, currency),
}
