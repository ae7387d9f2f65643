import { type AnyCallback, type BotContext, callerOf, chatOf, isPrivate, onCallback } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { say, show } from '@bazaar/core/screens'
import { key } from '../text.ts'
import type { Actions } from './actions.service.ts'
import { alertContent, orderContent, snoozeContent } from './alert.text.ts'
import {
  alertOpened,
  neverPressed,
  orderAsked,
  orderDayAsked,
  orderPressed,
  postAsked,
  snoozeAsked,
  snoozePressed,
  undonePressed,
} from './callbacks.ts'
import { postContent } from './post.text.ts'
import type { AlertView } from './types.ts'

/** What people press in alerts; the alert itself says what became of it. */
export function alertCallbacks(actions: Actions, db: Db): readonly AnyCallback[] {
  const draw = async (ctx: BotContext, view: AlertView) => show(ctx, alertContent(view))
  return [
    onCallback(alertOpened, async (ctx, { alert }) => draw(ctx, await actions.view(chatOf(ctx), alert))),
    onCallback(neverPressed, async (ctx, { alert }) => {
      await draw(ctx, await actions.never(chatOf(ctx), alert))
      return { toast: key('toast-never') }
    }),
    onCallback(snoozeAsked, async (ctx, { alert }) => show(ctx, snoozeContent(await actions.view(chatOf(ctx), alert)))),
    onCallback(snoozePressed, async (ctx, { alert, days }) => {
      await draw(ctx, await actions.snooze(chatOf(ctx), alert, days))
      return { toast: key('toast-snoozed', { days }) }
    }),
    onCallback(orderAsked, async (ctx, { alert }) =>
      show(ctx, orderContent(await actions.view(chatOf(ctx), alert), isPrivate(ctx))),
    ),
    onCallback(orderPressed, async (ctx, { alert, days }) => {
      const dueAt = actions.inDays(days)
      await draw(ctx, await db.tx((tx) => actions.ordered(tx, chatOf(ctx), callerOf(ctx), alert, dueAt)))
      return { toast: key('toast-ordered', { days }) }
    }),
    onCallback(orderDayAsked, async (ctx, { alert }) => {
      await actions.view(chatOf(ctx), alert)
      await ctx.forms.open('etsy-lowstock-order', { alert: String(alert), chat: String(chatOf(ctx)) })
    }),
    onCallback(postAsked, async (ctx, { alert }) => {
      await say(ctx, postContent(await actions.view(chatOf(ctx), alert), isPrivate(ctx)))
    }),
    onCallback(undonePressed, async (ctx, { alert }) => {
      await draw(ctx, await actions.undo(chatOf(ctx), alert))
      return { toast: key('toast-undone') }
    }),
  ]
}
