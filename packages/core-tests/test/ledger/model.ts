import type { Account, HoldIntent, Leg, Posting } from '@bazaar/core/ledger'
import { divide } from './model-split.ts'

/** How a call ends: the key of the refusal, or what it made. */
export type Outcome =
  | { readonly refused: string }
  | { readonly made: number; readonly created: boolean; readonly parts?: readonly bigint[] }

interface Part {
  readonly account: string
  readonly amount: bigint
  isOpen: boolean
}

interface Held {
  readonly intent: HoldIntent
  readonly parts: readonly Part[]
  state: 'open' | 'captured' | 'released' | 'expired'
  capture?: { readonly content: string; readonly posting: number }
}

interface Posted {
  readonly legs: readonly Leg[]
  readonly isReversal: boolean
  isReversed: boolean
}

export interface State {
  /** In the order in which they appeared. */
  accounts: Map<string, { readonly of: Account; readonly amounts: bigint[] }>
  postings: Posted[]
  holds: Held[]
  keys: Map<string, { readonly content: string; readonly number: number }>
}

const systemSide = ['shop-issued', 'shop-sold', 'shop-paid-out', 'core-exchange', 'core-receivable']
const isStored = ({ kind }: Account): boolean => !systemSide.includes(kind)
const nameOf = ({ kind, owner, currency }: Account): string =>
  `${kind}|${owner === 'system' ? owner : 'user' in owner ? `user:${owner.user}` : `entity:${owner.entity}`}|${currency}`
const contentOf = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one))
export const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n)

class Refused extends Error {}
const refuse = (why: string): never => {
  throw new Refused(`core-ledger-${why}`)
}

/** The books as a person would keep them, with a pencil: one thing after the other, and what is refused is rubbed out. */
export class Model {
  state: State = { accounts: new Map(), postings: [], holds: [], keys: new Map() }

  balance = (name: string): bigint => total(this.state.accounts.get(name)?.amounts ?? [])
  held = (name: string): bigint =>
    total(this.#openParts().flatMap(({ part }) => (part.account === name ? [part.amount] : [])))
  /** What is held, without what has run out. */
  heldAt = (name: string, now: Date): bigint =>
    total(
      this.#openParts().flatMap(({ part, hold }) =>
        part.account === name && hold.intent.expiresAt > now ? [part.amount] : [],
      ),
    )

