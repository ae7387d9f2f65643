import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { startStandin } from '@bazaar/telegram-standin'
import { createTestDatabase } from '@bazaar/testing'
import { startStanShop } from '@bazaar/voucher-tracker/demo'
import pg from 'pg'
import { expect, it } from 'vitest'

const program = path.resolve(import.meta.dirname, '../../../scripts/verify-real.ts')

/** The stand-ins answer from this process, so the program must run beside it. */
async function verify(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: unknown; readonly output: string }> {
  const child = spawn(process.execPath, [program], {
    // Where no .env of a developer lies.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
  })
  const ended = once(child, 'exit')
  const output = (await Promise.all([text(child.stdout), text(child.stderr)])).join('')
  return { code: (await ended)[0], output }
}

it('says what answered, what is not configured, and fails only for what is', async () => {
  const standin = await startStandin({ mode: 'strict' })
  const { token } = standin.createBot({ username: 'real_bot', firstName: 'Real' })
  const shop = await startStanShop()
  shop.set({ denominations: [{ value: 100, price: 95, status: 'active' }] })
  const database = await createTestDatabase()
  const env = { TELEGRAM_API_ROOT: standin.url, VOUCHER_TRACKER_STANSHOP_URL: shop.url }

  const bare = await verify(env)
  expect(bare.output).toMatch(/- +Telegram .*not configured.*BOT_TOKEN/)
  expect(bare.output).toMatch(/- +PostgreSQL: not configured/)
  expect(bare.output).toMatch(/ok +voucher:check: answered[\s\S]*95\.00/)
  expect(bare.code).toBe(0)

  const full = await verify({ ...env, BOT_TOKEN: token, DATABASE_URL: database.url })
  expect(full.output).toMatch(/ok +Telegram .*@real_bot.*no webhook/)
  expect(full.output).toMatch(/ok +PostgreSQL: answered\. version \d+.*tables of the bot/)
  expect(full.code).toBe(0)

  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('1', '', '29990101000000_next', now())`,
  )
  await client.end()
  const older = await verify({ ...env, BOT_TOKEN: token, DATABASE_URL: database.url })
  expect(older.output).toMatch(/FAIL PostgreSQL: failed\. The database is newer than this program.*29990101000000_next/)
  expect(older.code).toBe(1)

  shop.set({ status: 500 })
  const wrong = `${token.slice(0, -6)}secret`
  const redisUrl = 'redis://:hunter2@127.0.0.1:9'
  const broken = await verify({
    ...env,
    BOT_TOKEN: wrong,
    REDIS_URL: redisUrl,
    DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:9/x',
  })
  expect(broken.output).toMatch(/FAIL Telegram .*Unauthorized.*@BotFather/)
  expect(broken.output).toMatch(/FAIL PostgreSQL: failed\. .*DATABASE_URL/)
  expect(broken.output).toMatch(/FAIL Redis: failed\. .*REDIS_URL/)
  expect(broken.output).toMatch(/FAIL voucher:check: failed\. .*HTTP 500/)
  expect(broken.code).toBe(1)
  expect(broken.output).not.toMatch(new RegExp(`hunter2|${wrong.split(':')[1]}`))

  await database.drop()
  await shop.close()
  await standin.close()
}, 180_000)
