import type { Owned } from '../bot/index.ts'
import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'

/** What an invoice asks for, and of whom. */
export interface Checkout {
  readonly userId: bigint
  /** What follows `<prefix>:` in the invoice's payload. */
  readonly rest: string
  /** ISO code; `XTR` for Telegram Stars. */
  readonly currency: string
  /** Minor units; whole Stars. */
  readonly amount: bigint
}

/** Money that was paid. */
export interface Payment extends Checkout {
  /** Telegram's id of the charge, unique for ever: what `refundStarPayment` asks for. */
  readonly chargeId: string
  /** Of a subscription in Stars: paid until then, and whether this is the first of its payments. */
  readonly subscription: { readonly until: Date; readonly isFirst: boolean } | undefined
}

/** A kind of invoice: who may pay it, and what a payment brings. Its payloads are `<prefix>:<rest>`, at most 128 bytes in all. */
export interface PaymentKind {
  /** The feature's two-letter code, alone or with a word: `es`, `es-top`. Unique over all features. */
  readonly prefix: string
  /**
   * Whether this may be paid now: payer, amount, expiry. Asked beside everything else that the person does and before any money moves, so it
   * changes nothing. What it says, or throws as an `AppError`, is shown to the payer; an answer that takes longer than 7 s is a refusal.
   */
  check(checkout: Checkout): Promise<'ok' | TextSpec>
  /**
   * Gives what was paid for, and tells the payer through a topic of lane `money`. Once for each charge, in the transaction that records it.
   * When it throws, or takes longer than 10 s, the payment is recorded all the same, admins and the payer are told, and it is tried again. Waits for
   * no other payment, so two of one person may run at once.
   */
  paid(tx: Tx, payment: Payment): Promise<void>
  /** The money went back: takes back what it brought. Once, and only after `paid`. */
  refunded(tx: Tx, payment: Payment): Promise<void>
}

/** A payment as Telegram tells of it. */
export interface Charge extends Omit<Payment, 'rest'> {
  readonly payload: string
  readonly providerChargeId: string
}

/** A part of a declaration as payments see it: what can be paid, and whose it is. */
export type Seller = Owned<{ readonly payments?: readonly PaymentKind[] }>
