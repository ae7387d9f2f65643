import { ask, defineForm } from '@bazaar/core/forms'
import type { Actions } from './actions.service.ts'
import { alertContent } from './alert.text.ts'

const mostDays = 365

/** When what was ordered is to be there, in days. */
export function orderForm(actions: Actions) {
  return defineForm({
    name: 'order',
    version: 1,
    review: 'none',
    steps: { days: ask.number({ min: 1, max: mostDays, quick: [5, 10, 30, 60] }) },
    async finish({ days }, { tx, userId, given }) {
      return alertContent(await actions.ordered(tx, BigInt(given.chat ?? 0), userId, BigInt(given.alert ?? 0), days))
    },
  })
}
