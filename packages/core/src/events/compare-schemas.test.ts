import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compareSchemas } from './compare-schemas.ts'

const emitted = z.object({
  offer: z.bigint(),
  at: z.date(),
  count: z.int(),
  city: z.string().optional(),
  kind: z.enum(['new', 'moved']),
  items: z.array(z.object({ id: z.bigint(), price: z.number().nullable() })),
  change: z.discriminatedUnion('to', [
    z.object({ to: z.literal('price'), amount: z.bigint() }),
    z.object({ to: z.literal('city'), name: z.string() }),
  ]),
})

describe('a subscriber', () => {
  it.each([
    ['takes what it coerces', z.object({ offer: z.coerce.bigint(), at: z.coerce.date() })],
    ['coerces whatever it likes', z.object({ offer: z.coerce.number(), count: z.coerce.string() })],
    [
      'tells the kinds apart that are emitted',
      z.object({
        change: z.discriminatedUnion('to', [
          z.object({ to: z.literal('price'), amount: z.coerce.bigint() }),
          z.object({ to: z.literal('city'), name: z.string() }),
        ]),
      }),
    ],
    ['takes the text that a bigint travels as', z.object({ offer: z.string() })],
    ['takes a whole number as a number', z.object({ count: z.number() })],
    ['need not know all fields', z.object({})],
    ['may expect less than there always is', z.object({ city: z.string().optional() })],
    ['may list more values', z.object({ kind: z.enum(['new', 'moved', 'ended']) })],
    ['may take any of several types', z.object({ count: z.union([z.string(), z.number()]) })],
    ['looks into lists', z.object({ items: z.array(z.object({ price: z.number().nullable() })) })],
  ])('%s', (_what, understood) => {
    expect(compareSchemas(emitted, understood)).toEqual([])
  })

  it.each([
    ['a field that nobody emits', z.object({ venue: z.string() }), '"payload.venue" is not emitted'],
    ['a field that may be missing', z.object({ city: z.string() }), '"payload.city" is not always there'],
    ['another type', z.object({ count: z.string() }), '"payload.count" is integer, not string'],
    ['a boolean', z.object({ count: z.boolean() }), '"payload.count" is integer, not boolean'],
    ['a bigint without coercing it', z.object({ offer: z.bigint() }), '"payload.offer" travels as JSON'],
    ['an instant without coercing it', z.object({ at: z.date() }), '"payload.at" travels as JSON'],
    [
      'one kind of several',
      z.object({ change: z.object({ to: z.literal('city'), name: z.string() }) }),
      '"payload.change.name" is not emitted',
    ],
    ['fewer values', z.object({ kind: z.enum(['new']) }), '"payload.kind" may hold more than new'],
    ['one of them', z.object({ kind: z.literal('moved') }), '"payload.kind" may hold more than moved'],
    ['listed values of what is free', z.object({ offer: z.enum(['1']) }), '"payload.offer" may hold more than 1'],
    [
      'no null in a list',
      z.object({ items: z.array(z.object({ price: z.number() })) }),
      '"payload.items[].price" is number or null, not number',
    ],
    [
      'nothing else',
      z.strictObject({ offer: z.string(), at: z.string(), count: z.number() }),
      '"payload.city" is refused',
    ],
  ])('that wants %s is told so', (_what, understood, problem) => {
    expect(compareSchemas(emitted, understood).join('\n')).toContain(problem)
  })
})
