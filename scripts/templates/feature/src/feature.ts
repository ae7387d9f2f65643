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
  services: createServices,
  bot: createSurface,
  eraseUser: (_services, tx, userId) => eraseUser(tx, userId),
  exportUser: (_services, userId) => exportUser(userId),
})
