import type { Db } from '@bazaar/core/db'
import type { HealthLine } from '@bazaar/core/feature'
import type { Quota } from '../etsy/index.ts'
import { key } from '../text.ts'

const dayMs = 24 * 3_600_000

/** The calls of today, and how the shops are. */
export async function readHealth(db: Db, quota: Quota, now: Date): Promise<readonly HealthLine[]> {
  const [{ used, perDay }, shops, failing, disconnected] = await Promise.all([
    quota.state(),
    db.prisma.etsyShop.count(),
    db.prisma.etsyShop.count({ where: { failures: { gte: 3 } } }),
    db.prisma.etsyShop.count({ where: { disconnectedAt: { gt: new Date(now.getTime() - dayMs) } } }),
  ])
  const state = shops > 0 && failing === shops ? 'failed' : failing > 0 || used >= perDay ? 'degraded' : 'ok'
  return [{ label: key('title'), state, detail: key('health', { used, perDay, shops, failing, disconnected }) }]
}
