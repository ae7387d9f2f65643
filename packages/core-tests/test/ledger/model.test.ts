import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Books, openBooks } from './books.ts'
import { findBroken } from './invariants.ts'
import { compareWithModel } from './model-run.ts'

let books: Books
beforeAll(async () => {
  books = await openBooks(3)
})
afterAll(() => books?.close())

it('the books say what somebody with a pencil would say, whatever is done', async () => {
  await compareWithModel(books, 100)
  expect(await findBroken(books.db.pool)).toEqual([])
})
