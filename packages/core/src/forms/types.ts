import type { Message } from 'grammy/types'
import type { z } from 'zod'
import type { Tx } from '../db/index.ts'
import type { TextParam, TextSpec } from '../i18n/index.ts'
import type { ButtonSpec, MessageContent } from '../notifications/index.ts'
import type { Photos } from '../photos/index.ts'

/** What a form was opened with, e.g. `{ offer: '34' }`: stored (sealed) with the draft, so it is there after a restart too. */
export type Given = Readonly<Record<string, string>>

/** What a step made of a message. */
export type Reading<T> =
  | { readonly outcome: 'accepted'; readonly value: T }
  /** Stored, and the question stays for more (several photos). */
  | { readonly outcome: 'more'; readonly value: T }
  /** Nothing is stored; `why` says what to send instead. */
  | { readonly outcome: 'refused'; readonly why: TextSpec }

/** What a step may use to understand a message. */
export interface StepHelp {
  /** Who answers. */
  readonly userId: bigint
  /** What the form was opened with. */
  readonly context: Given
  /** Business time. */
  readonly now: Date
  /** IANA name of the person's zone; UTC until known. */
  readonly timeZone: string
  /** Takes pictures in. One whose answer is not sent in the end is removed again. */
  readonly photos: Photos
  /** The message is a further picture of an album, of which the step has taken one before: it adds to that answer. */
  readonly goesOn: boolean
  /** The text `<feature id>-<form>-<field>-example`, or nothing where it does not exist. */
  readonly example: TextParam
  /** How an option reads in the person's language. */
  label(option: string): string
}

/** What ready answers may depend on, each time they are drawn. */
export type QuickHelp = Pick<StepHelp, 'userId' | 'context' | 'now' | 'timeZone'>

/** A ready answer: a button above the others. */
export interface QuickAnswer {
  /** Letters, digits and `-`, 16 at most: what the button carries. */
  readonly id: string
  /** At most 11 letters in a row of three and four. */
  readonly text: TextSpec
}

/**
 * One question. Steps are made with {@link ask}; a feature may bring its own kind. Its texts are found by name: the question is
 * `<feature id>-<form>-<field>`, its line on the summary `…-<field>-label`, an option `…-<field>-<option>`, the example of its refusals
 * `…-<field>-example`.
 */
export interface Step<T> {
  readonly isOptional: boolean
  /** How a stored answer is read back. What an older version stored and this refuses is asked again. */
  readonly schema: z.ZodType<T>
  /** Names of the buttons that answer. */
  readonly options?: readonly string[]
  /** How an option reads, where it is not the text by its name: the names are known to the operator only. */
  optionText?(option: string): TextSpec
  /** What people usually answer, as things are now: at most six. */
  quick?(help: QuickHelp): readonly QuickAnswer[] | Promise<readonly QuickAnswer[]>
  /** What a ready answer means now, checked like one that is typed; nothing of that id is a refusal. */
  readQuick?(id: string, help: StepHelp): Reading<T> | Promise<Reading<T>>
  /** Answers are collected, so the person can start over with them. */
  readonly collects?: boolean
  /** What a button of the reply keyboard offers to share. */
  readonly request?: 'location' | 'contact'
  /** Whether refusals show an example. */
  readonly hasExample: boolean
  /**
   * Outside any transaction, so it may take its time; when the draft changed meanwhile, it is asked again. What it throws as an `AppError`
   * is a refusal too.
   * @param soFar what was answered before
   */
  read(message: Message, soFar: T | undefined, help: StepHelp): Reading<T> | Promise<Reading<T>>
  /** The answer of a button. */
  pick?(option: string): T
  /** How the answer is shown. @param textOf the text of an option */
  show(value: T, textOf: (option: string) => TextSpec): TextParam
}

/** Any step, whatever its answer is; every value is parsed by the step's own schema. */
export type AnyStep = Step<unknown>
export type Steps = Readonly<Record<string, AnyStep>>

/** The answers of a form, by field; optional ones may be undefined. */
export type Answers<S extends Steps> = { readonly [Field in keyof S]: S[Field] extends Step<infer T> ? T : never }

export interface FinishContext {
  /** The draft is deleted in it too: all or nothing. */
  readonly tx: Tx
  readonly userId: bigint
  /** What the form was opened with. */
  readonly given: Given
}

/** What a form is opened with, by whom. */
export interface PrefillContext {
  readonly tx: Tx
  readonly userId: bigint
  /** What the form was opened with. */
  readonly given: Given
}

/** What a form came to. */
export interface Finished extends MessageContent {
  /** IANA name of the zone whose clock the person's texts follow from here on, where the form has changed it. */
  readonly timeZone?: string
}

export interface FormSpec<S extends Steps> {
  /** Kebab-case, unique in its feature. The text `<feature id>-<name>-title` names the form. */
  readonly name: string
  /** Bump it when steps change: people in the middle are told and go on with the answers that still fit. */
  readonly version: number
  /** In the order of asking. Field names are letters and digits. */
  readonly steps: S
  /** `summary` (unless told) shows all answers with Edit and Send; `none` finishes after the last answer. */
  readonly review?: 'summary' | 'none'
  /** It changes something that is there, as one with `prefill` does: who cancels it is told that nothing was changed. */
  readonly isChange?: boolean
  /**
   * Answers that are there from the beginning, e.g. those of a thing that is changed: the form opens with its summary, or with what is missing;
   * without a review it asks, and shows the present answer.
   * A refusal (`AppError`) opens nothing.
   */
  prefill?(context: PrefillContext): Promise<Partial<Answers<S>>>
  /** Leads whoever cancels to where they came from; beside the way home. @param given what the form was opened with, maybe by an older version */
  back?(given: Given): ButtonSpec | undefined
  /** Stands below what is said when it was cancelled. */
  readonly note?: TextSpec
  /**
   * Runs once; what it returns is shown, also to every later press. A refusal (`AppError`) keeps the draft; without a review it is said above
   * the last question.
   */
  finish(answers: Answers<S>, context: FinishContext): Promise<Finished>
}

/** A form with its types closed over. */
export interface AnyForm {
  readonly name: string
  readonly version: number
  readonly steps: Steps
  readonly review: 'summary' | 'none'
  /** It changes something that is there: what is not sent stays as it was. */
  readonly isChange: boolean
  prefill(context: PrefillContext): Promise<Readonly<Record<string, unknown>>>
  back(given: Given): ButtonSpec | undefined
  readonly note: TextSpec | undefined
  finish(answers: Readonly<Record<string, unknown>>, context: FinishContext): Promise<Finished>
}

export interface OpenOptions {
  /** After a press: asks in a new message and leaves the pressed one as it is. */
  readonly below?: boolean
}

/** Forms, from the handlers' side: `ctx.forms`. */
export interface FormsApi {
  /**
   * Asks the first question, or offers to continue where the person stopped. Opened with another context than the draft that waits, it
   * begins anew.
   * @param id `<feature id>-<name>`
   * @param context what steps see as `help.context` and `finish` as `given`; the form's texts get it as parameters
   * @throws AppError outside private chats
   */
  open(id: string, context?: Given, options?: OpenOptions): Promise<void>
  /** Goes on with what the person left; asks which, when there are several. */
  resume(): Promise<void>
  /** Something else takes the person's free answers: the form that they are in waits, and they are told how to return. */
  leave(): Promise<void>
  /** Throws away the form that this very command left. False = it left none. */
  discard(): Promise<boolean>
}
