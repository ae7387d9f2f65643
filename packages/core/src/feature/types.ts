import type { FastifyPluginAsync } from 'fastify'
import type { z } from 'zod'
import type { ApprovalKind } from '../approvals/index.ts'
import type { BotSurface } from '../bot/index.ts'
import type { Tx } from '../db/index.ts'
import type { EventType, Subscription } from '../events/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { AnyJob } from '../jobs/index.ts'
import type { MessageContent, Topic } from '../notifications/index.ts'
import type { KeyIdColumn, RetentionRule, SealedColumn } from '../privacy/index.ts'
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
  /** Cancels it, or answers with a message whose buttons ask first, where cancelling has a price. */
  cancel(userId: bigint, id: bigint): Promise<TextSpec | MessageContent>
  list(userId: bigint): Promise<readonly { readonly id: bigint; readonly title: string }[]>
}

/** A kind of thing that people pause, and that `/resume <letter><number>` sets going again. */
export interface ResumableKind {
  /** One capital letter, unique over all features, e.g. `O`. */
  readonly letter: string
  resume(userId: bigint, id: bigint): Promise<MessageContent>
}

/** One thing that a feature depends on, as admins see it in /admin. */
export interface HealthLine {
  /** What it is, e.g. the shop's name. */
  readonly label: TextSpec
  /** `degraded`: it still works, but not as it should; `failed`: somebody has to look. */
  readonly state: 'ok' | 'degraded' | 'failed'
  /** One line: since when, how often, what comes next. Nothing personal. */
  readonly detail: TextSpec
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
  /** Folder with `en.ftl` and `ru.ftl`, or folders `en/` and `ru/` of such files; every key starts with `<id>-`. Write it as `new URL('../locales/', import.meta.url)`. */
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
  readonly events?: readonly EventType<unknown>[]
  subscriptions?(services: Services): readonly Subscription[]
  approvals?(services: Services): readonly ApprovalKind[]
  cancellables?(services: Services): readonly CancellableKind[]
  resumables?(services: Services): readonly ResumableKind[]
  cli?(services: Services): readonly CliVerb[]
  /** What an outside call of `/api/cron` does for this feature, besides draining due jobs. Returns a summary for the JSON answer. */
  cron?(services: Services, signal: AbortSignal): Promise<object>
  /** One or two lines about this person for `/status_all` and for support; nothing = the person does not use the feature. Reads only what is stored. */
  status?(services: Services, userId: bigint): Promise<TextSpec | undefined>
  /** How its sources and outside services are, for /admin. Reads only what is stored: nobody waits for a shop here. */
  health?(services: Services): Promise<readonly HealthLine[]>
  /** Called in registration order before updates are taken in, and in reverse at shutdown. */
  start?(services: Services): Promise<void>
  stop?(services: Services): Promise<void>
  /** The person pressed something again after being unreachable; wake what was paused. */
  userReachable?(services: Services, tx: Tx, userId: bigint): Promise<void>
  /** The bot was blocked; pause what would be sent. */
  userUnreachable?(services: Services, tx: Tx, userId: bigint): Promise<void>
  /** A group became a supergroup: rows that hold the old chat id follow. */
  chatMigrated?(services: Services, tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
  /** Its columns that hold sealed values: rotating the keys seals them anew. */
  readonly sealed?: readonly SealedColumn[]
  /** Its columns that name the key that something was derived under: `rotate-keys` asks them before it lets a key go. */
  readonly keyIds?: readonly KeyIdColumn[]
  /** How long rows of its tables are kept; each rule needs the text `<id>-kept-<rule>`. What the text `<id>-privacy` says beside it is shown in /privacy. */
  readonly retention?: readonly RetentionRule[]
  /**
   * What speaks against erasing a person now: money or a reservation for today is moving. Asked right before; what must be exact is checked
   * again in `eraseUser`, which refuses by throwing an `AppError`.
   */
  eraseBlockers?(services: Services, userId: bigint): Promise<readonly TextSpec[]>
  /**
   * Erases or pseudonymises one person's rows, and cancels the jobs that wait for them. Required, because tables hold `userId` without a
   * foreign key. Must do nothing for somebody unknown, and works for a feature that is switched off too: it emits nothing.
   */
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
  readonly resumables: readonly ResumableKind[]
  readonly cli: readonly CliVerb[]
  readonly cron: ((signal: AbortSignal) => Promise<object>) | undefined
  status(userId: bigint): Promise<TextSpec | undefined>
  health(): Promise<readonly HealthLine[]>
  start(): Promise<void>
  stop(): Promise<void>
  userReachable(tx: Tx, userId: bigint): Promise<void>
  userUnreachable(tx: Tx, userId: bigint): Promise<void>
  chatMigrated(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
  eraseBlockers(userId: bigint): Promise<readonly TextSpec[]>
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
  readonly sealed: readonly SealedColumn[]
  readonly keyIds: readonly KeyIdColumn[]
  readonly retention: readonly RetentionRule[]
  /** @param env the parsed variables, still keyed by name */
  build(core: Core, env: unknown): BuiltFeature
}
