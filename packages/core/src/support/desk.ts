import { type AnyCallback, type BotContext, type Command, defineCallback, field, onCallback } from '../bot/index.ts'
import type { Clock } from '../clock/index.ts'
import { AppError } from '../errors/index.ts'
import type { ButtonSpec, MessageContent } from '../notifications/index.ts'
import { readId } from '../numbers/index.ts'
import type { Once } from '../once/index.ts'
import { danger, defineConfirm, definePages, homeButton, primary } from '../screens/index.ts'
import type { Support, SupportRequest } from './types.ts'

export interface SupportDeskDeps {
  readonly support: Support
  readonly once: Once
  readonly clock: Clock
}

const audience = { roles: ['support'] } as const
const perPage = 5
const previewLength = 60
const opened = defineCallback('co.sreq', { view: field.oneOf('list', 'card', 'close', 'answer'), id: field.id })
const closing = defineCallback('co.sclo', { id: field.id })

/** In the message that more have come. */
export const requestsButton: ButtonSpec = {
  text: { key: 'core-support-button-open' },
  data: opened.pack({ view: 'list', id: 0n }),
}

/** `/requests` and `/answer`: how support reads and answers what people wrote. */
export function supportDesk(deps: SupportDeskDeps): {
  readonly commands: readonly Command[]
  readonly callbacks: readonly AnyCallback[]
} {
  const { support } = deps
  const pages = definePages<SupportRequest>({
    id: 'co.spag',
    size: perPage,
    allows: mayHelp,
    load: (_ctx, query) => support.listOpen(query),
    idOf: ({ id }) => id,
    draw: (_ctx, requests) => drawList(requests),
    empty: { text: { key: 'core-support-none' } },
  })
  const close = defineConfirm(deps, closing, async (tx, ctx, { id }) => {
    const closed = await support.close(tx, { id, by: requireHelper(ctx) })
    return {
      text: { key: closed ? 'core-support-closed' : 'core-support-settled-before', params: { id: `S${id}` } },
      keyboard: [[viewButton('list', 0n)], [homeButton]],
    }
  })
  const views = {
    answer: (ctx: BotContext, id: bigint) => ctx.conversation.enter('core-support-answer', String(id)),
    list: pages.open,
    card: (ctx: BotContext, id: bigint) => showCard(support, ctx, id),
    close: (ctx: BotContext, id: bigint) =>
      ctx.show(
        { key: 'core-support-close-ask', params: { id: `S${id}` } },
        {
          keyboard: [
            [danger({ text: { key: 'core-support-close-yes' }, data: close.pack({ id }) })],
            [viewButton('card', id)],
          ],
        },
      ),
  }
  return {
    commands: [
      { name: 'requests', audience, run: pages.open },
      { name: 'answer', audience, run: (ctx, args) => answer(support, ctx, args) },
    ],
    callbacks: [
      pages.callback,
      close.callback,
      onCallback(opened, async (ctx, { view, id }) => {
        requireHelper(ctx)
        // Whoever goes elsewhere does not answer any more.
        await ctx.conversation.exitAll()
        await views[view](ctx, id)
        return undefined
      }),
    ],
  }
}

/** Opens a view of the desk. */
export const viewButton = (view: 'list' | 'card' | 'close' | 'answer', id: bigint): ButtonSpec => ({
  text: { key: `core-support-button-${view}`, params: { id: `S${id}` } },
  data: opened.pack({ view, id }),
})

function drawList(requests: readonly SupportRequest[]): MessageContent {
  const lines = requests.map(({ id, subject, text, createdAt }) => ({
    key: 'core-support-line',
    params: {
      id: `S${id}`,
      subject: { text: { key: `core-support-topic-${subject}` } },
      text: text.length > previewLength ? `${text.slice(0, previewLength)}…` : text,
      at: { time: createdAt.toISOString(), style: 'datetime' as const },
    },
  }))
  return {
    text: { key: 'core-support-list', params: { lines: { lines } } },
    keyboard: [requests.map(({ id }) => viewButton('card', id))],
  }
}

async function showCard(support: Support, ctx: BotContext, requestId: bigint): Promise<void> {
  const { id, subject, state, text, photos, createdAt } = await support.get(requestId)
  const params = {
    id: `S${id}`,
    subject: { text: { key: `core-support-topic-${subject}` } },
    state: { text: { key: `core-support-state-${state}` } },
    text,
    at: { time: createdAt.toISOString(), style: 'datetime' as const },
  }
  const keyboard = [
    ...(state === 'closed' ? [] : [[primary(viewButton('answer', id))]]),
    ...(state === 'open' ? [[danger(viewButton('close', id))]] : []),
    [viewButton('list', id), homeButton],
  ]
  for (const photo of photos) await ctx.replyWithPhoto(photo, { caption: `S${id}` })
  await ctx.show({ key: 'core-support-card', params }, { keyboard })
}

async function answer(support: Support, ctx: BotContext, args: string): Promise<void> {
  const [, number = '', text = ''] = /^(\S+)\s+(\S[\s\S]*)$/.exec(args) ?? []
  const found = readId(number)
  if (!found || (found.letter ?? 'S') !== 'S') throw new AppError('core-answer-usage')
  const { id } = found
  await support.answer({ id, by: requireHelper(ctx), text, handle: String(ctx.update.update_id) })
  await ctx.say(
    { key: 'core-answer-sent', params: { id: `S${id}` } },
    { keyboard: [[viewButton('list', id)], [homeButton]] },
  )
}

function mayHelp(ctx: Pick<BotContext, 'person'>): boolean {
  return ctx.person?.roles.some((role) => role === 'owner' || role === 'support') ?? false
}

/** Buttons may be old, and their reader may have lost the role since. */
export function requireHelper(ctx: Pick<BotContext, 'person'>): bigint {
  if (!ctx.person || !mayHelp(ctx)) throw new AppError('core-press-not-yours', {}, 403)
  return ctx.person.id
}
