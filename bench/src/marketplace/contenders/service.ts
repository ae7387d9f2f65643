// The product's service on the product's core, without Telegram.
import { openWorkbench } from '@bazaar/core/app'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { marketplace } from '@bazaar/marketplace'
import { createServices } from '@bazaar/marketplace/services'
import { readUsage, serve } from '../../support/serve.ts'
import { runClosedLoop } from '../closed-loop.ts'

const { DATABASE_URL = '', ENCRYPTION_KEYS, DATA_DIR } = process.env
const result = loadConfig([marketplace], {
  BOT_TOKEN: `1:${'x'.repeat(35)}`,
  ENCRYPTION_KEYS,
  DATA_DIR,
  FEATURES: 'marketplace',
})
if (!result.ok) throw new Error(describeProblems(result.problems))
const clock = { now: () => new Date(), offsetMs: 0, onJump: () => () => undefined }
const workbench = await openWorkbench({
  config: result.config,
  databaseUrl: DATABASE_URL,
  clock,
  botUsername: 'bench_bot',
})
const { purchase } = createServices(workbench.core, {
  MARKETPLACE_CURRENCY: 'EUR',
  MARKETPLACE_CANCEL_CUTOFF_MINUTES: 120,
})

async function reserve(userId: bigint, offerId: bigint, requestKey: string): Promise<void> {
  const { outcome } = await purchase.reservations.reserve({
    userId,
    offerId,
    itemId: offerId,
    quantity: 1,
    requestKey,
  })
  if (outcome !== 'confirmed') throw new Error(`A reservation ended as ${outcome}.`)
}

serve({ usage: readUsage, load: (input) => runClosedLoop(reserve, input) }, () => workbench.close())
