import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListingReading, ListingState, VariationReading } from '../src/etsy/index.ts'
import { asRemoved, type DecideContext, type Decision, decide, type KnownListing } from '../src/stock/decide.ts'
import type { Pace } from '../src/stock/pace.ts'

const start = Date.UTC(2026, 2, 2, 10)
const hourMs = 3_600_000

interface Piece {
  readonly key: string
  readonly quantity: number
  readonly isEnabled?: boolean
  readonly price?: bigint
}

const variation = ({ key, quantity, isEnabled = true, price = 2_500n }: Piece): VariationReading => ({
  key,
  name: key,
  sku: `SKU-${key}`,
  quantity: isEnabled ? quantity : 0,
  isEnabled,
  priceMinor: price,
  currency: 'EUR',
})

function reading(pieces: readonly Piece[], state: ListingState = 'active', edited = 0): ListingReading {
  const isOut = state === 'sold_out'
  return {
    etsyListingId: 1n,
    title: 'Mug',
    url: 'https://www.etsy.com/listing/1',
    state,
    hasVariations: pieces.length > 1 || pieces[0]?.key !== '',
    variations: pieces.map((one) => variation(isOut ? { ...one, quantity: 0 } : one)),
    fingerprint: `${pieces.map(({ key, isEnabled, price }) => `${key}${isEnabled}${price}`).join()}${edited}`,
  }
}

const context = (at: number, more: Partial<DecideContext> = {}): DecideContext => ({
  at: new Date(at),
  isFirst: false,
  shop: { threshold: 2, thresholdBy: 'units' },
  paceOf: () => undefined,
  ...more,
})

/** What the tables hold after a decision. */
function stored({ known, row, variations }: Decision): KnownListing {
  const before = new Map(known?.variations.map((one) => [one.key, one.id]))
  return {
    ...row,
    id: 7n,
    shopId: 3n,
    readAt: row.stockSince,
    lookedUpAt: null,
    seen: null,
    firstSeenAt: known?.firstSeenAt ?? row.stockSince,
    threshold: known?.threshold ?? null,
    thresholdBy: known?.thresholdBy ?? null,
    variations: variations.map((plan, n) => ({
      ...plan.row,
      id: before.get(plan.row.key) ?? BigInt(100 + before.size + n),
      listingId: 7n,
      threshold: plan.known?.threshold ?? null,
      thresholdBy: plan.known?.thresholdBy ?? null,
    })),
  }
}

/** A listing through several looks, an hour apart unless told. */
function follow(first: ListingReading, more: Partial<DecideContext> = {}) {
  let at = start
  let known = stored(decide(undefined, first, context(at, more)))
  return {
    look(next: ListingReading, ms = hourMs, changed: Partial<DecideContext> = {}) {
      at += ms
      const decision = decide(known, next, context(at, { ...more, ...changed }))
      known = stored(decision)
      return decision
    },
    set: (change: (before: KnownListing) => KnownListing) => {
      known = change(known)
    },
    get known() {
      return known
    },
  }
}

const tell = ({ news }: Decision) =>
  news.map(({ kind, variation: one, cause }) => [kind, one?.row.key ?? 'all', cause ?? ''].join(' ').trim())
const plain = (quantity: number, state?: ListingState) => reading([{ key: '', quantity }], state)
const sizes = (s: number, m: number, state?: ListingState) =>
  reading(
    [
      { key: 'S', quantity: s },
      { key: 'M', quantity: m },
    ],
    state,
  )

