import type { EndedBy, NewsKind } from '../stock/index.ts'
import type { Facts } from './facts.ts'

/** An alert with what became of it since. */
export interface AlertView {
  readonly id: bigint
  readonly shopId: bigint
  readonly kind: NewsKind
  readonly at: Date
  readonly facts: Facts
  /** The stock is back, or what it said holds no more. */
  readonly over: { readonly at: Date; readonly by: EndedBy } | undefined
  /** More was ordered. */
  readonly order: { readonly dueAt: Date } | undefined
  /** What the owner, in whose own chat it stands, may restock from here; nothing where that is not allowed. */
  readonly restock: { readonly level: 'listing' | 'variation'; readonly id: bigint } | undefined
  /** This chat wants no alerts about it: until a moment, or for good. */
  readonly quiet: { readonly until: Date | undefined } | undefined
}
