import { isUnit } from '../numbers/index.ts'
import { coreLedger, peoplesKinds, receivableKind } from './core-declaration.ts'
import type { Account, AccountKind, HoldRule, LedgerCheck, LedgerDeclaration, Posting, Reason } from './types.ts'

/** A share of the books, and whose it is. */
export interface OwnedLedger {
  readonly id: string
  readonly ledger: LedgerDeclaration
}

/** Everything that was declared, by id. */
export interface Declared {
  readonly kinds: ReadonlyMap<string, AccountKind>
  readonly reasons: ReadonlyMap<string, Reason & { readonly owner: string }>
  readonly currencies: ReadonlySet<string>
  readonly holds: ReadonlyMap<string, HoldRule>
  readonly checks: readonly LedgerCheck[]
}

interface OwnedPart {
  readonly id: string
  readonly part: { readonly ledger?: LedgerDeclaration }
}

/** The shares of all parts; the core's own first. */
export const ledgersOf = (parts: readonly OwnedPart[]): readonly OwnedLedger[] => [
  { id: 'core', ledger: coreLedger },
  ...parts.flatMap(({ id, part: { ledger } }) => (ledger ? [{ id, ledger }] : [])),
]

export function indexLedgers(owned: readonly OwnedLedger[]): Declared {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]))
  const all = owned.map(({ ledger }) => ledger)
  return {
    kinds: byId(all.flatMap(({ accounts = [] }) => accounts)),
    reasons: byId(owned.flatMap(({ id, ledger }) => (ledger.reasons ?? []).map((one) => ({ ...one, owner: id })))),
    currencies: new Set(all.flatMap(({ currencies = [] }) => currencies)),
    holds: new Map(all.flatMap(({ holds = [] }) => holds).map((rule) => [rule.reason, rule])),
    checks: all.flatMap(({ checks = [] }) => checks),
  }
}

/** Two ids of one kind mean two things: refused at boot, together with what is not declared by whom it should be. Returns every problem with its cure. */
export function checkLedgers(parts: readonly OwnedPart[], textKeys: ReadonlySet<string>): readonly string[] {
  const owned = ledgersOf(parts)
  const { kinds, reasons } = indexLedgers(owned)
  const ids = (pick: (ledger: LedgerDeclaration) => readonly string[]) =>
    owned.flatMap(({ id, ledger }) => pick(ledger).map((name) => ({ owner: id, name })))
  const named = {
    account: ids(({ accounts = [] }) => accounts.map(({ id }) => id)),
    reason: ids((ledger) => (ledger.reasons ?? []).map(({ id }) => id)),
    check: ids(({ checks = [] }) => checks.map(({ id }) => id)),
  }
  const texts = owned.flatMap(({ ledger }) => [
    ...(ledger.accounts ?? []).flatMap(({ text }) => (text === undefined ? [] : [text])),
    ...(ledger.reasons ?? []).map(({ text }) => text),
  ])
  return [
    ...Object.entries(named).flatMap(([what, list]) => [
      ...list.flatMap(({ owner, name }) =>
        name.startsWith(`${owner}-`)
          ? []
          : [`feature "${owner}": ledger ${what} "${name}" must start with "${owner}-"`],
      ),
      ...twice(list.map(({ name }) => name)).map(
        (name) => `ledger ${what} "${name}" is declared twice: rename one of them`,
      ),
    ]),
    ...texts.flatMap((key) => (textKeys.has(key) ? [] : [`the ledger needs the text "${key}" in the locales`])),
    ...[...reasons.values()].flatMap(({ id, debits, credits }) =>
      [...debits, ...credits].flatMap((kind) =>
        kinds.has(kind) ? [] : [`ledger reason "${id}" moves "${kind}", an account that nobody declares`],
      ),
    ),
    ...ids(({ holds = [] }) => holds.map(({ reason }) => reason)).flatMap(({ owner, name }) =>
      reasons.get(name)?.owner === owner
        ? []
        : [`feature "${owner}": holds of "${name}" need a reason of its own with that id`],
    ),
    ...twice(ids(({ holds = [] }) => holds.map(({ reason }) => reason)).map(({ name }) => name)).map(
      (name) => `holds of "${name}" are declared twice: one rule decides what happens when they run out`,
    ),
    ...ids(({ currencies = [] }) => currencies).flatMap(({ owner, name }) =>
      isUnit(name)
        ? []
        : [`feature "${owner}": the ledger cannot count in "${name}": give it its decimals in core/numbers`],
    ),
  ]
}

