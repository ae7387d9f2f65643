import type { MiddlewareFn } from 'grammy'
import type { Message } from 'grammy/types'
import {
  type AnyCallback,
  type BotContext,
  type BotSurface,
  type Owned,
  onCallback,
  pressedIn,
  readCommand,
  sayOptions,
} from '../bot/index.ts'
import type { AnyForm } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import { answerForm } from './answer.ts'
import { rewrite } from './chat-messages.ts'
import { createFormEngine, type FormEngineDeps } from './engine.ts'
import { createFormSession } from './form-session.ts'
import { movedOn, over, pressForm } from './press.ts'
import { formPressed, quickPressed } from './screens.ts'
import { showTurn } from './show-turn.ts'

export interface FormsDeps extends Omit<FormEngineDeps, 'find'> {
  /** Who declares forms, read when first needed: features are built after this service. */
  parts(): readonly Owned<BotSurface>[]
}

type IsFilling = (ctx: BotContext) => boolean

/** Everything that mounts forms on a bot. */
export interface Forms {
  /**
   * Puts `ctx.forms` in place; a command leaves the form, and its person is told how to return.
   * @param isFilling whether the update may belong to a form, as the intake read it
   */
  middleware(isFilling: IsFilling): MiddlewareFn<BotContext>
  /** Takes the free answers of people who are in a form, and the rest of albums that a form has answered. */
  answers(isFilling: IsFilling): MiddlewareFn<BotContext>
  /** All buttons of all forms. */
  readonly callbacks: readonly AnyCallback[]
}

/**
 * Forms as data, filled in step by step. Progress and answers are rows (sealed, by field), so a form goes on after a crash, a restart
 * and a deploy. The draft's row says whether free answers belong to it.
 */
export function createForms({ parts, ...deps }: FormsDeps): Forms {
  const named = () => new Map(parts().flatMap(formsOf))
  let known: ReturnType<typeof named> | undefined
  const engine = createFormEngine({
    ...deps,
    find(id) {
      known ??= named()
      const form = known.get(id)
      return form && { id, form }
    },
  })
  return {
    middleware: (isFilling) => async (ctx, next) => {
      const session = createFormSession(engine, ctx)
      ctx.forms = session.api
      if (!isFilling(ctx)) return next()
      if ((await session.begin()) && ctx.message) return
      if (readCommand(ctx)?.mine) await session.api.leave()
      try {
        await next()
      } finally {
        await session.end()
      }
    },
    answers: (isFilling) => async (ctx, next) => {
      const { message, person } = ctx
      if (!isFilling(ctx) || !message || !person || !isAnswer(message)) return next()
      const userId = person.id
      const id = message.media_group_id
      const answered = await answerForm(engine, { ...readerOf(ctx), userId, by: { message } })
      if (answered.outcome === 'silent') return
      // The draft ended elsewhere: from here on this chat's messages are anybody's.
      if (answered.outcome === 'no form') return next()
      const replyId =
        answered.outcome !== 'over'
          ? await showTurn(engine, ctx, answered.turn, { after: answered.isMore ? 'nothing' : 'answer' })
          : await answerBelow(ctx, answered.turn.content, answered.replyId)
      if (id !== undefined) await engine.albums.answered(engine.db.prisma, { userId, id }, replyId)
    },
    callbacks: [
      onCallback(formPressed, async (ctx, pressed) => {
        if (!ctx.person) return undefined
        const { turn, answer } = await pressForm(engine, pressedBy(ctx, ctx.person.id), pressed)
        await showTurn(engine, ctx, turn, { after: 'button' })
        return answer
      }),
      onCallback(quickPressed, async (ctx, quick) => {
        if (!ctx.person) return undefined
        const userId = ctx.person.id
        const answered = await answerForm(engine, { ...readerOf(ctx), userId, by: { quick } })
        if (answered.outcome !== 'shown' && answered.outcome !== 'stale') {
          const { turn, answer } = await over(engine, pressedBy(ctx, userId), quick.draft)
          await showTurn(engine, ctx, turn, { after: 'button' })
          return answer
        }
        await showTurn(engine, ctx, answered.turn, { after: 'button' })
        return answered.outcome === 'stale' ? movedOn : undefined
      }),
    ],
  }
}

const readerOf = (ctx: BotContext) => ({
  updateId: ctx.update.update_id,
  timeZone: ctx.reader.timeZone,
  plain: (text: TextSpec) => ctx.plain(text),
})

const pressedBy = (ctx: BotContext, userId: bigint) => ({
  ...{ userId, updateId: ctx.update.update_id, timeZone: ctx.reader.timeZone },
  messageId: pressedIn(ctx)?.id,
})

/** Pictures of an album that came after its form's end: what was said already is said more fully. @returns id of the message */
async function answerBelow(ctx: BotContext, content: MessageContent, replyId: number | undefined): Promise<number> {
  if (replyId !== undefined && (await rewrite(ctx, replyId, content)) !== 'refused') return replyId
  return (await ctx.say(content.text, sayOptions(content))).message_id
}

const content = [
  ...(['text', 'photo', 'document', 'location', 'venue', 'contact', 'sticker', 'voice', 'audio'] as const),
  ...(['video', 'video_note', 'animation', 'poll', 'dice', 'story'] as const),
]

/** Something that a person sent; payments and other service messages belong to whoever expects them. */
const isAnswer = (message: Message): boolean => content.some((kind) => message[kind] !== undefined)

function formsOf({ id, part }: Owned<BotSurface>): (readonly [string, AnyForm])[] {
  return (part.forms ?? []).map((form) => [`${id}-${form.name}`, form] as const)
}
