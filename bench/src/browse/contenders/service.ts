// The product's `/browse` on the product's core, without Telegram: settings, session, ranking, freezing the list, the first card.
import { openWorkbench } from '@bazaar/core/app'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { marketplace } from '@bazaar/marketplace'
import { createServices } from '@bazaar/marketplace/services'
import { readUsage, serve } from '../../support/serve.ts'
import { type Look, runLooks } from '../look.ts'

const { DATABASE_URL = '', ENCRYPTION_KEYS, DATA_DIR } = process.env
const result = loadConfig([marketplace], {
  BOT_TOKEN: `1:${'x'.repeat(35)}`,
  ENCRYPTION_KEYS,
  DATA_DIR,
  FEATURES: 'marketplace',
})
if (!result.ok) throw new Error(describeProblems(result.problems))
let now = new Date()
const clock = { now: () => now, offsetMs: 0, onJump: () => () => undefined }
const workbench = await openWorkbench({
  config: result.config,
  databaseUrl: DATABASE_URL,
  clock,
  botUsername: 'bench_bot',
})
const { discovery } = createServices(workbench.core, {
  MARKETPLACE_CURRENCY: 'EUR',
  MARKETPLACE_CANCEL_CUTOFF_MINUTES: 120,
})

async function find({ userId, filter, latitude, longitude, at }: Look): Promise<readonly bigint[]> {
  now = new Date(at)
  const found = await discovery.browse.begin(userId, { filter, place: { latitude, longitude } })
  if (found.kind !== 'card' && found.kind !== 'empty') throw new Error(`A look ended as ${found.kind}.`)
  return found.session.offerIds
}

serve({ usage: readUsage, looks: (input) => runLooks(find, input) }, () => workbench.close())
