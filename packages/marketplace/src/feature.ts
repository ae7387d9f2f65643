import { defineFeature } from '@bazaar/core/feature'
import { businessRetention, businessSealed } from './business/index.ts'
import { discoveryRetention, discoverySealed } from './discovery/index.ts'
import { env } from './env.ts'
import { offerPublished } from './offer/index.ts'
import { mergeStatus, together } from './part.ts'
import { purchaseKeyIds, purchaseRetention, purchaseSealed } from './purchase/index.ts'
import { sanctionKeyIds, sanctionRetention } from './sanctions.ts'
import { createServices, partsOf } from './services.ts'

export const marketplace = defineFeature({
  id: 'marketplace',
  code: 'mp',
  env,
  locales: new URL('../locales/', import.meta.url),
  services: createServices,
  bot: (services) => {
    const parts = partsOf(services)
    return {
      home: { open: services.home.open },
      commands: together(parts, (part) => part.commands),
      callbacks: together(parts, (part) => part.callbacks),
      forms: together(parts, (part) => part.forms),
      startPayloads: Object.assign({}, ...parts.map((part) => part.startPayloads)),
    }
  },
  events: [offerPublished],
  topics: (services) => together(partsOf(services), (part) => part.topics),
  jobs: (services) => together(partsOf(services), (part) => part.jobs),
  approvals: (services) => together(partsOf(services), (part) => part.approvals),
  cancellables: (services) => together(partsOf(services), (part) => part.cancellables),
  resumables: (services) => together(partsOf(services), (part) => part.resumables),
  sealed: [...businessSealed, ...discoverySealed, ...purchaseSealed],
  keyIds: [...purchaseKeyIds, ...sanctionKeyIds],
  retention: [...businessRetention, ...discoveryRetention, ...purchaseRetention, ...sanctionRetention],
  status: (services, userId) => mergeStatus(partsOf(services), userId),
  async userReachable(services, tx, userId) {
    for (const part of partsOf(services)) await part.userReachable?.(tx, userId)
  },
  async userUnreachable(services, tx, userId) {
    for (const part of partsOf(services)) await part.userUnreachable?.(tx, userId)
  },
  async eraseBlockers(services, userId) {
    const found = await Promise.all(partsOf(services).map(async (part) => (await part.eraseBlockers?.(userId)) ?? []))
    return found.flat()
  },
  async eraseUser(services, tx, userId) {
    for (const part of partsOf(services)) await part.eraseUser?.(tx, userId)
  },
  async exportUser(services, userId) {
    const shares = await Promise.all(partsOf(services).map((part) => part.exportUser?.(userId)))
    return Object.assign({}, ...shares)
  },
})
