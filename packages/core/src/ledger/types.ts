import type { SqlTx, Tx } from '../db/index.ts'
import type { AuditedTx } from '../users/index.ts'

/** Whose an account is: a person's, a thing's (a campaign: `A12`), or the system's. */
export type AccountOwner = { readonly user: bigint } | { readonly entity: string } | 'system'

/** Names an account; it appears at first use. */
export interface Account {
  /** A declared {@link AccountKind}. */
  readonly kind: string
  readonly owner: AccountOwner
  /** A declared currency. */
  readonly currency: string
}

export interface Leg extends Account {
  /** Minor units: + credits, - debits; at most 10^15, never 0. */
  readonly amount: bigint
}

/** A movement of money: its legs sum to 0 in each currency. */
export interface Posting {
  /** `<feature>:<noun>:<id>[:<what>]`, once for ever; no ids of people. */
  readonly key: string
  /** A declared {@link Reason}. */
  readonly reason: string
  /** What it is about, as people know it (`K12`); shown in statements, kept for ever. */
  readonly entity: string
  readonly legs: readonly Leg[]
}

/** Takes an amount from several accounts of one currency, all of them stored. */
export interface Draw {
  readonly amount: bigint
  /** `in-order`: the first gives what it has, then the next. `in-proportion`: by what is available, by largest remainder, ties by account id. */
  readonly split: 'in-order' | 'in-proportion'
  readonly from: readonly (Account & { readonly atMost?: bigint })[]
}

export interface HoldIntent {
  /** As of a {@link Posting}; what captures it gets `<key>:capture`. */
  readonly key: string
  readonly reason: string
  readonly entity: string
  readonly draw: Draw
  /** Business time: from this instant on it cannot be captured. */
  readonly expiresAt: Date
}

export interface Posted {
  readonly id: bigint
  /** Whether it was posted now; else it had been, with the same content. */
  readonly created: boolean
}

/** A line of somebody's statement. */
export interface Line {
  readonly id: bigint
  readonly at: Date
  readonly posting: bigint
  readonly kind: string
  readonly currency: string
  readonly reason: string
  /** It takes back what an earlier line brought, or the other way round. */
  readonly isReversal: boolean
  readonly entity: string
  readonly amount: bigint
  /** Of that account, after it. */
  readonly balanceAfter: bigint
}

export interface Balance extends Account {
  /** Minor units that can be spent now; of a derived account its balance, which may be below 0. */
  readonly available: bigint
  readonly held: bigint
}

/**
 * The books of all features: append-only double entry that the database itself enforces. Amounts are minor units. Whoever is posted for is known
 * to the books from then on: ask first whether the person is still there.
 * One call per transaction, after the feature's own rows are locked and before anything is emitted: so nothing waits in a circle.
 * Refusals are `AppError`s and end the transaction: nothing of it stays. `core-ledger-too-little {missing}`: an account cannot give that;
 * `core-ledger-key-conflict`: the key was used for something else (an incident); `core-ledger-hold-resolved`, `core-ledger-hold-expired`: the hold has
 * ended; `core-ledger-reversed`: it was taken back before; `core-ledger-frozen`: checks found a fault, nothing is paid out.
 */
export interface Ledger {
  /** @throws AppError as above; Error when it is not declared or does not sum to 0 */
  post(tx: Tx | SqlTx, posting: Posting): Promise<Posted>
  /** All or nothing, in the order given: for many postings on one hot account in one round trip. */
  postMany(tx: Tx | SqlTx, postings: readonly Posting[]): Promise<readonly Posted[]>
  /** Sets money aside. @returns the parts that the accounts give, as debits */
  hold(tx: Tx | SqlTx, intent: HoldIntent): Promise<Posted & { readonly parts: readonly Leg[] }>
  /** Posts a hold, or `amount` of it: the rest is freed. Again with the same target and amount changes nothing. */
  capture(tx: Tx | SqlTx, hold: bigint, to: Account, amount?: bigint): Promise<Posted>
  /** Frees a hold; again changes nothing. */
  release(tx: Tx | SqlTx, hold: bigint): Promise<void>
  /**
   * Posts the mirror image of a posting, once, back to the parts that it came from.
   * @param shortfall what a person's account cannot give any more: refuse, or make it that person's debt (`core-receivable`)
   */
  reverse(tx: AuditedTx, posting: bigint, key: string, shortfall: 'refuse' | 'receivable'): Promise<Posted>
  /** A person's accounts, those with nothing in them too. */
  balances(userId: bigint): Promise<readonly Balance[]>
  /** Newest first. @param before the id of the last line seen */
  statement(userId: bigint, currency: string, limit: number, before?: bigint): Promise<readonly Line[]>
}

/** A kind of account. */
export interface AccountKind {
  /** `<feature id>-<name>`. */
  readonly id: string
  /** `stored`: the balance lies in a row and never falls below what is held. `derived`: the system's side, of either sign, never locked. */
  readonly nature: 'stored' | 'derived'
  /** What people call it, where they own one: the key of a text. */
  readonly text?: string
}

/** Why money moves. */
export interface Reason {
  /** `<feature id>-<name>`. */
  readonly id: string
  /** Key of the line in statements; `{ $entity }` is what it is about. */
  readonly text: string
  /** Kinds that it may debit and credit. */
  readonly debits: readonly string[]
  readonly credits: readonly string[]
  /** Money leaves the system: refused while a check has found a fault. */
  readonly isPayout?: true
}

export interface ExpiredHold {
  readonly id: bigint
  readonly key: string
  readonly entity: string
}

/** What a feature does when a hold of this reason has run out. */
export interface HoldRule {
  readonly reason: string
  /** Locks the feature's own rows, which come before the books in the order of locks. The hold may have ended meanwhile. */
  lock?(tx: Tx, hold: ExpiredHold): Promise<void>
  /** Once, in the transaction that ends the hold; its money is free again. Posts nothing: the hold's accounts are locked already, and others could come in another order. */
  onExpired(tx: Tx, hold: ExpiredHold): Promise<void>
}

/** A feature's own check of its books, e.g. that deposits are what the provider says. */
export interface LedgerCheck {
  /** `<feature id>-<name>`. */
  readonly id: string
  /** One line for each fault, without anything personal. */
  find(): Promise<readonly string[]>
}

/** What a feature adds to the books. */
export interface LedgerDeclaration {
  /** Codes beside the core's own. */
  readonly currencies?: readonly string[]
  readonly accounts?: readonly AccountKind[]
  readonly reasons?: readonly Reason[]
  readonly holds?: readonly HoldRule[]
  readonly checks?: readonly LedgerCheck[]
}
