import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Night, openNight } from './night.ts'

const dayMs = 86_400_000
let night: Night
beforeAll(async () => {
  night = await openNight()
})
afterAll(() => night?.close())

async function seals(): Promise<readonly { day: string; postings: string; sha: string }[]> {
  const { rows } = await night.db.pool.query('SELECT day, postings, sha FROM core_ledger_seal ORDER BY day')
  return rows
}
const close = () => night.watch.closeDays(night.signal)

it('every day is sealed once it is over: each once, missed ones one by one, from the first posting on', async () => {
  await close()
  night.clock.advance(dayMs)
  await close()
  expect(await seals()).toEqual([])
  await night.give(1n, 10n)
  await night.give(1n, 20n)
  await close()
  expect(await seals()).toEqual([])
  // 2026-01-06 ends; what is posted on the next day before anybody looks is not in it.
  night.clock.advance(dayMs)
  await night.give(1n, 30n)
  await close()
  await close()
  expect(await seals()).toMatchObject([{ day: '2026-01-06', postings: '2' }])
  night.clock.advance(3 * dayMs)
  expect(await night.watch.health()).toMatchObject([{ state: 'degraded' }])
  await night.give(1n, 40n)
  await close()
  const all = await seals()
  expect(all.map(({ day, postings }) => `${day} ${postings}`)).toEqual([
    ...['2026-01-06 2', '2026-01-07 1', '2026-01-08 0', '2026-01-09 0'],
  ])
  expect(new Set(all.map(({ sha }) => sha)).size).toBe(4)
  expect(await night.watch.health()).toMatchObject([
    { state: 'ok', detail: { params: { sha: all.at(-1)?.sha.slice(0, 12) } } },
  ])
  expect(await night.wrong(true)).toEqual([])
})

it.each([
  ['a changed posting', `UPDATE core_ledger_posting SET entity = 'K9' WHERE id = 3`],
  ['a changed instant', `UPDATE core_ledger_posting SET at = at + interval '1 millisecond' WHERE id = 3`],
  ['a changed entry', `UPDATE core_ledger_entry SET id = id + 1000 WHERE posting_id = 3`],
  [
    'a removed posting',
    'DELETE FROM core_ledger_posting WHERE id = 3',
    'DELETE FROM core_ledger_entry WHERE posting_id = 3',
  ],
  [
    'an inserted posting',
    `INSERT INTO core_ledger_posting (id, key, sha, reason, entity, legs, at)
     SELECT 0, 'x', sha, reason, entity, legs, at FROM core_ledger_posting WHERE id = 3`,
  ],
  ['a changed seal', `UPDATE core_ledger_seal SET sha = md5(sha) WHERE day = '2026-01-07'`],
  ['a removed seal', `DELETE FROM core_ledger_seal WHERE day = '2026-01-07'`],
])('%s is seen', async (_what, ...statements) => {
  await night.damage(...statements)
  expect(await night.wrong()).toContain('I8')
  await night.repair()
  expect(await night.wrong()).toEqual([])
})

it('what was sealed long ago is looked at when all seals are; what was found there stays found by the nights that follow', async () => {
  night.clock.advance(12 * dayMs)
  await close()
  expect((await seals()).length).toBe(16)
  await night.damage(`UPDATE core_ledger_posting SET correlation_id = 'x' WHERE id = 1`)
  expect(await night.wrong()).toEqual([])
  expect(await night.wrong(true)).toEqual(['I8'])
  expect(await night.wrong()).toEqual(['I8'])
  await night.repair()
  expect(await night.wrong()).toEqual([])
})
