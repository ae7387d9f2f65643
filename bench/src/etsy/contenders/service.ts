// The product's look at a shop on the product's core, without Telegram: token, quota, pages, comparing with what is stored, history, alerts.
import { openWorkbench } from '@bazaar/core/app'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { etsyLowstock } from '@bazaar/etsy-lowstock'
import { createServices } from '@bazaar/etsy-lowstock/services'
import { z } from 'zod'
import { readUsage, serve } from '../../support/serve.ts'
import { measured } from '../measured.ts'

const { DATABASE_URL = '', ENCRYPTION_KEYS, DATA_DIR, ETSY_API_URL = '', ETSY_TOKEN_URL = '' } = process.env
const settings = {
  ETSY_API_URL,
  ETSY_TOKEN_URL,
  ETSY_API_KEY: 'demo-keystring',
  ETSY_SHARED_SECRET: 'demo-secret',
  ETSY_REDIRECT_URL: 'https://bot.example.com/api/etsy-lowstock/callback',
}
const result = loadConfig([etsyLowstock], {
  ...settings,
  BOT_TOKEN: `1:${'x'.repeat(35)}`,
  ENCRYPTION_KEYS,
  DATA_DIR,
  FEATURES: 'etsy-lowstock',
})
if (!result.ok) throw new Error(describeProblems(result.problems))
const clock = { now: () => new Date(), offsetMs: 0, onJump: () => () => undefined }
const workbench = await openWorkbench({
  config: result.config,
  databaseUrl: DATABASE_URL,
  clock,
  botUsername: 'bench_bot',
})
const { shops, stock } = createServices(workbench.core, {
  ...settings,
  ETSY_CONNECT_URL: 'https://www.etsy.com/oauth/connect',
  ETSY_POLL_INTERVAL: 60,
  ETSY_CALLS_PER_DAY: 10_000_000,
  ETSY_CALLS_PER_SECOND: 1_000,
  ETSY_WEBHOOK_ALLOW_HOSTS: '',
})
const { db } = workbench.core
const hour = 3_600_000
const linkInput = z.object({ user: z.number(), access: z.string(), refresh: z.string() })

/** As /link does once Etsy has allowed it. */
async function link(given: unknown): Promise<object> {
  const { user, access, refresh } = linkInput.parse(given)
  const now = Date.now()
  const expire = { accessExpiresAt: new Date(now + 10 * hour), refreshExpiresAt: new Date(now + 90 * 24 * hour) }
  const granted = { access, refresh, etsyUserId: BigInt(user), ...expire }
  const prepared = await shops.linker.prepare(granted)
  if (!prepared.ok) throw new Error(prepared.why)
  const { facts } = prepared
  await db.tx((tx) => shops.linker.link(tx, { ownerId: 1n, chatId: 1n, title: 'A', granted, facts }))
  return {}
}

async function look(): Promise<number> {
  const { id } = await db.prisma.etsyShop.findFirstOrThrow({ select: { id: true } })
  await stock.looks.look(id, new AbortController().signal)
  const { failures, lookedAt } = await db.prisma.etsyShop.findUniqueOrThrow({ where: { id } })
  if (failures > 0 || !lookedAt) throw new Error('A look failed.')
  return db.prisma.etsyListing.count({ where: { stock: 'OK' } })
}

async function changes(): Promise<object> {
  const [lines, alerts] = await Promise.all([db.prisma.etsyChange.count(), db.prisma.etsyAlert.count()])
  return { lines, alerts }
}

serve({ usage: readUsage, link, look: () => measured(look), changes }, () => workbench.close())
