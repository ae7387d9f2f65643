import { z } from 'zod'
import type { Core } from './core.ts'
import type { Part } from './part.ts'

/** What a feature author writes, once, in `src/feature.ts`: who it is, and how its parts are built. */
export interface FeatureSpec<Env extends z.ZodRawShape> {
  /** Kebab-case. Prefixes texts, conversation ids, job names, topics, routes, tables (snake_case) and variables (UPPER_SNAKE). */
  readonly id: string
  /** Two lower-case letters that prefix callback data and menu ids (Telegram allows only 64 bytes). */
  readonly code: string
  /** Environment variables that this feature reads. */
  readonly env: Env
  /** Old names that operators know: `{ VOUCHER_TRACKER_CHECK_INTERVAL: ['CHECK_INTERVAL'] }`. Two that disagree fail the boot. */
  readonly envAliases?: Readonly<Partial<Record<keyof Env & string, readonly string[]>>>
  /** Folder with `en.ftl` and `ru.ftl`, or folders `en/` and `ru/` of such files; every key starts with `<id>-`. Written as a `URL` of `../locales/` and `import.meta.url`. */
  readonly locales: URL
  /**
   * Builds the services and declares the feature's parts, in the order of /help. The only place that sees the core. No I/O: also a feature that
   * is switched off is built, because what it stores about people is still erased and exported.
   */
  build(core: Core, env: z.infer<z.ZodObject<Env>>): readonly Part[]
}

/** What `defineFeature` returns and `apps/bot/src/features.ts` lists: a declaration whose types of variables are closed over. */
export interface Feature {
  readonly id: string
  readonly code: string
  readonly env: z.ZodRawShape
  readonly envAliases: Readonly<Record<string, readonly string[]>>
  readonly locales: URL
  /** @param env the parsed variables, still keyed by name */
  build(core: Core, env: unknown): readonly Part[]
}

/** Closes the types of a feature's variables over its declaration, so that the core can hold features of every kind in one list. */
export function defineFeature<Env extends z.ZodRawShape>(spec: FeatureSpec<Env>): Feature {
  const envSchema = z.object(spec.env)
  return {
    ...spec,
    envAliases: Object.fromEntries(
      Object.entries(spec.envAliases ?? {}).flatMap(([name, old]) => (old === undefined ? [] : [[name, old]])),
    ),
    build: (core, env) => spec.build(core, envSchema.parse(env)),
  }
}
