/**
 * What goes wrong with a call: an answer of another status, a connection that breaks before anything is done or after everything is, an answer that
 * takes its time, a page instead of JSON, JSON that ends in the middle.
 */
export type FaultKind = 'status' | 'cut-before' | 'cut-after' | 'slow' | 'html' | 'broken-json'

export interface FaultSpec {
  readonly kind: FaultKind
  /** Compared with path and query, e.g. `/v3/application/shops/1/listings?state=active`. Left out: every call of the API and for tokens. */
  readonly match?: RegExp
  readonly method?: string
  /** The how manieth of these calls, from 1 on. `every` unless told. */
  readonly nth?: number | 'every'
  /** How often at most. */
  readonly times?: number
  /** Of `status` (500 unless told) and `html` (200 unless told). */
  readonly status?: number
  /** Seconds, of `status`. */
  readonly retryAfter?: number
  /** Of `slow`. */
  readonly delayMs?: number
}

export interface Fault {
  readonly spec: FaultSpec
  /** How often it struck. */
  readonly hits: number
  remove(): void
}

export type Faults = ReturnType<typeof createFaults>

interface Armed {
  readonly spec: FaultSpec
  seen: number
  hits: number
}

const matches = ({ match, method }: FaultSpec, call: { readonly method: string; readonly target: string }) =>
  (method === undefined || method === call.method) && (match === undefined || match.test(call.target))

const strikes = ({ spec: { nth = 'every', times = Number.POSITIVE_INFINITY }, seen, hits }: Armed) =>
  (nth === 'every' || nth === seen) && hits < times

export function createFaults() {
  const armed = new Set<Armed>()
  return {
    add(spec: FaultSpec): Fault {
      const one: Armed = { spec, seen: 0, hits: 0 }
      armed.add(one)
      return {
        spec,
        get hits() {
          return one.hits
        },
        remove: () => void armed.delete(one),
      }
    },
    clear: () => armed.clear(),
    list: (): readonly (FaultSpec & { readonly hits: number })[] =>
      [...armed].map(({ spec, hits }) => ({ ...spec, hits })),
    /** What strikes this call. Every fault that could counts it. */
    strike(call: { readonly method: string; readonly target: string }): readonly FaultSpec[] {
      const striking: FaultSpec[] = []
      for (const one of armed) {
        if (!matches(one.spec, call)) continue
        one.seen += 1
        if (!strikes(one)) continue
        one.hits += 1
        striking.push(one.spec)
      }
      return striking
    },
  }
}
