import { type ConversationFlavor, conversations, createConversation } from '@grammyjs/conversations'
import { Composer, type MiddlewareFn, type Transformer } from 'grammy'
import type { Dialogue } from '../intake/index.ts'
import { type AttachDeps, attachCore } from './attach.ts'
import { type ConversationStorageOptions, createConversationStorage } from './conversation-storage.ts'
import { readCommand } from './dispatch-command.ts'
import type { BotContext, BotSurface, Form, FormContext, FormConversation, Owned } from './types.ts'

export interface DialoguesOptions extends AttachDeps, Omit<ConversationStorageOptions, 'known' | 'onOutdated'> {
  readonly parts: readonly Owned<BotSurface>[]
  /** Installed on the bot's API and again inside dialogues, where the bot's own do not apply. */
  readonly transformers: readonly Transformer[]
  /** What an update may belong to. */
  dialogueOf(ctx: BotContext): Dialogue
  /** Somebody's dialogue was dropped because its steps changed. */
  onOutdatedForm(chatId: string): void
}

type Controls = BotContext['conversation']

/**
 * Dialogues in code of their own. The plugin runs for chats that are in one, and when one is entered: to all others they cost nothing.
 * Whoever enters one leaves what they were in; free answers belong to the newest.
 */
export function mountDialogues(options: DialoguesOptions): MiddlewareFn<BotContext> {
  const all = options.parts.flatMap(({ id, part }) =>
    Object.entries(part.conversations ?? {}).map(([name, form]) => ({ id: `${id}-${name}`, form })),
  )
  const ids = new Map(all.map(({ id, form }) => [id, versioned(id, form)]))
  const plugin = conversations<BotContext, FormContext>({
    storage: createConversationStorage({
      ...options,
      known: new Set(ids.values()),
      onOutdated: options.onOutdatedForm,
    }),
    plugins: (conversation) => [insideDialogues(conversation, options)],
  })
  const registered = new Composer<BotContext>()
  for (const { id, form } of all)
    registered.use(
      createConversation<BotContext, FormContext>(
        (conversation, ctx, ...args) => form.run(conversation, ctx, ...(args as never[])),
        versioned(id, form),
      ),
    )
  const resume = registered.middleware()

  /** Runs the plugin for a moment, on a context of its own: it may be installed once on each. */
  async function outside(ctx: BotContext, work: (controls: Controls) => Promise<unknown>): Promise<void> {
    const own: BotContext = Object.create(ctx)
    await plugin(own, async () => {
      // What runs by now was entered after this update had arrived: the update is none of its answers.
      await own.conversation.exitAll()
      await resume(own, async () => void (await work(own.conversation)))
    })
  }

  /** By `<feature id>-<name>`, whatever its version is today. */
  async function enter(ctx: BotContext, controls: Controls, id: string, args: unknown[]): Promise<void> {
    await ctx.forms.leave()
    await controls.exitAll()
    await controls.enter(ids.get(id) ?? id, ...args)
  }

  return (ctx, next) => {
    if (!options.dialogueOf(ctx).conversation) {
      ctx.conversation = idleControls(
        (id, args) => outside(ctx, (controls) => enter(ctx, controls, id, args)),
        () => outside(ctx, async () => undefined),
      )
      return next()
    }
    return plugin(ctx, async () => {
      const { enter: enterVersioned, ...controls } = ctx.conversation
      ctx.conversation = {
        ...controls,
        enter: (id, ...args) => enter(ctx, { ...controls, enter: enterVersioned }, id, args),
      }
      await leaveOnCommand(ctx)
      await resume(ctx, next)
    })
  }
}

/** The version is part of the stored id, so that each dialogue has its own. */
const versioned = (id: string, form: Form): string => `${id}@${form.version}`

/** For a chat that is in no dialogue, until one is entered in this very update. */
function idleControls(
  enter: (id: string, args: unknown[]) => Promise<void>,
  exitEntered: () => Promise<void>,
): Controls {
  let entered = false
  const exitAll = async () => {
    if (entered) await exitEntered()
    entered = false
  }
  function active(): Record<string, number>
  function active(name: string): number
  function active(name?: string): Record<string, number> | number {
    return name === undefined ? {} : 0
  }
  return {
    async enter(id, ...args) {
      entered = true
      await enter(id, args)
    },
    exitAll,
    exit: exitAll,
    exitOne: exitAll,
    active,
  }
}

/** A command in the middle of a dialogue leaves it. */
async function leaveOnCommand(ctx: BotContext): Promise<void> {
  if (!readCommand(ctx)?.mine || Object.keys(ctx.conversation.active()).length === 0) return
  await ctx.conversation.exitAll()
  ctx.leftForm = true
}

/** What handlers find on their context must be there inside dialogues too. */
function insideDialogues(
  conversation: FormConversation,
  { texts, log, photos, transformers }: DialoguesOptions,
): MiddlewareFn<FormContext> {
  return async (ctx, next) => {
    ctx.api.config.use(...transformers)
    // From the outside context, and stored: a replay must see what the first run saw.
    const person = await conversation.external((outside: ConversationFlavor<BotContext>) => outside.person)
    attachCore(ctx, { texts, log, photos, person })
    await next()
  }
}
