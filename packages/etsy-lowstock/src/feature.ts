import { defineFeature } from '@bazaar/core/feature'
import { env } from './env.ts'
import { createServices, partsOf } from './services.ts'

export const etsyLowstock = defineFeature({
  id: 'etsy-lowstock',
  code: 'et',
  env,
  envAliases: { ETSY_API_KEY: ['ETSY_CONSUMER_KEY'] },
  locales: new URL('../locales/', import.meta.url),
  build: (core, settings) => partsOf(createServices(core, settings)),
})
