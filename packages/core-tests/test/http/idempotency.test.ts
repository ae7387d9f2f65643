import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { bearer, makesKey, newSpy, ordersScope, startDepot } from './harness.ts'

const spy = newSpy()
let platform: TestPlatform
let key: string
let anna: ReturnType<TestPlatform['telegram']['user']>
beforeAll(async () => {
  platform = await startDepot(spy)
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  anna = platform.telegram.user('Anna')
  key = await makesKey(anna, ordersScope)
  Object.assign(spy, newSpy())
})

const order = (idempotencyKey: string | undefined, { item = 'tea', place = 'a', of = key } = {}) =>
  platform.app.http.app.inject({
    method: 'POST',
    url: `/api/depot/v1/orders/${place}`,
    payload: { item },
    headers: { ...bearer(of), ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }) },
  })
const ordersOf = (person: { readonly id: number }) =>
  platform.app.core.db.prisma.supportRequest.count({ where: { userId: BigInt(person.id) } })

it('refuses a request without a key, or with one that is none', async () => {
  for (const wrong of [undefined, '', 'with space', 'x'.repeat(256), 'ключ']) {
    const answer = await order(wrong === 'ключ' ? Buffer.from(wrong).toString('latin1') : wrong)
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'core-http-idempotency-missing'])
  }
  expect(spy.orders).toBe(0)
})

it('answers the same request as the first time, and acts once', async () => {
  const first = await order('one')
  expect([first.statusCode, first.headers['idempotency-replayed']]).toEqual([201, undefined])
  const again = await order('one')
  expect([again.statusCode, again.body]).toEqual([201, first.body])
  expect(again.headers['idempotency-replayed']).toBe('true')
  expect([spy.orders, await ordersOf(anna)]).toEqual([1, 1])
})

it('refuses another request under the same key', async () => {
  await order('two')
  for (const other of [{ item: 'coffee' }, { place: 'b' }]) {
    const answer = await order('two', other)
    expect([answer.statusCode, answer.json().error]).toEqual([422, 'core-http-idempotency-other'])
  }
  expect(await ordersOf(anna)).toBe(1)
})

it('keeps what different people chose apart', async () => {
  const other = platform.telegram.user('Boris')
  const otherKey = await makesKey(other, ordersScope)
  await order('three')
  const answer = await order('three', { of: otherKey, item: 'coffee' })
  expect(answer.statusCode).toBe(201)
  expect([await ordersOf(anna), await ordersOf(other)]).toEqual([1, 1])
})

it('of several at once one acts, and the others are told that it is being handled', async () => {
  const entered = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  spy.onOrder = () => {
    entered.resolve()
    return gate.promise
  }
  const first = order('four')
  await entered.promise
  for (const answer of await Promise.all([order('four'), order('four')]))
    expect([answer.statusCode, answer.json().error]).toEqual([409, 'core-http-idempotency-busy'])
  gate.resolve()
  expect((await first).statusCode).toBe(201)
  expect((await order('four')).body).toBe((await first).body)
  expect(await ordersOf(anna)).toBe(1)
})

it('a race without a gate has one effect and one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => order('five')))
  const done = answers.filter(({ statusCode }) => statusCode === 201)
  expect(new Set(done.map(({ body }) => body)).size).toBe(1)
  expect(answers.every(({ statusCode }) => statusCode === 201 || statusCode === 409)).toBe(true)
  expect(await ordersOf(anna)).toBe(1)
})

it('a refusal stores nothing: the same key may try again', async () => {
  const { db } = platform.app.core
  const before = await db.prisma.httpAnswer.count()
  expect((await order('six', { item: 'refused' })).statusCode).toBe(409)
  expect(await db.prisma.httpAnswer.count()).toBe(before)
  expect((await order('six')).statusCode).toBe(201)
})

it('is stored sealed, remembered across a restart, and forgotten after a day', async () => {
  const first = await order('seven')
  const rows = await platform.app.core.db.prisma.httpAnswer.findMany({ where: { userId: BigInt(anna.id) } })
  expect(rows).toHaveLength(1)
  expect(Buffer.from(rows[0]?.answer ?? []).includes('order')).toBe(false)
  await platform.restart()
  const again = await order('seven')
  expect([again.statusCode, again.body]).toEqual([201, first.body])
  expect(await ordersOf(anna)).toBe(1)
  await platform.advance(26 * 3_600_000)
  expect((await order('seven')).headers['idempotency-replayed']).toBeUndefined()
  expect(await ordersOf(anna)).toBe(2)
})
