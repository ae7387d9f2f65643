export { sells } from './claims.ts'
export { createPayments, type Payments } from './payments.ts'
export { createPaymentPhase } from './phase.ts'
export type { Checkout, Payment, PaymentKind } from './types.ts'
