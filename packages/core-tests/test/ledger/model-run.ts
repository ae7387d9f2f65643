import type { SqlTx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Account, HoldIntent, Posting } from '@bazaar/core/ledger'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Books } from './books.ts'
import { Model, type Outcome, total } from './model.ts'
import { type Act, act, people, start } from './model-acts.ts'

const currency = 'PTS'
const hour = 3_600_000

/** Whatever is done, in whatever order: the books say what the model says. Runs share a database; each has people and keys of its own. */
export async function compareWithModel(books: Books, numRuns: number): Promise<void> {
  let runs = 0
  const property = fc.asyncProperty(
    start,
    fc.array(act, { minLength: 3, maxLength: 24, size: 'max' }),
    async (given, acts) => {
      runs += 1
      const run = new Run(books, runs)
      for (const one of given) await run.act(one)
      for (const one of acts) await run.act(one)
      await run.compare()
    },
  )
  await fc.assert(property, { numRuns })
}

type Call = (change?: object) => { readonly model: () => Outcome; readonly real: (tx: SqlTx) => Promise<Made> }
interface Made {
  readonly id: bigint
  readonly created: boolean
  readonly parts?: readonly { readonly amount: bigint }[]
}

class Run {
  readonly #books: Books
  readonly #number: number
  readonly #model = new Model()
  /** Ids in the database, by number in the model. */
  readonly #ids = { postings: new Map<number, bigint>(), holds: new Map<number, bigint>() }
  readonly #calls: Call[] = []
  #keys = 0

  constructor(books: Books, number: number) {
    this.#books = books
    this.#number = number
  }

  #user = (n: number): bigint => BigInt(1_000_000 + this.#number * 10 + n)
  #of = (n: number, kind = 'core-wallet'): Account => ({ kind, owner: { user: this.#user(n) }, currency })
  #key = (noun: string): string => `shop:${noun}:${this.#number}-${++this.#keys}`

