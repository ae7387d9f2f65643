import { type BotContext, pressedIn, sayOptions } from '../bot/index.ts'
import { removeMessages, rewrite } from './chat-messages.ts'
import type { FormEngine, Turn } from './engine.ts'
import { type FormMessage, messageStore } from './message-store.ts'
import { endSharing, offerToShare } from './sharing.ts'

/** Short messages below a form that still leave it in sight on a phone. */
const mostBelow = 3
/** Rows of buttons, and short messages below them, that leave room for the question above an open keyboard. */
const mostRows = 6
/** Nobody knows what was said below a message that is older than this. */
const recentMs = 10 * 60_000

/** What the person did to be shown this. */
export type Cause =
  /** Wrote or sent something; or pressed one of the form's buttons. */
  | { readonly after: 'answer' | 'button' }
  /** Nothing new that is to be seen: the message is put right where it stands. */
  | { readonly after: 'nothing' }
  /** Opened it: in the pressed message, or below it. */
  | { readonly after: 'opening'; readonly below?: boolean | undefined }

/**
 * Shows where the form is, in its one message: by an edit as long as that is in sight, else anew at the bottom, and the old message goes.
 * The new one is written down first, so that the old one is known after a crash.
 * @returns id of the message that shows it
 */
export async function showTurn(engine: FormEngine, ctx: BotContext, turn: Turn, cause: Cause): Promise<number> {
  const { db, clock } = engine
  if (turn.takesAnswers) await ctx.conversation.exitAll()
  const { timeZone } = turn.content
  if (timeZone !== undefined) ctx.readAs({ ...ctx.reader, timeZone })
  const before = await messageStore.find(db.prisma, turn.draft)
  const sharing = turn.keyboard === 'gone' ? undefined : turn.keyboard
  const isOver = before ? before.sharing !== sharing && before.sharing !== undefined : turn.keyboard === 'gone'
  if (isOver && !sharing) await endSharing(ctx)

  const target = targetOf(ctx, before, turn, cause)
  const isEdited = target !== undefined && (await isShownIn(ctx, target, turn, cause))
  const messageId = isEdited ? target : (await ctx.say(turn.content.text, sayOptions(turn.content))).message_id
  const offered = sharing && sharing !== before?.sharing ? await offerToShare(ctx, sharing) : undefined

  const gone = goneWith(ctx, before, { isOver, cause }).filter((id) => id !== messageId)
  if (!turn.isEnd && ctx.person) {
    const isThere = isEdited && before?.messageId === messageId
    const depth = isThere ? before.below : isEdited ? depthOf(ctx) : 0
    const now = {
      ...{ draftId: turn.draft, userId: ctx.person.id, messageId, sharing },
      sharingId: offered ?? (sharing && before?.sharingId),
      below: depth + (offered === undefined ? 0 : 1),
    }
    await messageStore.save(db.prisma, { ...now, others: gone }, clock.now())
    await removeMessages(ctx, gone)
    if (gone.length > 0) await messageStore.save(db.prisma, { ...now, others: [] }, clock.now())
  } else {
    await removeMessages(ctx, gone)
    await messageStore.remove(db.prisma, turn.draft)
  }
  return messageId
}

/** The message that is edited into what is shown now; none = a new one. */
function targetOf(ctx: BotContext, before: FormMessage | undefined, turn: Turn, cause: Cause): number | undefined {
  if (cause.after === 'nothing') return before?.messageId
  const pressed = pressedCause(ctx, cause)
  if (!pressed) return cause.after === 'answer' && before && isInSight(before, turn) ? before.messageId : undefined
  const isOlder = cause.after === 'button' && before !== undefined && before.messageId !== pressed.id
  return pressed.isText && !isOlder ? pressed.id : undefined
}

/** Whoever writes has the keyboard open: a question with many buttons is soon above what is seen. */
function isInSight({ below }: FormMessage, { content: { keyboard = [] } }: Turn): boolean {
  return below <= Math.min(mostBelow, mostRows - keyboard.length)
}

/** An answer that changes nothing on show would look unheard: then the form is sent anew. */
async function isShownIn(ctx: BotContext, target: number, { content }: Turn, { after }: Cause): Promise<boolean> {
  const outcome = await rewrite(ctx, target, content)
  return outcome === 'edited' || (outcome === 'same' && after !== 'answer')
}

/** Messages that show nothing any more once the form is shown. */
function goneWith(
  ctx: BotContext,
  before: FormMessage | undefined,
  { isOver, cause }: { readonly isOver: boolean; readonly cause: Cause },
): readonly number[] {
  const pressed = pressedCause(ctx, cause)
  const old = before ? [before.messageId, ...before.others] : []
  const hint = isOver && before?.sharingId !== undefined ? [before.sharingId] : []
  return [...new Set([...old, ...hint, ...(pressed ? [pressed.id] : [])])]
}

/** The pressed message, if the form may take its place. */
const pressedCause = (ctx: BotContext, cause: Cause) =>
  cause.after === 'nothing' || (cause.after === 'opening' && cause.below) ? undefined : pressedIn(ctx)

/** What stands below a message that the form has moved into. Telegram's clock is the machine's, not that of business time. */
function depthOf(ctx: BotContext): number {
  const pressed = pressedIn(ctx)
  return pressed && Date.now() - pressed.at.getTime() > recentMs ? mostBelow : 0
}
