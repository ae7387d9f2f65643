import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Books, openBooks } from '../ledger/books.ts'
import { giveBothWays, inFlight, raceAtExpiry } from '../ledger/crowds.ts'
import { findBroken } from '../ledger/invariants.ts'
import { compareWithModel } from '../ledger/model-run.ts'

let books: Books
beforeAll(async () => {
  books = await openBooks(inFlight + 1)
})
afterAll(() => books?.close())
afterEach(async () => {
  expect(await findBroken(books.db.pool)).toEqual([])
  expect(await books.one('SELECT deadlocks AS value FROM pg_stat_database WHERE datname = current_database()')).toBe(
    '0',
  )
})

it('2,000 gifts from one to the other and back leave the sum, without a deadlock', () => giveBothWays(books, 2_000))

it('1,000 holds at the instant at which they run out have one end each', () => raceAtExpiry(books, 1_000))

it('after 2,000 runs the books say what somebody with a pencil would say', () => compareWithModel(books, 2_000))
