import type { FastifyPluginAsync } from 'fastify'
import type { z } from 'zod'
import type { ApprovalKind } from '../approvals/index.ts'
import type { BotSurface } from '../bot/index.ts'
import type { Tx } from '../db/index.ts'
import type { EventType, Subscription } from '../events/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { AnyJob } from '../jobs/index.ts'
import type { Topic } from '../notifications/index.ts'
import type { Core } from './core.ts'

/** A verb of the command line: `pnpm bot <name> …`. Works with no bot running. */
export interface CliVerb {
  /** `<short feature word>:<verb>`, e.g. `voucher:check`. */
  readonly name: string
  readonly summary: string
  /** Whether it reads or writes the database; else it runs without one. */
  readonly needsDatabase: boolean
  /** Prints its answer through `print`; returns the exit code. */
  run(args: readonly string[], print: (line: string) => void): Promise<number>
}

/** A kind of thing that `/cancel <letter><number>` can cancel. */
export interface CancellableKind {
  /** One capital letter, unique over all features, e.g. `P`. */
  readonly letter: string
  cancel(userId: bigint, id: bigint): Promise<TextSpec>
  list(userId: bigint): Promise<readonly { readonly id: bigint; readonly title: string }[]>
}

/** What a feature author writes, once, in `src/feature.ts`: data that the core reads, phase by phase. */
export interface FeatureSpec<Env extends z.ZodRawShape, Services> {
  /** Kebab-case. Prefixes texts, conversation ids, job names, topics, routes, tables (snake_case) and variables (UPPER_SNAKE). */
  readonly id: string
  /** Two lower-case letters that prefix callback data and menu ids (Telegram allows only 64 bytes). */
  readonly code: string
  /** Environment variables that this feature reads. */
  readonly env: Env
  /** Old names that operators know: `{ VOUCHER_TRACKER_CHECK_INTERVAL: ['CHECK_INTERVAL'] }`. Two that disagree fail the boot. */
  readonly envAliases?: Readonly<Partial<Record<keyof Env & string, readonly string[]>>>
  /** Folder with `en.ftl` and `ru.ftl`; every key starts with `<id>-`. Write it as `new URL('../locales/', import.meta.url)`. */
  readonly locales: URL
  /** Builds the services. The only place that sees the core; does no I/O. */
  services(core: Core, env: z.infer<z.ZodObject<Env>>): Services
  /** What can be told to chats. */
  topics?(services: Services): readonly Topic[]
  bot?(services: Services): BotSurface
  jobs?(services: Services): readonly AnyJob[]
  /** Mounted at `/api/<id>`. */
  http?(services: Services): FastifyPluginAsync
  /** Event types that this feature emits. */
  readonly events?: readonly EventType<never>[]
  subscriptions?(services: Services): readonly Subscription[]
  approvals?(services: Services): readonly ApprovalKind[]
  cancellables?(services: Services): readonly CancellableKind[]
  cli?(services: Services): readonly CliVerb[]
  /** What an outside call of `/api/cron` does for this feature, besides draining due jobs. Returns a summary for the JSON answer. */
  cron?(services: Services, signal: AbortSignal): Promise<object>
  /** Called in registration order before updates are taken in, and in reverse at shutdown. */
  start?(services: Services): Promise<void>
  stop?(services: Services): Promise<void>
  /** The person pressed something again after being unreachable; wake what was paused. */
  userReachable?(services: Services, tx: Tx, userId: bigint): Promise<void>
  /** The bot was blocked; pause what would be sent. */
  userUnreachable?(services: Services, tx: Tx, userId: bigint): Promise<void>
  /** A group became a supergroup: rows that hold the old chat id follow. */
  chatMigrated?(services: Services, tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
  /** Erases or pseudonymises one person's rows. Required, because tables hold `userId` without a foreign key. */
  eraseUser(services: Services, tx: Tx, userId: bigint): Promise<void>
  /** Everything that the feature knows about a person, as plain JSON. */
  exportUser(services: Services, userId: bigint): Promise<object>
}

/** A built feature: the same declaration with its service type closed over. */
export interface BuiltFeature {
  readonly id: string
  readonly code: string
  readonly bot: BotSurface
  readonly topics: readonly Topic[]
  readonly jobs: readonly AnyJob[]
  readonly http: FastifyPluginAsync | undefined
  readonly subscriptions: readonly Subscription[]
  readonly approvals: readonly ApprovalKind[]
  readonly cancellables: readonly CancellableKind[]
  readonly cli: readonly CliVerb[]
  readonly cron: ((signal: AbortSignal) => Promise<object>) | undefined
  start(): Promise<void>
  stop(): Promise<void>
  userReachable(tx: Tx, userId: bigint): Promise<void>
  userUnreachable(tx: Tx, userId: bigint): Promise<void>
  chatMigrated(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
  eraseUser(tx: Tx, userId: bigint): Promise<void>
  exportUser(userId: bigint): Promise<object>
}

/** What `defineFeature` returns and `apps/bot/src/features.ts` lists. */
export interface Feature {
  readonly id: string
  readonly code: string
  readonly env: z.ZodRawShape
  readonly envAliases: Readonly<Record<string, readonly string[]>>
  readonly locales: URL
  readonly events: readonly string[]
  /** @param env the parsed variables, still keyed by name */
  build(core: Core, env: unknown): BuiltFeature
}
