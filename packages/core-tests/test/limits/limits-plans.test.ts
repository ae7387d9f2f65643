import { copyRows, countBlocks, fixStatistics } from '@bazaar/testing'
import { expect, it } from 'vitest'
import { db, useStores } from '../redis/use-stores.ts'

useStores()

it('a refusal touches as much with 50,000 windows as with 60, although it was planned for 60', async () => {
  const copies = { core_limit_window: { key: 'n::text' } }
  const client = await db.pool.connect()
  const hit = (key: number) =>
    countBlocks(client, "SELECT core_limit_hit(ARRAY[$1::text], '{1}', '{3600000}', '{1}')", [key])
  await hit(0)
  await copyRows(db.pool, copies, 1, 60)
  await fixStatistics(db.pool, Object.keys(copies), 'now')
  // The window that was written last: whatever reads the table from its beginning reads all of it.
  let few = 0
  for (let n = 0; n < 7; n++) few = await hit(60)
  await copyRows(db.pool, copies, 61, 50_000)
  const many = await hit(50_000)
  client.release()
  expect(many).toBeLessThan(few + 20)
})