describe('5-S3 what a look tells', () => {
  it('of the first snapshot nothing, sold out or not', () => {
    expect(decide(undefined, plain(0, 'sold_out'), context(start)).news).toEqual([])
    const begun = follow(sizes(5, 1), { isFirst: true })
    expect(begun.look(sizes(0, 0, 'sold_out')).news).toEqual([])
  })

  it('5-A1 sold out as a whole once, not once more for each variation; back likewise', () => {
    const one = follow(sizes(1, 1))
    const out = one.look(sizes(0, 0, 'sold_out'))
    expect(tell(out)).toEqual(['out all sold'])
    expect(out.news[0]?.sku).toBe('SKU-S, SKU-M')
    expect(one.look(sizes(0, 0, 'sold_out')).news).toEqual([])
    expect(tell(one.look(sizes(3, 0)))).toEqual(['back all'])
    expect(tell(one.look(sizes(3, 4)))).toEqual(['back M'])
  })

  it('one variation, while others are left', () => {
    const one = follow(sizes(4, 1))
    expect(tell(one.look(sizes(4, 0)))).toEqual(['out M sold'])
    expect(tell(one.look(sizes(2, 0)))).toEqual(['low S sold'])
    expect(tell(one.look(sizes(2, 9)))).toEqual(['back M'])
  })

  it.each(['expired', 'inactive', 'draft', 'removed'] as const)(
    '5-A1 a listing that is %s is not sold out',
    (state) => {
      const one = follow(sizes(4, 1))
      const gone = one.look(state === 'removed' ? asRemoved(one.known) : sizes(4, 1, state))
      expect(gone.news).toEqual([])
      expect(gone.row.stock).toBe('HIDDEN')
      expect(gone.changes).toHaveLength(1)
      expect(gone.changes[0]).toMatchObject({ before: 5, after: 0 })
      expect(one.look(sizes(4, 1)).news).toEqual([])
    },
  )

  it('a variation that is switched off, or gone from the listing, is hidden, not sold out', () => {
    const off = [
      { key: 'S', quantity: 4 },
      { key: 'M', quantity: 3, isEnabled: false },
    ]
    expect(tell(follow(sizes(4, 3)).look(reading(off)))).toEqual([])
    const one = follow(sizes(4, 3))
    const dropped = one.look(reading([{ key: 'S', quantity: 4 }]))
    expect(dropped.news).toEqual([])
    expect(dropped.changes.map(({ cause }) => cause)).toEqual(['edited'])
    expect(one.look(reading([{ key: 'S', quantity: 4 }])).isChanged).toBe(false)
  })

  it('out only when all that is switched on is gone', () => {
    const withOff = (s: number) =>
      reading([
        { key: 'S', quantity: s },
        { key: 'M', quantity: 9, isEnabled: false },
      ])
    expect(tell(follow(withOff(1)).look(withOff(0)))).toEqual(['out all sold'])
  })
})

describe('5-A2 low', () => {
  it('at the threshold, and fine again one above it', () => {
    const one = follow(plain(4))
    expect(one.look(plain(3)).news).toEqual([])
    const low = one.look(plain(2))
    expect(tell(low)).toEqual(['low  sold'])
    expect(low.news[0]?.threshold).toEqual({ value: 2, by: 'units', from: 'shop' })
    expect(one.look(plain(1)).news).toEqual([])
    expect(one.look(plain(3)).variations[0]?.row.stock).toBe('OK')
  })

  it('the nearest setting wins, and the news says whose it is', () => {
    const one = follow(sizes(9, 9))
    one.set((known) => ({ ...known, threshold: 5, thresholdBy: 'units' }))
    expect(one.look(sizes(5, 9)).news[0]?.threshold).toEqual({ value: 5, by: 'units', from: 'listing' })
    one.set((known) => ({
      ...known,
      variations: known.variations.map((row) =>
        row.key === 'M' ? { ...row, threshold: 7, thresholdBy: 'units' } : row,
      ),
    }))
    expect(one.look(sizes(5, 7)).news[0]?.threshold).toEqual({ value: 7, by: 'units', from: 'variation' })
  })

  it('not twice within 24 hours, and then if it is still so', () => {
    const one = follow(plain(4))
    expect(one.look(plain(2)).news).toHaveLength(1)
    one.look(plain(5))
    const again = one.look(plain(2))
    expect(again.news).toEqual([])
    expect(again.variations[0]?.row.lowOwed).toBe(true)
    expect(one.look(plain(2), 20 * hourMs).news).toEqual([])
    expect(one.look(plain(2), 2 * hourMs).news).toHaveLength(1)
    expect(one.look(plain(2), 30 * hourMs).news).toEqual([])
  })

  it('what is owed and is fine again meanwhile is not told', () => {
    const one = follow(plain(4))
    one.look(plain(2))
    one.look(plain(5))
    one.look(plain(2))
    one.look(plain(5))
    expect(one.look(plain(5), 30 * hourMs).news).toEqual([])
  })

  it('what comes back low was told with its number', () => {
    const one = follow(sizes(4, 1))
    one.look(sizes(4, 0))
    expect(tell(one.look(sizes(4, 1)))).toEqual(['back M'])
    expect(one.look(sizes(4, 1), 30 * hourMs).news).toEqual([])
  })

  it('by days: the fewer of both; fine again a day above; nothing where nothing sells', () => {
    const pace = (sold14: number): Pace => ({ sold14, sold30: sold14 })
    const by = (sold?: Pace): Partial<DecideContext> => ({
      shop: { threshold: 7, thresholdBy: 'days' },
      paceOf: () => sold,
    })
    const month = 40 * 24 * hourMs
    const one = follow(plain(20))
    expect(one.look(plain(20), month, by()).news).toEqual([])
    expect(one.look(plain(1), hourMs, by()).news).toEqual([])
    // 14 in 14 days: one a day.
    const low = one.look(plain(7), hourMs, by(pace(14)))
    expect(low.news[0]?.daysLeft).toEqual({ at14: 7, at30: 15 })
    expect(one.look(plain(7), hourMs, by(pace(13))).variations[0]?.row.stock).toBe('LOW')
    expect(one.look(plain(8), hourMs, by(pace(14))).variations[0]?.row.stock).toBe('OK')
    expect(one.look(plain(0, 'sold_out'), hourMs, by()).news.map(({ kind }) => kind)).toEqual(['out'])
  })
})

