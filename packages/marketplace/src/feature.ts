import { defineFeature } from '@bazaar/core/feature'
import { env } from './env.ts'
import { createServices, partsOf } from './services.ts'

export const marketplace = defineFeature({
  id: 'marketplace',
  code: 'mp',
  env,
  locales: new URL('../locales/', import.meta.url),
  build: (core, settings) => partsOf(createServices(core, settings)),
})