const twice = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]

const most = 10n ** 15n
const keyShape = /^[a-z][a-z0-9-]*(?::[A-Za-z0-9._-]+){2,}$/
const longestKey = 200
const longestEntity = 64
const mostLegs = 1000
const ofPeople: ReadonlySet<string> = new Set([...peoplesKinds, receivableKind])

/** Mistakes of programs, not of people. Returns the reason. @throws Error that says what is wrong */
export function checkPosting(declared: Declared, posting: Posting): Reason {
  const { key, legs } = posting
  const reason = checkHead(declared, posting)
  const { debits, credits } = reason
  if (legs.length < 2 || legs.length > mostLegs)
    throw new Error(`Posting ${key} has ${legs.length} legs: 2 to ${mostLegs}`)
  const sums = new Map<string, bigint>()
  for (const leg of legs) {
    checkAccount(declared, key, leg)
    checkAmount(key, leg.amount < 0n ? -leg.amount : leg.amount)
    sums.set(leg.currency, (sums.get(leg.currency) ?? 0n) + leg.amount)
    const allowed = leg.amount < 0n ? debits : credits
    if (!allowed.includes(leg.kind))
      throw new Error(
        `Posting ${key}: reason ${posting.reason} may not ${leg.amount < 0n ? 'debit' : 'credit'} ${leg.kind}`,
      )
  }
  for (const [currency, sum] of sums)
    if (sum !== 0n) throw new Error(`Posting ${key} sums to ${sum} ${currency} instead of 0`)
  return reason
}

/** The reason, if key, entity and reason are as they should be. */
export function checkHead(
  { reasons }: Declared,
  { key, reason, entity }: Pick<Posting, 'key' | 'reason' | 'entity'>,
): Reason {
  const found = reasons.get(reason)
  if (!found) throw new Error(`Posting ${key}: nobody declares the reason "${reason}"`)
  if (!keyShape.test(key) || key.length > longestKey || !key.startsWith(`${found.owner}:`))
    throw new Error(
      `"${key}" is no key of a posting: ${found.owner}:<noun>:<id>[:<what>], at most ${longestKey} characters`,
    )
  if (entity === '' || entity.length > longestEntity)
    throw new Error(`Posting ${key}: what it is about has 1 to ${longestEntity} characters`)
  return found
}

export function checkAccount(
  { kinds, currencies }: Declared,
  key: string,
  { kind, owner, currency }: Account,
): AccountKind {
  const found = kinds.get(kind)
  if (!found) throw new Error(`Posting ${key}: nobody declares accounts of the kind "${kind}"`)
  if (!currencies.has(currency)) throw new Error(`Posting ${key}: nobody declares the currency ${currency}`)
  const isPersons = typeof owner === 'object' && 'user' in owner
  if (ofPeople.has(kind) && !isPersons) throw new Error(`Posting ${key}: ${kind} is somebody's, and nobody is named`)
  if (typeof owner === 'object' && 'entity' in owner && (owner.entity === '' || owner.entity.length > longestEntity))
    throw new Error(`Posting ${key}: what owns ${kind} has 1 to ${longestEntity} characters`)
  return found
}

export function checkAmount(key: string, amount: bigint): void {
  if (amount < 1n || amount > most) throw new Error(`Posting ${key}: ${amount} is no amount: 1 to ${most} minor units`)
}