describe('since when something is sold out', () => {
  const changedAt = new Date(start - 40 * 24 * hourMs)
  const sinceOf = (next: ListingReading) => decide(undefined, next, context(start)).row.stockSince.getTime()

  it('what was so before it was seen first: since Etsy says that it was changed last', () => {
    expect(sinceOf({ ...plain(0, 'sold_out'), changedAt })).toBe(changedAt.getTime())
    expect(sinceOf(plain(0, 'sold_out'))).toBe(start)
    expect(sinceOf({ ...plain(0, 'sold_out'), changedAt: new Date(start + hourMs) })).toBe(start)
    expect(sinceOf({ ...plain(3), changedAt })).toBe(start)
  })

  it('what sold out since: since that was seen', () => {
    const one = follow(plain(1))
    expect(one.look({ ...plain(0, 'sold_out'), changedAt }).row.stockSince.getTime()).toBe(start + hourMs)
  })
})

describe('what was told before holds no more', () => {
  const ends = ({ ended }: Decision) => ended.map(({ by, variation: one }) => `${by} ${one?.row.key ?? 'all'}`)

  it('low and fine again; told as back, it needs no end besides', () => {
    const one = follow(sizes(4, 4))
    expect(ends(one.look(sizes(2, 4)))).toEqual([])
    expect(ends(one.look(sizes(3, 4)))).toEqual(['enough S'])
    one.look(sizes(0, 4))
    const back = one.look(sizes(1, 4))
    expect([tell(back), ends(back)]).toEqual([['back S'], []])
  })

  it('switched off, dropped, or taken down with its listing', () => {
    const off = [
      { key: 'S', quantity: 2, isEnabled: false },
      { key: 'M', quantity: 4 },
    ]
    const one = follow(sizes(2, 4))
    expect(ends(one.look(reading(off)))).toEqual(['off S'])
    expect(ends(follow(sizes(2, 4)).look(reading([{ key: 'M', quantity: 4 }])))).toEqual(['off S'])
    expect(ends(follow(sizes(0, 4)).look(sizes(0, 4, 'expired')))).toEqual(['off all', 'off S', 'off M'])
    const out = follow(sizes(0, 0, 'sold_out'))
    expect(ends(out.look(asRemoved(out.known)))).toEqual(['off all', 'off S', 'off M'])
  })

  it('back as a whole: the variations that are there again, and not those that are not', () => {
    const one = follow(sizes(1, 1))
    expect(ends(one.look(sizes(0, 0, 'sold_out')))).toEqual([])
    expect(ends(one.look(sizes(3, 0)))).toEqual(['back S'])
  })

  it('of the first snapshot nothing', () => {
    expect(ends(follow(sizes(2, 4), { isFirst: true }).look(sizes(9, 9)))).toEqual([])
  })
})

describe('5-A5 the cause is a guess', () => {
  it.each([
    ['fewer, and nothing else is different', sizes(4, 0), 'sold'],
    ['another title or price as well', { ...sizes(4, 0), fingerprint: 'other' }, 'edited'],
    ['more of another variation at the same time', sizes(5, 0), 'edited'],
  ] as const)('%s', (_what, next, cause) => {
    expect(follow(sizes(4, 1)).look(next).news[0]?.cause).toBe(cause)
  })

  it('eleven at once is an edit, ten are sold', () => {
    expect(follow(plain(11)).look(plain(0, 'sold_out')).news[0]?.cause).toBe('edited')
    expect(follow(plain(10)).look(plain(0, 'sold_out')).news[0]?.cause).toBe('sold')
  })

  it('a threshold that was raised makes low without anything being sold', () => {
    const one = follow(plain(4))
    const low = one.look(plain(4), hourMs, { shop: { threshold: 5, thresholdBy: 'units' } })
    expect(low.news[0]).toMatchObject({ kind: 'low', cause: undefined })
    expect(low.changes).toEqual([])
  })
})

