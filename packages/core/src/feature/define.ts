import { z } from 'zod'
import type { Feature, FeatureSpec } from './types.ts'

/** Closes a feature's service type over its declaration, so that the core can hold features of every kind in one list. */
export function defineFeature<Env extends z.ZodRawShape, Services>(spec: FeatureSpec<Env, Services>): Feature {
  const envSchema = z.object(spec.env)
  return {
    id: spec.id,
    code: spec.code,
    env: spec.env,
    envAliases: Object.fromEntries(
      Object.entries(spec.envAliases ?? {}).flatMap(([name, old]) => (old === undefined ? [] : [[name, old]])),
    ),
    locales: spec.locales,
    events: (spec.events ?? []).map((event) => event.name),
    sealed: spec.sealed ?? [],
    keyIds: spec.keyIds ?? [],
    retention: spec.retention ?? [],
    build(core, env) {
      const services = spec.services(core, envSchema.parse(env))
      const { cron } = spec
      return {
        id: spec.id,
        code: spec.code,
        bot: spec.bot?.(services) ?? {},
        topics: spec.topics?.(services) ?? [],
        jobs: spec.jobs?.(services) ?? [],
        http: spec.http?.(services),
        subscriptions: spec.subscriptions?.(services) ?? [],
        approvals: spec.approvals?.(services) ?? [],
        cancellables: spec.cancellables?.(services) ?? [],
        resumables: spec.resumables?.(services) ?? [],
        cli: spec.cli?.(services) ?? [],
        cron: cron && ((signal) => cron(services, signal)),
        status: async (userId) => spec.status?.(services, userId),
        health: async () => (await spec.health?.(services)) ?? [],
        start: async () => spec.start?.(services),
        stop: async () => spec.stop?.(services),
        userReachable: async (tx, userId) => spec.userReachable?.(services, tx, userId),
        userUnreachable: async (tx, userId) => spec.userUnreachable?.(services, tx, userId),
        chatMigrated: async (tx, oldId, newId) => spec.chatMigrated?.(services, tx, oldId, newId),
        eraseBlockers: async (userId) => spec.eraseBlockers?.(services, userId) ?? [],
        eraseUser: (tx, userId) => spec.eraseUser(services, tx, userId),
        exportUser: (userId) => spec.exportUser(services, userId),
      }
    },
  }
}
