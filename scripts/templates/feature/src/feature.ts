import { defineFeature } from '@bazaar/core/feature'
import { env } from './env.ts'
import { eraseUser, exportUser } from './personal-data.ts'
import { createServices } from './services.ts'
import { createSurface } from './widget.commands.ts'

export const sampleWidget = defineFeature({
  id: 'sample-widget',
  code: 'zz',
  env,
  locales: new URL('../locales/', import.meta.url),
  build(core, settings) {
    const services = createServices(core, settings)
    return [{ ...createSurface(services), eraseUser, exportUser }]
  },
})
