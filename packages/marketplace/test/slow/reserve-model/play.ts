import { expect } from 'vitest'
import type { ReserveOutcome } from '../../../src/purchase/types.ts'
import type { ReserveHarness } from '../../reserve-harness.ts'
import { type Answer, OfferModel, type Request, type Sold, type Step } from './model.ts'
import { createRealOffer, type RealOffer } from './real.ts'

export interface Story {
  readonly quantities: readonly number[]
  readonly limit: number
  readonly steps: readonly Step[]
}

const minute = 60_000
const nobody = 7n
let stories = 0

/** Does the same to the model and to an offer in the database, and compares answers and state after every step. */
export async function play(harness: ReserveHarness, { quantities, limit, steps }: Story): Promise<void> {
  const real = await createRealOffer(harness, { quantities, limit })
  const model = new OfferModel([...quantities], limit, real.offer.pickupEnd)
  const stage: Stage = { model, real, ids: new Map(), story: ++stories }
  for (const step of steps) {
    await doStep(stage, step)
    await compare(stage)
  }
}

interface Stage {
  readonly model: OfferModel
  readonly real: RealOffer
  /** Of purchases, by request key. */
  readonly ids: Map<string, bigint>
  readonly story: number
}

const at = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)]

async function doStep(stage: Stage, step: Step): Promise<void> {
  const { model, real } = stage
  switch (step.does) {
    case 'reserve':
      return reserve(
        stage,
        step.wishes.map((wish) => ({ ...wish, key: newKey(stage) })),
      )
    case 'tap twice': {
      const request = { ...step.wish, key: newKey(stage) }
      return reserve(stage, [request, request])
    }
    case 'repeat': {
      const request = at(model.requests, step.nth)
      return request && reserve(stage, [request])
    }
    case 'steal': {
      const request = at(model.requests, step.nth)
      return request && reserve(stage, [{ ...request, who: request.who + 1 }])
    }
    case 'cancel':
    case 'collect': {
      const one = at(model.sold, step.nth)
      return one && finish(stage, one, step)
    }
    case 'set left':
    case 'restock':
      return edit(stage, step)
    case 'expire':
      if (!model.over) real.advance(real.offer.pickupEnd.getTime() - real.now().getTime() + 15 * minute)
      model.over = true
      return endAll(stage, 'UNCONFIRMED')
    case 'cancel all':
      return endAll(stage, 'CANCELLED_BY_VENUE')
    default:
      expect(await real.change(step.does === 'sell out' ? 'sold-out' : step.does)).toBe(model.move(step.does))
  }
}

let keys = 0
const newKey = ({ story }: Stage): string => `story-${story}-${++keys}`

async function reserve({ model, real, ids, story }: Stage, requests: readonly Request[]): Promise<void> {
  const outcomes = await Promise.all(
    requests.map(({ who, item, quantity, key }) =>
      real.reservations.reserve({
        userId: BigInt(story * 100 + who),
        offerId: real.offer.id,
        itemId: real.offer.items[item]?.id ?? 0n,
        quantity,
        requestKey: key,
      }),
    ),
  )
  const expected = requests.map((request) => {
    const answer = model.reserve(request)
    model.settle()
    return answer
  })
  expect(outcomes.map((outcome, index) => toAnswer(ids, outcome, requests[index]?.key ?? ''))).toEqual(expected)
}

/** The same key must always mean the same purchase. */
function toAnswer(ids: Map<string, bigint>, outcome: ReserveOutcome, key: string): Answer {
  if (outcome.outcome !== 'confirmed') return outcome
  const { purchase, repeated } = outcome
  const known = ids.get(key) ?? purchase.id
  ids.set(key, known)
  expect(purchase.id).toBe(known)
  return { outcome: 'confirmed', key, repeated }
}

async function finish(
  { model, real, ids }: Stage,
  one: Sold,
  step: Extract<Step, { does: 'cancel' | 'collect' }>,
): Promise<void> {
  const id = ids.get(one.key) ?? 0n
  const done = await real.tx((tx) =>
    step.does === 'cancel'
      ? real.reservations.cancelByCustomer(tx, id, real.now(), step.late)
      : real.reservations.collect(tx, id, real.now(), nobody),
  )
  expect(done).toBe(model.end(one, step.does === 'cancel' ? 'CANCELLED_BY_CUSTOMER' : 'COLLECTED'))
  if (done && step.does === 'cancel') model.reopen()
}

async function endAll({ model, real }: Stage, state: 'UNCONFIRMED' | 'CANCELLED_BY_VENUE'): Promise<void> {
  const { offer, reservations } = real
  const ended = await real.tx((tx) =>
    state === 'UNCONFIRMED'
      ? reservations.closeMissed(tx, offer.id, real.now())
      : reservations.cancelByVenue(tx, offer.id, real.now()),
  )
  expect(ended).toHaveLength(model.sold.filter((one) => model.end(one, state)).length)
}

async function edit({ model, real }: Stage, step: Extract<Step, { does: 'set left' | 'restock' }>): Promise<void> {
  const { item } = step
  const isRestock = step.does === 'restock'
  const changed = await real.edit(
    isRestock ? { what: 'add-units', count: step.count } : { what: 'left', left: step.left },
    item,
  )
  if (isRestock && !model.over && model.state === 'SOLD_OUT') model.forced = false
  const quantity = isRestock ? (model.quantities[item] ?? 0) + step.count : model.committed(item) + step.left
  expect(changed).toBe(model.setQuantity(item, quantity))
}

/** `left + committed = initial + edits`, `committed` = what was sold and not given back, and every row is what it should be. */
async function compare({ model, real }: Stage): Promise<void> {
  const seen = await real.see()
  const items = model.quantities.map((_, item) => item)
  expect(seen).toEqual({
    state: model.state,
    forced: model.forced,
    quantities: model.quantities,
    committed: items.map((item) => model.committed(item)),
    sold: model.sold.map(({ key, state }) => ({ key, state, receipts: 1 })),
  })
  expect(items.every((item) => model.left(item) >= 0)).toBe(true)
}
