import fc from 'fast-check'

const kinds = ['core-wallet', 'core-bonus'] as const
export const people = [0, 1, 2] as const

const person = fc.constantFrom(...people)
const amount = fc.oneof(fc.bigInt(1n, 9n), fc.bigInt(1n, 60n), fc.bigInt(1n, 200n))
const source = fc.record({
  ...{ person, kind: fc.constantFrom(...kinds) },
  atMost: fc.option(fc.bigInt(0n, 60n), { nil: undefined, freq: 2 }),
})
const at = fc.nat(20)
/** What people and features do. Who and what are numbers: of a person, of an earlier call, of a hold, of a posting. */
export const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('give'), person, amount, kind: fc.constantFrom(...kinds) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('order'), person, amount, bonus: fc.bigInt(0n, 9n) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('gift'), person, other: person, amount }) },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ does: fc.constant('hold'), amount, hours: fc.integer({ min: 1, max: 6 }) },
      isGift: fc.boolean(),
      split: fc.constantFrom('in-order' as const, 'in-proportion' as const),
      from: fc.uniqueArray(source, {
        ...{ minLength: 1, maxLength: 5, size: 'max' },
        selector: (one) => `${one.person}${one.kind}`,
      }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ does: fc.constant('capture'), at, person },
      share: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('release'), at }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('wait'), hours: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('end what has run out') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ does: fc.constant('reverse'), at },
      shortfall: fc.constantFrom('refuse' as const, 'receivable' as const),
      key: fc.option(fc.nat(2), { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('again'), at }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('otherwise'), at }) },
)
/** What some have in the beginning. */
export const start = fc.uniqueArray(
  fc.record({ does: fc.constant('give'), person, amount: fc.bigInt(1n, 200n), kind: fc.constantFrom(...kinds) }),
  { minLength: 3, maxLength: 6, size: 'max', selector: (one) => `${one.person}${one.kind}` },
)
export type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
