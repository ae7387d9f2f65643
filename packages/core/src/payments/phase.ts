import type { PaymentPhase } from '../intake/index.ts'
import { type CheckoutsDeps, createCheckouts } from './checkouts.ts'
import type { Payments } from './payments.ts'
import { readCharge } from './read-charge.ts'

/** What the intake hands over to payments, before and beside everything else. */
export function createPaymentPhase(payments: Payments, deps: CheckoutsDeps): PaymentPhase {
  const { answer, ...checkouts } = createCheckouts(deps)
  return {
    ...checkouts,
    async handle({ update: { pre_checkout_query: query, message }, person }) {
      if (query) await answer(query, person)
      const news = message && readCharge(message)
      if (news) await payments.record(news)
    },
    async setAside({ message }) {
      const news = message && readCharge(message)
      if (news) await payments.setAside(news)
    },
  }
}