  async act(one: Act): Promise<void> {
    const { clock, db } = this.#books
    if (one.does === 'wait' && 'hours' in one) clock.advance(one.hours * hour)
    else if (one.does === 'end what has run out') {
      this.#model.endExpired(clock.now())
      for (const id of this.#ids.holds.values())
        await db.sqlTx((tx) =>
          tx.query('SELECT core_ledger_end_hold($1, $2, $3)', [clock.now(), String(id), 'expired']),
        )
    } else if ('at' in one && (one.does === 'again' || one.does === 'otherwise')) {
      const call = this.#calls[one.at % Math.max(1, this.#calls.length)]
      if (call) await this.#both(call(one.does === 'again' ? {} : { entity: 'OTHER' }))
    } else {
      const call = this.#callOf(one)
      if (!call) return
      this.#calls.push(call)
      await this.#both(call({}))
    }
  }

  #callOf(one: Act): Call | undefined {
    if ('bonus' in one)
      return this.#post('order', 'shop-order', [
        { ...this.#of(one.person), amount: -one.amount },
        ...(one.bonus > 0n ? [{ ...this.#of(one.person, 'core-bonus'), amount: -one.bonus }] : []),
        { kind: 'shop-sold', owner: 'system', currency, amount: one.amount + one.bonus },
      ])
    if ('other' in one)
      return one.person === one.other
        ? undefined
        : this.#post('gift', 'shop-gift', [
            { ...this.#of(one.person), amount: -one.amount },
            { ...this.#of(one.other), amount: one.amount },
          ])
    if ('kind' in one)
      return this.#post('walk', one.kind === 'core-bonus' ? 'shop-fund' : 'shop-walk', [
        { kind: 'shop-issued', owner: 'system', currency, amount: -one.amount },
        { ...this.#of(one.person, one.kind), amount: one.amount },
      ])
    if ('from' in one) return this.#hold(one)
    if ('person' in one) return this.#capture(one)
    if ('shortfall' in one) return this.#reverse(one)
    return 'at' in one ? this.#release(one.at) : undefined
  }

  #post(noun: string, reason: string, legs: Posting['legs']): Call {
    const posting = { key: this.#key(noun), reason, entity: 'E', legs }
    return (change) => ({
      model: () => this.#model.post(this.#now(), { ...posting, ...change }),
      real: (tx) => this.#books.ledger.post(tx, { ...posting, ...change }),
    })
  }

  #hold(one: Extract<Act, { from: unknown }>): Call {
    const from = one.from
      .filter(({ kind }) => !one.isGift || kind === 'core-wallet')
      .map(({ person: n, kind, atMost }) => ({ ...this.#of(n, kind), ...(atMost === undefined ? {} : { atMost }) }))
    const intent: HoldIntent = {
      ...{ key: this.#key('hold'), reason: one.isGift ? 'shop-gift' : 'shop-order', entity: 'E' },
      draw: { amount: one.amount, split: one.split, from: from.length > 0 ? from : [this.#of(0)] },
      expiresAt: new Date(this.#now().getTime() + one.hours * hour),
    }
    return (change) => ({
      model: () => this.#model.hold(this.#now(), { ...intent, ...change }),
      real: (tx) => this.#books.ledger.hold(tx, { ...intent, ...change }),
    })
  }

  #capture(one: Extract<Act, { share: unknown }>): Call | undefined {
    const { holds } = this.#model.state
    const number = one.at % Math.max(1, holds.length)
    const intent = holds[number]?.intent
    if (!intent) return undefined
    const isGift = intent.reason === 'shop-gift'
    const isSource = intent.draw.from.some(
      ({ owner }) => owner !== 'system' && 'user' in owner && owner.user === this.#user(one.person),
    )
    // A gift to one of those who give it is none.
    if (isGift && isSource) return undefined
    const to: Account = isGift ? this.#of(one.person) : { kind: 'shop-sold', owner: 'system', currency }
    const part = one.share === undefined ? undefined : (intent.draw.amount * BigInt(one.share) + 99n) / 100n
    return () => ({
      model: () => this.#model.capture(this.#now(), number, to, part),
      real: (tx) => this.#books.ledger.capture(tx, this.#ids.holds.get(number) ?? 0n, to, part),
    })
  }

  #release(place: number): Call | undefined {
    const number = place % Math.max(1, this.#model.state.holds.length)
    const id = this.#ids.holds.get(number)
    if (id === undefined) return undefined
    return () => ({
      model: () => this.#model.release(number),
      real: async (tx) => {
        await this.#books.ledger.release(tx, id)
        return { id, created: true }
      },
    })
  }

  #reverse(one: Extract<Act, { shortfall: unknown }>): Call | undefined {
    const number = one.at % Math.max(1, this.#model.state.postings.length)
    const id = this.#ids.postings.get(number)
    if (id === undefined) return undefined
    const key = one.key === undefined ? this.#key('reversal') : `shop:reversal:${this.#number}-few-${one.key}`
    return () => ({
      model: () => this.#model.reverse(this.#now(), number, key, one.shortfall),
      real: (tx) => this.#books.ledger.reverse(tx as never, id, key, one.shortfall),
    })
  }

  #now = (): Date => this.#books.clock.now()

  /** The same call here and there ends in the same way. */
  async #both({ model, real }: ReturnType<Call>): Promise<void> {
    const { postings, holds } = this.#model.state
    const counts = [postings.length, holds.length]
    const expected = model()
    const found = await this.#books.db.sqlTx(real).catch((error: unknown) => {
      if (error instanceof AppError) return { refused: error.key }
      throw error
    })
    if ('refused' in expected || 'refused' in found) {
      expect(found).toEqual(expected)
      return
    }
    expect(found.created).toBe(expected.created)
    if (expected.parts) expect(found.parts?.map((part) => -part.amount)).toEqual(expected.parts)
    const isNew = [this.#model.state.postings.length, this.#model.state.holds.length].join() !== counts.join()
    const ids = expected.parts ? this.#ids.holds : this.#ids.postings
    if (isNew) ids.set(expected.made, found.id)
    else expect([...this.#ids.holds.values(), ...this.#ids.postings.values()]).toContain(found.id)
  }

  /** What people see. */
  async compare(): Promise<void> {
    const { accounts } = this.#model.state
    for (const n of people) {
      const user = this.#user(n)
      const own = [...accounts].filter(
        ([, { of }]) => of.owner !== 'system' && 'user' in of.owner && of.owner.user === user,
      )
      const balances = await this.#books.ledger.balances(user)
      expect(balances).toEqual(
        own.map(([name, { of }]) => {
          const held = this.#model.heldAt(name, this.#now())
          return { ...of, available: this.#model.balance(name) - held, held }
        }),
      )
      const lines = await this.#pages(user)
      for (const [, { of, amounts }] of own)
        if (of.kind !== 'core-receivable') {
          const expected = amounts.map((moved, n) => ({ amount: moved, balanceAfter: total(amounts.slice(0, n + 1)) }))
          const found = lines
            .filter(({ kind }) => kind === of.kind)
            .map(({ amount: moved, balanceAfter }) => ({ amount: moved, balanceAfter }))
          expect(found.toReversed()).toEqual(expected)
        }
    }
  }

  /** The whole statement, a few lines at a time. */
  async #pages(user: bigint) {
    const { ledger } = this.#books
    const lines = [...(await ledger.statement(user, currency, 7))]
    for (let more = lines; more.length === 7; ) {
      more = [...(await ledger.statement(user, currency, 7, lines.at(-1)?.id))]
      lines.push(...more)
    }
    return lines
  }
}
