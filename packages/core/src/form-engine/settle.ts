import type { BotContext } from '../bot/index.ts'
import { primary } from '../screens/index.ts'
import { findEnd, isEmpty } from './cancelled.ts'
import { removeMessages, stripButtons } from './chat-messages.ts'
import type { Draft } from './draft-store.ts'
import type { FormEngine } from './engine.ts'
import { type FormMessage, messageStore } from './message-store.ts'
import { textOf } from './question-text.ts'
import { tall } from './read-answer.ts'
import { closedScreen, continueButton } from './screens.ts'
import { endSharing, sharedAt } from './sharing.ts'
import { showTurn } from './show-turn.ts'

/** What messages of forms did not say yet, usually because the process ended between a change and its edit. */
export interface Settled {
  /** A form that was left, and nobody was told how to return. */
  readonly left: Draft | undefined
  /** The update that is being handled has ended a form already: it is no answer to anything else. */
  readonly wasHandled: boolean
}

/** Puts right what messages of the person's forms show. */
export async function settle(engine: FormEngine, ctx: BotContext): Promise<Settled> {
  const { db, store } = engine
  let settled: Settled = { left: undefined, wasHandled: false }
  if (!ctx.person) return settled
  for (const message of await messageStore.listPending(db.prisma, ctx.person.id)) {
    const draft = await db.tx((tx) => store.find(tx, message.draftId))
    if (draft?.active) continue
    if (draft) {
      // Something else is on show below it by now.
      await rest(engine, ctx, { ...message, below: message.below + tall }, draft)
      settled = { ...settled, left: draft }
    } else {
      await showEnd(engine, ctx, message)
      settled = { ...settled, wasHandled: settled.wasHandled || message.endUpdate === BigInt(ctx.update.update_id) }
    }
  }
  return settled
}

/**
 * The form waits: its answers stay to be read, and its buttons go.
 * @param draft what a button in their place goes on with; none = another message has it
 */
async function rest({ db, clock }: FormEngine, ctx: BotContext, message: FormMessage, draft?: Draft): Promise<void> {
  if (message.sharing) await endSharing(ctx)
  await stripButtons(ctx, message.messageId, draft && continueButton(draft))
  await removeMessages(ctx, message.sharingId === undefined ? [] : [message.sharingId])
  await messageStore.save(db.prisma, { ...message, sharing: undefined, sharingId: undefined }, clock.now())
}

async function showEnd(engine: FormEngine, ctx: BotContext, message: FormMessage): Promise<void> {
  const content = (await findEnd(engine, message.draftId, message.userId)) ?? closedScreen
  await showTurn(engine, ctx, { draft: message.draftId, content, isEnd: true }, { after: 'nothing' })
}

/** Says how to return to a form that was left. */
export async function remind(engine: FormEngine, ctx: BotContext, draft: Draft): Promise<void> {
  const { db, clock } = engine
  const before = await messageStore.find(db.prisma, draft.id)
  if (before) await rest(engine, ctx, before)
  // The draft is of before messages were written down: a reply keyboard may be on show.
  else if (sharedAt(engine.find(draft.form)?.form, draft.progress.step)) await endSharing(ctx)
  const title = { text: textOf(draft.form, draft, 'title') }
  const { message_id } = await ctx.say(
    { key: isEmpty(draft) ? 'core-form-left-empty' : 'core-form-left', params: { title } },
    { keyboard: [[primary(continueButton(draft))]] },
  )
  const none = { draftId: draft.id, userId: draft.userId, messageId: message_id, others: [], below: 0 }
  const now = { ...none, ...before, sharing: undefined, sharingId: undefined }
  await messageStore.save(db.prisma, { ...now, others: before ? [message_id] : [] }, clock.now())
  await removeMessages(ctx, before?.others ?? [])
}