describe('5-N1 whatever happens, in whatever order', () => {
  const keys = ['S', 'M', 'L']
  const step = fc.record({
    quantities: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }),
    off: fc
      .array(fc.boolean(), { minLength: 3, maxLength: 3 })
      .map((all) => (all.every(Boolean) ? [false, ...all.slice(1)] : all)),
    state: fc.constantFrom<ListingState>('active', 'active', 'active', 'active', 'expired', 'inactive', 'removed'),
    hours: fc.integer({ min: 1, max: 30 }),
  })
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

  const readingOf = ({ quantities, off, state }: Step): ListingReading => {
    const pieces = keys.map((key, n) => ({ key, quantity: quantities[n] ?? 0, isEnabled: !off[n] }))
    const left = pieces.reduce((sum, one) => sum + (one.isEnabled ? one.quantity : 0), 0)
    return reading(pieces, state === 'active' && left === 0 ? 'sold_out' : state)
  }
  const stockOf = (one: ListingReading): Readonly<Record<string, string>> => {
    const isSeen = one.state === 'active' || one.state === 'sold_out'
    const of = ({ isEnabled, quantity }: VariationReading): string =>
      !isSeen || !isEnabled ? 'HIDDEN' : quantity === 0 ? 'OUT' : quantity <= 2 ? 'LOW' : 'OK'
    const left = one.variations.reduce((sum, { quantity }) => sum + quantity, 0)
    return {
      all: !isSeen ? 'HIDDEN' : left === 0 ? 'OUT' : 'OK',
      ...Object.fromEntries(one.variations.map((each) => [each.key, of(each)])),
    }
  }

  it('agrees with a model that knows nothing of rows', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 15 }), ([first, ...steps]) => {
        if (!first) return
        const one = follow(readingOf(first))
        let was = stockOf(readingOf(first))
        let at = 0
        const lowTold = new Map<string, number>()
        const owed = new Set<string>()
        const episodes = new Set<string>()
        for (const next of steps) {
          at += next.hours
          const now = stockOf(readingOf(next))
          const decision = one.look(readingOf(next), next.hours * hourMs)
          const expected: string[] = []
          const isPart = was.all === 'OK' && now.all === 'OK'
          for (const key of keys) {
            const [before, after] = [was[key], now[key]]
            const isBack = before === 'OUT' && (after === 'LOW' || after === 'OK')
            const becameLow = before === 'OK' && after === 'LOW'
            const isOwed = owed.has(key) && before === 'LOW' && after === 'LOW'
            const isFree = at - (lowTold.get(key) ?? Number.NEGATIVE_INFINITY) >= 24
            const tellsLow = (becameLow || isOwed) && isFree
            if (tellsLow || (isBack && after === 'LOW')) lowTold.set(key, at)
            if ((becameLow || isOwed) && !tellsLow) owed.add(key)
            else owed.delete(key)
            if (!isPart) continue
            if (tellsLow) expected.push(`low ${key}`)
            if (isBack) expected.push(`back ${key}`)
            if (after === 'OUT' && (before === 'OK' || before === 'LOW')) expected.push(`out ${key}`)
          }
          if (now.all === 'OUT' && was.all !== 'OUT') expected.push('out all')
          if (now.all === 'OK' && was.all === 'OUT') expected.push('back all')
          expect(
            decision.news.map(({ kind, variation: about }) => `${kind} ${about?.row.key ?? 'all'}`).toSorted(),
          ).toEqual(expected.toSorted())
          expect(Object.fromEntries(decision.variations.map(({ row }) => [row.key, row.stock]))).toEqual(
            Object.fromEntries(keys.map((key) => [key, now[key]])),
          )
          for (const { kind, variation: about, episode } of decision.news) {
            const name = `${about?.row.key ?? 'all'} ${kind} ${episode}`
            // The unique (chat, item, kind, episode) would swallow it.
            expect(episodes.has(name)).toBe(false)
            episodes.add(name)
          }
          // The same look once more has nothing to say.
          const again = decide(one.known, readingOf(next), context(start + at * hourMs))
          expect([again.isChanged, again.news, again.changes, again.variations.some((plan) => plan.isChanged)]).toEqual(
            [false, [], [], false],
          )
          was = now
        }
      }),
      { numRuns: 500 },
    )
  })

  it('history adds up: before and after of the lines lead from one look to the next', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 10 }), ([first, ...steps]) => {
        if (!first) return
        const one = follow(readingOf(first))
        for (const next of steps) {
          const before = one.known
          const decision = one.look(readingOf(next), next.hours * hourMs)
          for (const { variation: about, before: had, after } of decision.changes) {
            if (about) expect(had).not.toBe(after)
            if (about) expect([had, after]).toEqual([about.known?.quantity, about.row.quantity])
            else expect(had === before.quantity || had === 0).toBe(true)
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})
