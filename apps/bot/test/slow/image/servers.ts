import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type BotAccount, type Standin, startStandin } from '@bazaar/telegram-standin'
import { createTestDatabase, findFreePort, startRedisServer } from '@bazaar/testing'
import { startStanShop } from '@bazaar/voucher-tracker/demo'
import { environmentAt, hostNames, services } from './compose.ts'
import { folderOfRun } from './leftovers.ts'

/** Everything that the container speaks to. */
export interface Servers {
  readonly standin: Standin
  readonly account: BotAccount
  readonly database: string
  readonly redis: string
  /** Where the bot tells its operator how it is, seen from this machine. */
  readonly url: string
  /** Who owns the bot. */
  readonly ownerId: number
  /** The container's variables, from `.env` and from the compose file, and the names of the other services. */
  readonly options: readonly string[]
  stop(): Promise<void>
}

export async function startServers(): Promise<Servers> {
  // Without tables: the image brings its migrations along.
  const database = await createTestDatabase({ empty: true })
  const redis = await startRedisServer(services.redis.command.slice(1))
  const standin = await startStandin({ mode: 'strict' })
  const shop = await startStanShop()
  const account = standin.createBot({ username: 'image_bot', firstName: 'Image' })
  const [port, operationsPort] = [await findFreePort(), await findFreePort()]
  const ownerId = 501
  const env = path.join(folderOfRun, '.env')
  const lines = {
    BOT_TOKEN: account.token,
    ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
    POSTGRES_PASSWORD: 'unused',
    ADMIN_IDS: `${ownerId}`,
    TELEGRAM_API_ROOT: standin.url,
    VOUCHER_TRACKER_STANSHOP_URL: shop.url,
  }
  writeFileSync(
    env,
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
  const variables = environmentAt({ database: database.url, redis: redis.url, port, operationsPort })
  return {
    standin,
    account,
    database: database.url,
    redis: redis.url,
    url: `http://127.0.0.1:${operationsPort}`,
    ownerId,
    options: ['--network', 'host', ...hostNames(), '--env-file', env, ...variables],
    async stop() {
      await shop.close()
      await standin.close()
      await redis.stop()
      await database.drop()
    },
  }
}
