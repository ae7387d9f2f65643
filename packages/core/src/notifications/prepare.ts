import { openContent } from './content.ts'
import {
  becomeMessage,
  type Carry,
  editPhoto,
  editWords,
  sendMessage,
  takeAway,
  turnIntoPhoto,
} from './message-calls.ts'
import type { Claimed, OutboxStore } from './outbox-store.ts'
import { type RenderedMessage, renderMessage } from './render.ts'
import type { SenderOptions } from './sender-options.ts'
import type { TopicIndex } from './topics.ts'
import type { NotificationRef, Topic } from './types.ts'

/** What is to be done with a claimed delivery. */
export type Plan =
  | { readonly kind: 'call'; readonly carry: Carry; readonly topic: Topic }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'expire'; readonly topic: Topic }
  /** Its feature is switched off. */
  | { readonly kind: 'hold' }
  /** An edit whose message is not there yet. */
  | { readonly kind: 'later' }

/** Older than this, a message waited for an outage to end and may be stale news. */
const staleMs = 60_000
/** `run_at` is at least the creation; anything noticeably later was deferred on purpose. */
const deferredMs = 1_000

export function toRef(row: Claimed): NotificationRef {
  return { id: row.notificationId, chatId: row.chatId, entity: row.entity, transition: row.transition }
}

function isDeferred(row: Claimed, now: Date): boolean {
  return row.runAt.getTime() - row.createdAt.getTime() > deferredMs || now.getTime() - row.runAt.getTime() > staleMs
}

async function planSend(options: SenderOptions, topic: Topic, row: Claimed): Promise<Plan> {
  const now = options.clock.now()
  if (row.expiresAt && row.expiresAt <= now) return { kind: 'expire', topic }
  if (topic.revalidate && isDeferred(row, now)) {
    const verdict = await options.db.tx(async (tx) => topic.revalidate?.(tx, toRef(row)))
    if (verdict === 'drop') return { kind: 'drop', reason: 'outdated' }
  }
  const { content, rendered } = await render(options, row)
  // Only edits can keep a picture.
  const photo = content.photo && content.photo !== 'keep' ? await options.photos.open(content.photo) : undefined
  const carry =
    row.onto === undefined
      ? sendMessage(rendered, photo)
      : becomeMessage(rendered, { id: row.onto, isText: content.isOntoText === true }, photo, options.textToPicture)
  return { kind: 'call', carry, topic }
}

async function planEdit(
  options: SenderOptions,
  row: Claimed,
  messageId: bigint,
  toPhoto: typeof turnIntoPhoto,
): Promise<Carry> {
  const { content, rendered } = await render(options, row)
  if (!content.photo) return editWords(rendered, messageId, 'text')
  if (content.photo === 'keep') return editWords(rendered, messageId, 'caption')
  return toPhoto(rendered, messageId, await options.photos.open(content.photo), options.textToPicture)
}

async function render(
  options: SenderOptions,
  row: Claimed,
): Promise<{ readonly content: ReturnType<typeof openContent>; readonly rendered: RenderedMessage }> {
  if (!row.content) throw new Error('The delivery has no content.')
  const reader = await options.readerOf(row.chatId, row.userId)
  const content = openContent(options.keyring, row.content)
  return { content, rendered: renderMessage(options, reader, row.chatId, content) }
}

/** Decides what to do with a claimed delivery; throws when that cannot be found out now (it is tried again). */
export async function planDelivery(
  options: SenderOptions,
  topics: TopicIndex,
  store: OutboxStore,
  row: Claimed,
): Promise<Plan> {
  const topic = topics.get(row.topic)
  if (!topic) return { kind: 'hold' }
  if (row.kind === 'send') return planSend(options, topic, row)
  if (row.messageId === undefined) {
    return (await store.isSendWaiting(row.notificationId)) ? { kind: 'later' } : { kind: 'drop', reason: 'not-sent' }
  }
  if (row.kind === 'delete') {
    if (!(await store.isReplaced(row.notificationId))) return { kind: 'drop', reason: 'not-replaced' }
    const rest = row.content && (await planEdit(options, row, row.messageId, editPhoto))
    return { kind: 'call', carry: takeAway(row.chatId, row.messageId, rest), topic }
  }
  return { kind: 'call', carry: await planEdit(options, row, row.messageId, turnIntoPhoto), topic }
}
