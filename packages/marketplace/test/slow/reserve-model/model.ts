import type { ReserveOutcome } from '../../../src/purchase/types.ts'

/** One step; `nth` counts earlier requests or purchases, wherever it ends up. Who and what are small numbers. */
export type Step =
  /** All at the same time, decided in this order. */
  | { readonly does: 'reserve'; readonly wishes: readonly Wish[] }
  | { readonly does: 'tap twice'; readonly wish: Wish }
  | { readonly does: 'repeat'; readonly nth: number }
  | { readonly does: 'steal'; readonly nth: number }
  | { readonly does: 'cancel'; readonly nth: number; readonly late: boolean }
  | { readonly does: 'collect'; readonly nth: number }
  | { readonly does: 'set left'; readonly item: number; readonly left: number }
  | { readonly does: 'restock'; readonly item: number; readonly count: number }
  | { readonly does: 'pause' | 'resume' | 'sell out' | 'expire' | 'cancel all' }

export interface Wish {
  readonly who: number
  readonly item: number
  readonly quantity: number
}

export interface Request extends Wish {
  readonly key: string
}

export interface Sold extends Request {
  state: 'CONFIRMED' | 'COLLECTED' | 'CANCELLED_BY_CUSTOMER' | 'CANCELLED_BY_VENUE' | 'UNCONFIRMED'
}

/** What an answer says, without ids: refusals as they are, a purchase by its key. */
export type Answer =
  | { readonly outcome: 'confirmed'; readonly key: string; readonly repeated: boolean }
  | Exclude<ReserveOutcome, { outcome: 'confirmed' }>

const kept = new Set<Sold['state']>(['CONFIRMED', 'COLLECTED'])
const committed = new Set<Sold['state']>([...kept, 'UNCONFIRMED'])

/** The rules again, in the simplest way that comes to mind: one offer, no database, one thing after another. */
export class OfferModel {
  state: 'ACTIVE' | 'PAUSED' | 'SOLD_OUT' = 'ACTIVE'
  forced = false
  over = false
  readonly sold: Sold[] = []
  readonly requests: Request[] = []

  /** Units of each item, sold ones included. */
  readonly quantities: number[]
  readonly limit: number
  readonly endsAt: Date

  constructor(quantities: number[], limit: number, endsAt: Date) {
    this.quantities = quantities
    this.limit = limit
    this.endsAt = endsAt
  }

  committed(item: number): number {
    return sum(this.sold.filter((one) => one.item === item && committed.has(one.state)))
  }

  left(item: number): number {
    return (this.quantities[item] ?? 0) - this.committed(item)
  }

  private get gone(): boolean {
    return this.quantities.every((_, item) => this.left(item) === 0)
  }

  reserve(request: Request): Answer {
    this.requests.push(request)
    const before = this.sold.find(({ key }) => key === request.key)
    if (before) {
      if (before.who !== request.who) return { outcome: 'unknown' }
      return { outcome: 'confirmed', key: request.key, repeated: true }
    }
    if (this.over) return { outcome: 'expired', at: this.endsAt }
    if (this.state === 'PAUSED') return { outcome: 'paused' }
    if (this.state === 'SOLD_OUT') return { outcome: 'too-few', left: 0 }
    const theirs = this.sold.filter(({ who }) => who === request.who)
    const times = theirs.filter(({ state }) => state === 'CANCELLED_BY_CUSTOMER').length
    if (times >= 3) return { outcome: 'often', times }
    const taken = sum(theirs.filter(({ state }) => kept.has(state)))
    if (taken + request.quantity > this.limit) return { outcome: 'limit', limit: this.limit, taken }
    const left = this.left(request.item)
    if (left < request.quantity) return { outcome: 'too-few', left }
    this.sold.push({ ...request, state: 'CONFIRMED' })
    return { outcome: 'confirmed', key: request.key, repeated: false }
  }

  /** Called after everything that was decided together. */
  settle(): void {
    if (this.state === 'ACTIVE' && this.gone) this.state = 'SOLD_OUT'
  }

  end(one: Sold, state: Sold['state']): boolean {
    if (one.state !== 'CONFIRMED') return false
    one.state = state
    return true
  }

  reopen(): void {
    if (this.state === 'SOLD_OUT' && !this.forced && !this.over && !this.gone) this.state = 'ACTIVE'
  }

  /** False = refused. */
  move(step: 'pause' | 'resume' | 'sell out'): boolean {
    if (this.over || (step === 'pause' && this.state === 'SOLD_OUT')) return false
    if (step === 'sell out' && this.state === 'PAUSED') return false
    if (step === 'resume' && this.state !== 'ACTIVE' && this.gone) return false
    if (step === 'resume') [this.state, this.forced] = ['ACTIVE', false]
    if (step === 'pause') this.state = 'PAUSED'
    if (step === 'sell out') [this.state, this.forced] = ['SOLD_OUT', true]
    return true
  }

  setQuantity(item: number, quantity: number): boolean {
    if (this.over) return false
    this.quantities[item] = quantity
    this.settle()
    this.reopen()
    return true
  }
}

const sum = (sold: readonly Sold[]): number => sold.reduce((total, { quantity }) => total + quantity, 0)
