import {
  type AnyCallback,
  type BotContext,
  type BotSurface,
  type Command,
  onCallback,
  type PressAnswer,
} from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { answerAlert, press, watchAgain } from '../callbacks.ts'
import type { Services } from '../services.ts'
import { parseAmounts } from '../subscription/index.ts'
import { sayWithProgress } from './progress.ts'
import { checkScreen, type Screen, statusScreen, trackScreen, untrackScreen } from './screens.ts'

/** Subscriptions belong to the chat; commands and buttons of this feature only exist in private ones. */
function callerOf(ctx: BotContext): { readonly chatId: bigint; readonly userId: bigint } {
  if (ctx.chatId === undefined || ctx.from === undefined) throw new AppError('voucher-tracker-private-only', {}, 400)
  return { chatId: BigInt(ctx.chatId), userId: BigInt(ctx.from.id) }
}

const say = (ctx: BotContext, { text, options }: Screen) => ctx.say(text, options)
const show = (ctx: BotContext, { text, options }: Screen) => ctx.show(text, options)
const toast = (name: string): PressAnswer => ({ toast: { key: `voucher-tracker-toast-${name}` } })

async function check(ctx: BotContext, { checks, source, stock }: Services): Promise<void> {
  await sayWithProgress(ctx, { key: 'voucher-tracker-checking', params: { shop: source.name } }, async () => {
    // The fetch has its own timeout, and its result serves everybody, so it goes on when this person is gone.
    const { outcome } = await checks.refresh(source, new AbortController().signal)
    return checkScreen(await stock(), outcome === 'skipped' ? 'skipped' : 'other')
  })
}

function createCommands(services: Services): readonly Command[] {
  const { subscriptions } = services
  return [
    {
      name: 'track',
      audience: 'everyone',
      async run(ctx, args) {
        const { chatId, userId } = callerOf(ctx)
        await say(
          ctx,
          trackScreen(await subscriptions.track(chatId, userId, parseAmounts(args, services.source.currency))),
        )
      },
    },
    {
      name: 'untrack',
      audience: 'everyone',
      async run(ctx) {
        await subscriptions.untrack(callerOf(ctx).chatId)
        await say(ctx, untrackScreen())
      },
    },
    { name: 'check', audience: 'everyone', run: (ctx) => check(ctx, services) },
    {
      name: 'status',
      audience: 'everyone',
      run: async (ctx) => say(ctx, statusScreen(await subscriptions.status(callerOf(ctx).chatId))),
    },
  ]
}

type Action = Parameters<typeof press.pack>[0]['action']

/** What each button of the feature's own screens does. */
function createActions(services: Services): Readonly<Record<Action, (ctx: BotContext) => Promise<PressAnswer>>> {
  const { subscriptions } = services
  const showStatus = async (ctx: BotContext) =>
    show(ctx, statusScreen(await subscriptions.status(callerOf(ctx).chatId)))
  const change = (name: string, work: (chatId: bigint) => Promise<unknown>) => async (ctx: BotContext) => {
    await work(callerOf(ctx).chatId)
    await showStatus(ctx)
    return toast(name)
  }
  return {
    start: async (ctx) => {
      const { chatId, userId } = callerOf(ctx)
      await show(ctx, trackScreen(await subscriptions.start(chatId, userId)))
      return undefined
    },
    stop: async (ctx) => {
      await subscriptions.untrack(callerOf(ctx).chatId)
      await show(ctx, untrackScreen())
      return undefined
    },
    again: change('watching', subscriptions.watchAgain),
    keep: change('watching', subscriptions.keepWatching),
    have: change('have', subscriptions.haveIt),
    undo: change('undone', subscriptions.undo),
    status: async (ctx) => {
      await showStatus(ctx)
      return undefined
    },
    check: async (ctx) => {
      await check(ctx, services)
      return undefined
    },
  }
}

function createCallbacks(services: Services): readonly AnyCallback[] {
  const { alerts, subscriptions } = services
  const actions = createActions(services)
  const redraw = async (ctx: BotContext, subscriptionId: bigint, readingId: bigint) => {
    const { text, keyboard } = await alerts.redraw(callerOf(ctx).chatId, { subscriptionId, readingId })
    await ctx.show(text, keyboard ? { keyboard } : {})
  }
  return [
    onCallback(watchAgain, async (ctx, { subscription, reading }) => {
      const outcome = await subscriptions.watchAgain(callerOf(ctx).chatId)
      await redraw(ctx, subscription, reading)
      return toast(outcome === 'armed' ? 'watching' : 'watching-already')
    }),
    onCallback(answerAlert, async (ctx, { subscription, reading, answer }) => {
      const key = { subscriptionId: subscription, readingId: reading }
      await alerts.answer(callerOf(ctx).chatId, key, answer)
      await redraw(ctx, subscription, reading)
      return toast(answer)
    }),
    onCallback(press, (ctx, { action }) => actions[action](ctx)),
  ]
}

export function createSurface(services: Services): BotSurface {
  return {
    home: { open: async (ctx) => show(ctx, statusScreen(await services.subscriptions.status(callerOf(ctx).chatId))) },
    commands: createCommands(services),
    callbacks: createCallbacks(services),
  }
}
