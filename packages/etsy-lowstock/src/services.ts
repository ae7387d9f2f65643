import type { Core, Part } from '@bazaar/core/feature'
import { createAlerts } from './alert/index.ts'
import { createWebhook } from './channel/index.ts'
import { createCli } from './cli.ts'
import type { Settings } from './env.ts'
import { createEtsy } from './etsy/index.ts'
import { createLink } from './link/index.ts'
import { personalData } from './personal-data.ts'
import { createReport } from './report/index.ts'
import { createShops } from './shop/index.ts'
import { createStock } from './stock/index.ts'

export type Services = ReturnType<typeof createServices>

/** Constructors only, no I/O. Each noun builds itself from the core and from the nouns before it. */
export function createServices(core: Core, settings: Settings) {
  const etsy = createEtsy(core, settings)
  const shops = createShops(core, etsy)
  const webhook = createWebhook(core, settings)
  const alerts = createAlerts(core, [webhook.channel])
  const { grants } = shops
  const { telegram, teller } = alerts
  const stock = createStock(core, settings, { etsy, grants, teller, channels: [telegram, webhook.channel] })
  const link = createLink(core, { oauth: etsy.oauth, linker: shops.linker })
  const report = createReport(core, { intervalOf: stock.interval })
  return {
    etsy,
    shops,
    alerts,
    webhook,
    stock,
    link,
    report,
    personal: personalData(core),
    cli: createCli(etsy.api, settings),
  }
}

/** What each noun declares, in the order of /help. */
export function partsOf({ shops, alerts, webhook, stock, link, report, personal, cli }: Services): readonly Part[] {
  const { reportPart, thresholdPart } = report
  return [link.part, shops.part, reportPart, thresholdPart, stock.part, alerts.part, webhook.part, personal, { cli }]
}
