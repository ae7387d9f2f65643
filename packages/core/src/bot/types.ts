import type { Conversation, ConversationFlavor } from '@grammyjs/conversations'
import type { Menu } from '@grammyjs/menu'
import type { Context, Middleware } from 'grammy'
import type { InlineKeyboardMarkup, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'grammy/types'
import type { AnyForm, FormsApi } from '../forms/index.ts'
import type { Html, Reader, TextSpec } from '../i18n/index.ts'
import type { AllowedUpdate } from '../intake/index.ts'
import type { Logger } from '../log/index.ts'
import type { KeyboardSpec } from '../notifications/index.ts'
import type { PhotoSpec } from '../photos/index.ts'
import type { Effect } from '../telegram/index.ts'
import type { Person, Role } from '../users/index.ts'

/** What the core puts on every context, inside conversations too. */
export interface CoreFlavor {
  /** Who wrote or pressed; absent for channel posts and anonymous admins. */
  readonly person: Person | undefined
  /** Language and time zone of this chat's texts. */
  readonly reader: Reader
  readonly log: Logger
  /** The command that is being handled ended a dialogue that was running. */
  leftForm: boolean
  /** Sends a new message: for results that must stay. */
  say(text: TextSpec, options?: SayOptions): Promise<Message>
  /** Edits the message whose button was pressed, else sends a new one: for navigation. "Not modified" is fine. */
  show(text: TextSpec, options?: SayOptions): Promise<void>
  /**
   * Edits a message that the bot sent in this chat.
   * @returns false when it read so already
   * @throws GrammyError what cannot be edited into that, also a picture over a text where Telegram makes none of it
   */
  rewrite(messageId: number, text: TextSpec, options?: SayOptions): Promise<boolean>
  html(text: TextSpec): Html
  plain(text: TextSpec, limit?: number): string
  /** The person chose another language or time zone: from here on the texts of this update follow it. */
  readAs(reader: Reader): void
}

export interface SayOptions {
  /** A picture, with the text as its caption. */
  readonly photo?: PhotoSpec
  /** Comes once, with a new message in a private chat; anywhere else there is none. */
  readonly effect?: Effect
  /** No sound, no notification: nobody needs to look. */
  readonly isSilent?: boolean
  /** Plain inline keyboard; its texts are rendered and its data signed on the way out. */
  readonly keyboard?: KeyboardSpec
  /** Anything else: a @grammyjs/menu, which is drawn only when it is sent this way, or a reply keyboard. */
  readonly markup?: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove
}

/** Context inside conversations. */
export type FormContext = Context & CoreFlavor
/** Context of handlers. */
export type BotContext = ConversationFlavor<Context & CoreFlavor & FormsFlavor>
interface FormsFlavor {
  /** Opens and resumes the forms that surfaces declare. */
  forms: FormsApi
}
export type FormConversation = Conversation<BotContext, FormContext>

/** `group`: works in groups too. Admin commands name the roles; anybody else gets the answer of an unknown command. */
export type Audience = 'everyone' | 'group' | { readonly roles: readonly Role[] }

/** People whom some commands concern, e.g. those who run a shop. Nothing is forbidden to others: see {@link Command.listedFor}. */
export interface TargetAudience {
  has(userId: bigint): Promise<boolean>
  /** Some of them, at most `limit`: their menus are brought up to date when the bot starts. */
  list(limit: number): Promise<readonly bigint[]>
}

/** A command. Its one-line description is the text `<feature id>-command-<name>`. */
export interface Command {
  /** Without the slash, `[a-z0-9_]{1,32}`. */
  readonly name: string
  readonly audience: Audience
  /** `/help` and Telegram's menu name it to these people only; it answers everybody in its audience. Call `core.menuChanged` when somebody comes or goes. */
  readonly listedFor?: TargetAudience
  /** @param args what follows the command, trimmed */
  run(ctx: BotContext, args: string): Promise<unknown>
  /** What it does in groups where its audience is not `group`: no list names it there. Left out: it says that it works in private. */
  inGroups?(ctx: BotContext, args: string): Promise<unknown>
}

/** What a press answers: a toast, or an alert window; nothing = the press is answered silently. */
export type PressAnswer = { readonly toast: TextSpec } | { readonly alert: TextSpec } | undefined

/** A callback with its handler, its value type closed over. */
export interface AnyCallback {
  readonly id: string
  /** Whether a press with this data cannot be undone: its button is `danger`. */
  isFinal?(data: string): boolean
  /** `undefined` when the data is of this kind but does not unpack. */
  handle(ctx: BotContext, data: string): Promise<{ readonly answer: PressAnswer } | undefined>
}

export interface Form {
  /** Bump it whenever the steps change: people in the middle are told to start again. */
  readonly version: number
  run(conversation: FormConversation, ctx: FormContext, ...args: never[]): Promise<unknown>
}

/** The feature's entry in the home menu; its label is the text `<feature id>-home`. */
export interface HomeEntry {
  open(ctx: BotContext): Promise<unknown>
}

/** What one part of a feature shows in Telegram: data that the core mounts, phase by phase. */
export interface BotSurface {
  /** One per feature. */
  readonly home?: HomeEntry
  readonly commands?: readonly Command[]
  /** Typed callbacks made with `onCallback`. */
  readonly callbacks?: readonly AnyCallback[]
  /** Ids start with `<code>-`. */
  readonly menus?: readonly Menu<BotContext>[]
  /** Questions with answers, made with `defineForm`; opened as `ctx.forms.open('<feature id>-<name>')`. */
  readonly forms?: readonly AnyForm[]
  /** Dialogues that are no forms, in code of their own. Entered as `ctx.conversation.enter('<feature id>-<name>', …)`, which ends what was there. */
  readonly conversations?: Readonly<Record<string, Form>>
  /** Everything else (free text, photos, member changes). Must call `next` unless it handled the update. */
  readonly handlers?: Middleware<BotContext>
  /** Kinds of updates that the handlers need beyond messages, presses and `my_chat_member`; `allowed_updates` is derived. */
  readonly updates?: readonly AllowedUpdate[]
  /** Start payloads by prefix: `offer_` handles `?start=offer_12`, and `?startgroup=offer_12` where it says so. */
  readonly startPayloads?: Readonly<Record<string, StartPayload>>
}

/** A part of a declaration, with the id and the two-letter code of its owner: a feature, or the core itself (`core`, `co`). */
export interface Owned<Part> {
  readonly id: string
  readonly code: string
  readonly part: Part
}

/** Where a link with a start payload leads: the private chat with the bot, or a group of one's own. */
export type StartPlace = 'private' | 'group'

/** One kind of start payload. */
export interface StartPayload {
  /**
   * What follows the prefix may be read by everybody, e.g. the number of an offer. Left out: it is a secret (an invite, a code), of which only the
   * kind is kept when somebody comes by it.
   */
  readonly isPublic?: true
  /** @param rest what follows the prefix */
  open(ctx: BotContext, rest: string): Promise<unknown>
  /** The same in a group that somebody brought the bot to (`core.startLink(payload, 'group')`). Left out: it works in private only. */
  openInGroup?(ctx: BotContext, rest: string): Promise<unknown>
}