  post = (now: Date, { key, reason, entity, legs }: Posting): Outcome =>
    this.#once(key, contentOf([reason, entity, legs]), () => {
      this.#appear(legs)
      return this.#write(now, legs)
    })

  hold(now: Date, intent: HoldIntent): Outcome {
    const { key, reason, entity, draw } = intent
    const outcome = this.#once(`hold ${key}`, contentOf([reason, entity, draw]), () => {
      this.#appear(draw.from)
      const gives = () =>
        draw.from.map((from) => {
          const weight = this.balance(nameOf(from)) - this.held(nameOf(from))
          const cap = from.atMost !== undefined && from.atMost < weight ? from.atMost : weight
          return { weight, cap, order: [...this.state.accounts.keys()].indexOf(nameOf(from)) }
        })
      for (const from of draw.from) this.#freeExpired(nameOf(from), now)
      if (total(gives().map(({ cap }) => cap)) < draw.amount) refuse('too-little')
      const amounts = divide(draw.amount, draw.split, gives())
      const parts = draw.from.map((from, n) => ({ account: nameOf(from), amount: amounts[n] ?? 0n, isOpen: true }))
      return this.state.holds.push({ intent, parts: parts.filter(({ amount }) => amount > 0n), state: 'open' }) - 1
    })
    if ('refused' in outcome) return outcome
    return { ...outcome, parts: this.state.holds[outcome.made]?.parts.map(({ amount }) => amount) ?? [] }
  }

  capture = (now: Date, number: number, to: Account, amount?: bigint): Outcome =>
    this.#try(() => {
      const hold = this.#holdOf(number)
      const content = contentOf([to, amount])
      if (hold.capture?.content === content) return { made: hold.capture.posting, created: false }
      if (hold.state === 'captured' || hold.state === 'released') refuse('hold-resolved')
      if (hold.state === 'expired' || hold.intent.expiresAt <= now || hold.parts.some(({ isOpen }) => !isOpen))
        refuse('hold-expired')
      const taken = amount ?? hold.intent.draw.amount
      const gives = hold.parts.map((part) => ({
        ...{ weight: part.amount, cap: part.amount },
        order: [...this.state.accounts.keys()].indexOf(part.account),
      }))
      const amounts = divide(taken, hold.intent.draw.split, gives)
      for (const part of hold.parts) part.isOpen = false
      this.#appear([to])
      const from = hold.parts.flatMap((part, n) => {
        const of = this.state.accounts.get(part.account)?.of
        const given = amounts[n] ?? 0n
        return of && given > 0n ? [{ ...of, amount: -given }] : []
      })
      const posting = this.#write(now, [...from, { ...to, amount: taken }])
      hold.state = 'captured'
      hold.capture = { content, posting }
      return { made: posting, created: true }
    })

  release = (number: number): Outcome =>
    this.#try(() => {
      const hold = this.#holdOf(number)
      if (hold.state === 'captured') refuse('hold-resolved')
      if (hold.state === 'open') this.#end(hold, 'released')
      return { made: number, created: true }
    })

  /** What the job does. */
  endExpired(now: Date): void {
    for (const hold of this.state.holds)
      if (hold.state === 'open' && hold.intent.expiresAt <= now) this.#end(hold, 'expired')
  }

  reverse = (now: Date, number: number, key: string, shortfall: 'refuse' | 'receivable'): Outcome =>
    this.#once(key, contentOf([number, shortfall]), () => {
      const posting = this.state.postings[number]
      if (!posting) throw new Error(`no posting ${number}`)
      if (posting.isReversal || posting.isReversed) refuse('reversed')
      const mirrored = posting.legs.flatMap((leg) => this.#giveBack(now, { ...leg, amount: -leg.amount }, shortfall))
      const debts = mirrored.filter(({ kind }) => kind === 'core-receivable')
      this.#appear(debts)
      const made = this.#write(now, mirrored, true)
      posting.isReversed = true
      return made
    })

  /** As much as there is; the rest is a debt. */
  #giveBack(now: Date, leg: Leg, shortfall: 'refuse' | 'receivable'): readonly Leg[] {
    const name = nameOf(leg)
    const available = () => this.balance(name) - this.held(name)
    if (!isStored(leg) || available() + leg.amount >= 0n) return [leg]
    this.#freeExpired(name, now)
    if (available() + leg.amount >= 0n) return [leg]
    if (shortfall === 'refuse') refuse('too-little')
    const given = -available()
    const debt = { ...leg, kind: 'core-receivable', amount: leg.amount - given }
    return given === 0n ? [debt] : [{ ...leg, amount: given }, debt]
  }

  #write(now: Date, legs: readonly Leg[], isReversal = false): number {
    const merged = [...Map.groupBy(legs, nameOf)].flatMap(([name, all]) => {
      const amount = total(all.map((leg) => leg.amount))
      return all[0] && amount !== 0n ? [{ ...all[0], amount, name }] : []
    })
    for (const { name, amount, ...of } of merged) {
      this.state.accounts.get(name)?.amounts.push(amount)
      if (!isStored(of) || amount > 0n || this.balance(name) >= this.held(name)) continue
      this.#freeExpired(name, now)
      if (this.balance(name) < this.held(name)) refuse('too-little')
    }
    return this.state.postings.push({ legs: merged, isReversal, isReversed: false }) - 1
  }

  /** Accounts that are new appear in the order of their names. */
  #appear(accounts: readonly Account[]): void {
    for (const { kind, owner, currency } of accounts.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))) {
      const of = { kind, owner, currency }
      if (!this.state.accounts.has(nameOf(of))) this.state.accounts.set(nameOf(of), { of, amounts: [] })
    }
  }

  #freeExpired(name: string, now: Date): void {
    for (const { part, hold } of this.#openParts())
      if (part.account === name && hold.intent.expiresAt <= now) part.isOpen = false
  }

  #end(hold: Held, state: 'released' | 'expired'): void {
    for (const part of hold.parts) part.isOpen = false
    hold.state = state
  }

  #openParts = () =>
    this.state.holds.flatMap((hold) => hold.parts.flatMap((part) => (part.isOpen ? [{ hold, part }] : [])))

  #holdOf = (number: number): Held => this.state.holds[number] ?? refuse('unknown')

  #once(key: string, content: string, make: () => number): Outcome {
    return this.#try(() => {
      const known = this.state.keys.get(key)
      if (known && known.content !== content) refuse('key-conflict')
      if (known) return { made: known.number, created: false }
      const made = make()
      this.state.keys.set(key, { content, number: made })
      return { made, created: true }
    })
  }

  /** What is refused leaves nothing. */
  #try(work: () => Outcome): Outcome {
    const before = structuredClone(this.state)
    try {
      return work()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      this.state = before
      return { refused: error.message }
    }
  }
}
