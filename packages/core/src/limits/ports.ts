export interface LimitRule {
  readonly max: number
  readonly windowMs: number
  /** What to do when the store cannot be reached: ordinary traffic fails open, money and codes fail closed. */
  readonly onStoreLost: 'allow' | 'refuse'
}

export type LimitDecision =
  | { readonly allowed: true; readonly remaining: number }
  | { readonly allowed: false; readonly retryAfterMs: number }

export interface LimitHit {
  readonly key: string
  readonly rule: LimitRule
  /** 1 unless told. A refused hit costs nothing. */
  readonly cost?: number
}

/** Sliding-window limits, one round trip each. */
export interface Limits {
  hit(key: string, rule: LimitRule, cost?: number): Promise<LimitDecision>
  /** Many hits in one round trip; decided in the given order, same order out. For the update intake. */
  hitMany(hits: readonly LimitHit[]): Promise<readonly LimitDecision[]>
}
