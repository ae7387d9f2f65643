import type { MiddlewareFn } from 'grammy'
import type { Message } from 'grammy/types'
import {
  type AnyCallback,
  type BotContext,
  type BotSurface,
  type Owned,
  onCallback,
  readCommand,
} from '../bot/index.ts'
import type { AnyForm } from '../forms/index.ts'
import { answerForm } from './answer.ts'
import { createFormEngine, type FormEngineDeps } from './engine.ts'
import { createFormSession } from './form-session.ts'
import { pressForm } from './press.ts'
import { formPressed } from './screens.ts'
import { replyTurn, showTurn } from './show-turn.ts'

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
  readonly callback: AnyCallback
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
      if (isFilling(ctx) && readCommand(ctx)?.mine) await session.api.leave()
      try {
        await next()
      } finally {
        await session.remind()
      }
    },
    answers: (isFilling) => async (ctx, next) => {
      const { message, person } = ctx
      if (!isFilling(ctx) || !message || !person || !isAnswer(message)) return next()
      const userId = person.id
      const id = message.media_group_id
      const answered = await answerForm(engine, {
        userId,
        updateId: ctx.update.update_id,
        message,
        timeZone: ctx.reader.timeZone,
        plain: (text) => ctx.plain(text),
      })
      if (answered.outcome === 'silent') return
      // The draft ended elsewhere: from here on this chat's messages are anybody's.
      if (answered.outcome === 'no form') return next()
      const replyId = await replyTurn(ctx, answered.turn, answered.replyId)
      if (id !== undefined) await engine.albums.answered(engine.db.prisma, { userId, id }, replyId)
    },
    callback: onCallback(formPressed, async (ctx, pressed) => {
      if (!ctx.person) return undefined
      const { turn, answer } = await pressForm(engine, ctx.person.id, pressed)
      await showTurn(ctx, turn)
      return answer
    }),
  }
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
