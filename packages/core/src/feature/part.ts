import type { BotSurface, Owned } from '../bot/index.ts'
import type { Tx } from '../db/index.ts'
import type { EventType, Subscription } from '../events/index.ts'
import type { Route } from '../http/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { AnyJob } from '../jobs/index.ts'
import type { LedgerDeclaration } from '../ledger/index.ts'
import type { Topic } from '../notifications/index.ts'
import type { Noun } from '../nouns/index.ts'
import type { PaymentKind } from '../payments/index.ts'
import type { PersonalData } from '../privacy/index.ts'

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

/** One thing that a feature depends on, as admins see it in /admin. */
export interface HealthLine {
  /** What it is, e.g. the shop's name. */
  readonly label: TextSpec
  /** `degraded`: it still works, but not as it should; `failed`: somebody has to look. */
  readonly state: 'ok' | 'degraded' | 'failed'
  /** One line: since when, how often, what comes next. Nothing personal. */
  readonly detail: TextSpec
}

/**
 * What one noun of a feature, or one room of the core, adds to the whole: its share of the chat ({@link BotSurface}), what it stores about people
 * ({@link PersonalData}), and the hooks below. All of it is data and closures over services that `build` made; nothing here is called
 * while features are being built. Everything may be left out; that at least one part of a feature erases and exports people is checked at boot.
 */
export interface Part extends BotSurface, PersonalData {
  /** What can be told to chats. Ids start with `<feature id>-`. */
  readonly topics?: readonly Topic[]
  /** Names start with `<feature id>.`; made with `onJob`. */
  readonly jobs?: readonly AnyJob[]
  /** Made with `route`; mounted at `/api/<id>`, or exactly where they say. Each says who may call it. */
  readonly http?: readonly Route[]
  /** What people's API keys may be good for: kebab-case names, each with the text `<id>-scope-<name>`. With one of them there is `/apikeys`. */
  readonly apiScopes?: readonly string[]
  /** Event types that this part emits. */
  readonly events?: readonly EventType<unknown>[]
  /** What it wants to hear of other features; asleep while the emitting feature is switched off. */
  readonly subscriptions?: readonly Subscription[]
  /** Kinds of things that people know by a letter and a number, and what `/cancel`, `/resume` and `/pending` do with them. */
  readonly nouns?: readonly Noun[]
  /** What people can pay for in the chat: invoices that this part sends. */
  readonly payments?: readonly PaymentKind[]
  /** Its accounts and reasons in the books of `core.ledger`. Ids start with `<feature id>-`. */
  readonly ledger?: LedgerDeclaration
  readonly cli?: readonly CliVerb[]
  /** What an outside call of `/api/cron` does for this part, besides draining due jobs. Returns its share of the JSON answer. */
  cron?(signal: AbortSignal): Promise<object>
  /** One or two lines about this person for `/status_all` and for support; nothing = the person does not use it. Reads only what is stored. */
  status?(userId: bigint): Promise<TextSpec | undefined>
  /** What /paysupport says about this person's payments and how to get money back; nothing = the person paid for nothing. Reads only what is stored. */
  paySupport?(userId: bigint): Promise<TextSpec | undefined>
  /** How its sources and outside services are, for /admin. Reads only what is stored: nobody waits for a shop here. */
  health?(): Promise<readonly HealthLine[]>
  /** Called in the order of mounting before updates are taken in, `stop` in reverse at shutdown. */
  start?(): Promise<void>
  stop?(): Promise<void>
  /** The person pressed something again after being unreachable; wake what was paused. */
  userReachable?(tx: Tx, userId: bigint): Promise<void>
  /** The bot was blocked; pause what would be sent. */
  userUnreachable?(tx: Tx, userId: bigint): Promise<void>
  /** A group became a supergroup: rows that hold the old chat id follow. */
  chatMigrated?(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
}

/** A part with the id and the code of the feature that declared it; the core's own are `core` and `co`. */
export type OwnedPart = Owned<Part>
