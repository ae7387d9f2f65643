import type { HealthLine } from '@bazaar/core/feature'
import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { Services } from '../services.ts'
import { failuresUntilIncident } from '../stock/index.ts'
import { instant, key, watched } from './screens.ts'

/** The person's own subscription for `/status_all`: a private chat has its person's id. */
export async function statusLine({ subscriptions }: Services, userId: bigint): Promise<TextSpec | undefined> {
  const { subscription, stock } = await subscriptions.status(userId)
  if (subscription.following === 'none') return undefined
  return key(`summary-${subscription.following}`, {
    shop: stock.shop,
    amounts: { text: watched(subscription) },
    lastAlert: instant(subscription.alertedAt),
  })
}

/** One line per shop for `/admin`. */
export async function readHealth({ shops }: Services): Promise<readonly HealthLine[]> {
  return (await shops()).map(({ stock, nextLookAt }) => {
    const { failures, readAt, shop } = stock
    const params: Record<string, TextParam> = { failures, last: instant(readAt), next: instant(nextLookAt) }
    return {
      label: key('health-shop', { shop }),
      state: failures >= failuresUntilIncident ? 'failed' : failures > 0 || !readAt ? 'degraded' : 'ok',
      detail: key(failures > 0 ? 'health-failing' : 'health', params),
    }
  })
}
