import type { Core } from '@bazaar/core/feature'
import type { z } from 'zod'

/** Somebody to play. To the bot an ordinary Telegram account; it exists from the playground's first start on. */
export interface Persona {
  /** 3 to 32 letters, digits and _, unique over all demos. Stories, buttons and demo data name the person by it; the id is given when the person is made. */
  readonly username: string
  readonly firstName: string
  readonly lastName?: string
  /** As Telegram says it, e.g. `en`. */
  readonly languageCode: string
  /** Makes the person an owner of the bot. */
  readonly owner?: boolean
}

/** One call of the control API. */
export interface WorldCall {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  /** `{anna}` stands for the id of the person with that username: `/control/users/{anna}/block`. */
  readonly path: string
  readonly body?: object
  /** Where an outside service is controlled that the bot is to ask once more afterwards; waited for 30 s at most. */
  readonly untilAsked?: string
  /** How long to wait then, in milliseconds. */
  readonly pauseMs?: number
}

/** Changes the world around the bot: its calls are made one after the other. */
export interface WorldButton {
  readonly label: string
  readonly tone?: 'good' | 'bad'
  readonly calls: readonly WorldCall[]
}

/** Buttons that stand together in the page's control pane. */
export interface WorldButtons {
  readonly title: string
  /** A few words beside the title. */
  readonly note?: string
  readonly buttons: readonly WorldButton[]
}

/**
 * How the page knows that a step is done: by what is so, never by how it came about. Steps may be done in another order, by a command instead
 * of a button, by a switch of the panel: whatever is so when a step's turn comes is passed over. Patterns are matched without regard to case,
 * `^` and `$` at each line.
 */
export type StorySign =
  /** The person has ever written to the bot, which may write to them since. */
  | { readonly kind: 'came' }
  /** The chat shows it: everything that the bot wrote or edited since the story began (texts and captions), from top to bottom, as one text. */
  | { readonly kind: 'answered'; readonly pattern: RegExp }
  /** What `GET path` of the control API answers, as JSON text. */
  | { readonly kind: 'world'; readonly path: string; readonly pattern: RegExp }

export interface StoryStep {
  readonly title: string
  /** What to do, in the words on the screen. */
  readonly hint: string
  readonly done: StorySign
  /** Username of whose chat it happens in, when it is not the story's person. */
  readonly person?: string
  readonly action?: WorldButton
}

/** A guided tour of the chat page, which checks off each step by watching the chat. */
export interface Story {
  /** Kebab-case, unique over all demos. */
  readonly id: string
  readonly title: string
  /** What it shows and how long it takes. */
  readonly about: string
  /** Username of whose chat it happens in. */
  readonly person: string
  /** Whoever sees the page for the first time is offered this story; one over all demos. Left out: no. */
  readonly isFirst?: boolean
  readonly steps: readonly [StoryStep, ...StoryStep[]]
}

/** What a stand-in may know of the bot that will talk to it. */
export interface BotSide {
  /** Where the bot's own HTTP will be, without a slash at the end: an outside service leads people back there, or calls it. */
  readonly botUrl: string
  /** The bot's time, in milliseconds: the playground moves it. */
  now(): number
}

/** A stand-in while it runs. `Answer` is what it was told to answer, `State` what it shows of itself. */
export interface RunningStandIn<Answer, State> {
  readonly url: string
  set(answer: Answer): void
  read(): State
  close(): Promise<void>
}

/** What a feature says about the stand-in of an outside service that it talks to. */
export interface OutsideSpec<Answer extends z.ZodType<object>, State extends z.ZodType<object>> {
  /** Where it is controlled: `shops/stanshop` gets `GET` and `PUT /control/shops/stanshop`. */
  readonly name: string
  /** What people call it. */
  readonly title: string
  /** Body of `PUT`. `{}` must do: it is the answer of the first start. The last one survives a restart. */
  readonly answer: Answer
  /** Answer of `GET` and `PUT`. */
  readonly state: State
  /** It has a page at its address that people may open: the playground names it among its links. */
  readonly hasPage?: boolean
  start(bot: BotSide): Promise<RunningStandIn<z.output<Answer>, z.output<State>>>
  /** How the bot is told to talk to it; nobody can choose otherwise in the playground. */
  variables(url: string, bot: BotSide): Readonly<Record<string, string>>
}

/** The same with its types closed over, so that the playground can hold stand-ins of every kind in one list. */
export interface Outside {
  readonly name: string
  readonly title: string
  readonly answer: z.ZodType<object>
  readonly state: z.ZodType<object>
  readonly hasPage?: boolean
  start(bot: BotSide): Promise<RunningStandIn<unknown, object>>
  variables(url: string, bot: BotSide): Readonly<Record<string, string>>
}

/** A persona, while demo data are made. */
export interface DemoPerson {
  readonly id: bigint
  /**
   * Presses Start, unless the person did before, and waits for the bot's answer: afterwards the bot knows the person and may
   * write to them (Telegram lets no bot write first).
   */
  starts(): Promise<void>
}

/** What demo data are made with. */
export interface SeedWorld<Settings> {
  /** The core of the bot, on its database: give it to the feature's own `createServices`. What these write, the running bot sends and works off. */
  readonly core: Core
  /** The feature's variables, parsed. */
  readonly settings: Settings
  /** Any persona, also the playground's own: anna, boris, vera, adam. @throws for a username that no demo declares */
  person(username: string): DemoPerson
  /** The playground is being stopped. */
  readonly signal: AbortSignal
}

/**
 * Fills in demo data, once per data folder, while the bot runs. A start that was interrupted tries again: look before you
 * write, or write what may be written twice. Made by `defineSeed`.
 */
export type Seed = (world: SeedWorld<unknown>) => Promise<void>

/** Demo data that run out, such as offers for today. */
export interface TopUp {
  /** How long what was filled in lasts, in milliseconds of business time: a start before that does not look. */
  readonly lastsMs: number
  /** Fills up what has run out, in data that people have played with since: it touches nothing that is theirs, and looks before it writes. */
  readonly fill: Seed
}

/** What a feature brings for the playground in `demo/index.ts`. Nothing of it exists in production. */
export interface DemoSpec {
  readonly personas?: readonly Persona[]
  readonly stories?: readonly Story[]
  readonly outside?: readonly Outside[]
  readonly buttons?: readonly WorldButtons[]
  /** Variables of the bot that the playground sets unless the environment says otherwise, e.g. a shorter interval. */
  readonly environment?: Readonly<Record<string, string>>
  readonly seed?: Seed
  readonly topUp?: TopUp
}

/** What `defineDemo` returns and `demo/index.ts` exports as `demo`. */
export type Demo = Required<Omit<DemoSpec, 'seed' | 'topUp'>> & Pick<DemoSpec, 'seed' | 'topUp'>
