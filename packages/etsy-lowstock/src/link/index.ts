import type { Core, Part } from '@bazaar/core/feature'
import type { Oauth } from '../etsy/index.ts'
import type { ShopLinker } from '../shop/index.ts'
import { type Begin, createBegin } from './begin.service.ts'
import { callbackRoute } from './callback.routes.ts'
import { createCallback } from './callback.service.ts'
import { createFinish } from './finish.service.ts'
import { linkSurface } from './link.bot.ts'
import { createPages } from './pages.ts'
import { createSecrets } from './secrets.ts'

const table = 'etsy_lowstock_link'
const day = 86_400_000

export interface LinkDeps {
  readonly oauth: Oauth
  readonly linker: ShopLinker
}

export type { Begin } from './begin.service.ts'

export interface Link {
  readonly part: Part
  readonly begin: Begin
}

/** Linking a shop: from /link over Etsy’s page and back, by the page’s link or its pin. */
export function createLink(core: Core, { oauth, linker }: LinkDeps): Link {
  const secrets = createSecrets(core.keyring)
  const deps = { ...core, oauth, linker, secrets }
  const begin = createBegin(deps)
  const part: Part = {
    ...linkSurface({ begin, finish: createFinish(deps) }),
    http: [callbackRoute({ callback: createCallback(deps), pages: createPages(core) })],
    retention: [{ id: 'link', table, ageColumn: 'created_at', keepMs: day, time: 'business', personal: true }],
    sealed: [
      { table, column: 'verifier', key: ['id'] },
      { table, column: 'granted', key: ['id'] },
    ],
    keyIds: [{ table, column: 'key_id', while: { column: 'state', values: ['ASKED', 'CLAIMED', 'AUTHORIZED'] } }],
  }
  return { part, begin }
}
