import { defineFeature } from '@bazaar/core/feature'
import { env } from './env.ts'
import { createParts } from './services.ts'

export const stepsRewards = defineFeature({
  id: 'steps-rewards',
  code: 'sr',
  env,
  locales: new URL('../locales/', import.meta.url),
  build: createParts,
})
