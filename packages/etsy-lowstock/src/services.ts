import type { Core, Part } from '@bazaar/core/feature'
import { createAlerts } from './alert/index.ts'
import { createWebhook, webhookButton } from './channel/index.ts'
import { createCli } from './cli.ts'
import type { Settings } from './env.ts'
import { createEtsy } from './etsy/index.ts'
import { createHome } from './home/index.ts'
import { createLink } from './link/index.ts'
import { personalData } from './personal-data.ts'
import { createReport } from './report/index.ts'
import { createRestock, restockSettingButton } from './restock/index.ts'
import { createShare } from './share/index.ts'
import { createCards, createShops } from './shop/index.ts'
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
  const cards = createCards(core, {
    shops,
    interval: stock.interval,
    shortestSeconds: settings.ETSY_POLL_INTERVAL,
    extra: (shop) => [restockSettingButton(shop), webhookButton(shop)],
  })
  const link = createLink(core, { oauth: etsy.oauth, linker: shops.linker })
  return {
    ...{ etsy, shops, alerts, webhook, stock, cards },
    home: createHome(shops),
    link,
    restock: createRestock(core, { api: etsy.api, shops, looks: stock.looks, begin: link.begin }),
    report: createReport(core, {
      audiences: shops.audiences,
      intervalOf: stock.interval,
      mayRestock: (shop) => shops.writing.has(shop),
    }),
    share: createShare(core, shops),
    personal: personalData(core, shops.release),
    cli: createCli(etsy.api, settings),
  }
}

/** What each noun declares, in the order of /help. */
export function partsOf(services: Services): readonly Part[] {
  const { home, link, shops, cards, report, stock, alerts, restock, share, webhook, personal, cli } = services
  return [
    ...[home, link, shops].map(({ part }) => part),
    ...[cards, report.reportPart, report.thresholdPart],
    ...[stock, alerts, restock, share, webhook].map(({ part }) => part),
    ...[personal, { cli }],
  ]
}
