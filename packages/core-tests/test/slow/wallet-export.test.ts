import { personalStores } from '@bazaar/core/privacy'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWalks } from '../ledger/wallet-feature.ts'

const user = 77_001n
/** Some more than one file holds. */
const lines = 300_500
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createWalks()] })
  await bookMany()
})
afterAll(() => platform?.stop())

/** As if they had been posted one by one: with triggers it would take minutes. */
async function bookMany(): Promise<void> {
  await platform.app.core.db.tx(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    await tx.$executeRaw`INSERT INTO core_ledger_subject (user_id) VALUES (${user})`
    await tx.$executeRaw`INSERT INTO core_ledger_account (kind, subject_id, currency, is_stored)
      SELECT kind, id, 'PTS', true FROM core_ledger_subject, unnest(ARRAY['core-wallet', 'core-bonus']) AS kind WHERE user_id = ${user}`
    await tx.$executeRaw`INSERT INTO core_ledger_posting (key, sha, reason, entity, legs, at)
      SELECT 'shop:walk:many-' || n, '', 'shop-walk', 'K' || n, 2, now() FROM generate_series(1, ${lines}::int) AS n`
    await tx.$executeRaw`INSERT INTO core_ledger_entry (account_id, posting_id, amount, seq, balance_after)
      SELECT (SELECT min(id) + (posting.id % 2) FROM core_ledger_account), posting.id, 1, (posting.id + 1) / 2, (posting.id + 1) / 2
      FROM core_ledger_posting posting ORDER BY posting.id`
  })
  // As autovacuum does long before a table has grown so far.
  await platform.app.core.db.pool.query('ANALYZE core_ledger_entry, core_ledger_posting')
}

it('a statement of 300,500 lines comes in files that programs open, and each line once', async () => {
  const core = personalStores(platform.app.declarations.all).find(({ id }) => id === 'core')
  const seen = new Set<string>()
  const files: { readonly name: string; bytes: number; most: number }[] = []
  for await (const { name, open } of core?.exportFiles(user) ?? []) {
    const file = { name, bytes: 0, most: 0 }
    files.push(file)
    for await (const chunk of open()) {
      file.bytes += chunk.length
      file.most = Math.max(file.most, chunk.length)
      for (const [posting] of Buffer.from(chunk)
        .toString()
        .matchAll(/T\d+(?=,\r\n)/g))
        seen.add(posting)
    }
  }
  expect(files.map(({ name }) => name)).toEqual(['wallet-1.csv', 'wallet-2.csv'])
  expect(seen.size).toBe(lines)
  // Telegram takes 50 MB; what is in memory at a time is a page.
  for (const { bytes, most } of files) expect([bytes < 50_000_000, most < 200_000]).toEqual([true, true])
})
