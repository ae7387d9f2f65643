import { pushUpdate } from '../updates/queue.ts'
import type { WireMessage, WireUser } from '../wire.ts'
import type { MemberStatus, Thread } from './state.ts'
import {
  announce,
  isPresent,
  nextMessageId,
  requireBot,
  requirePerson,
  seconds,
  storeMessage,
  type World,
} from './world.ts'

const adminRights = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
}

/** A ChatMember of the given status. */
export const memberObject = (user: WireUser, status: MemberStatus): Record<string, unknown> => {
  if (status === 'creator') return { user, status, is_anonymous: false }
  if (status === 'administrator') return { user, status, ...adminRights }
  return status === 'kicked' ? { user, status, until_date: 0 } : { user, status }
}

export const accountUser = (world: World, id: number): WireUser | undefined =>
  world.people.get(id)?.user ?? world.bots.get(id)?.user

export const statusIn = (thread: Thread, id: number): MemberStatus => {
  if (thread.botId !== null) return thread.blocked && id === thread.botId ? 'kicked' : 'member'
  return thread.people.get(id) ?? thread.bots.get(id) ?? 'left'
}

/** A line such as "Ben joined the group", written by whoever did it. */
export const serviceMessage = (
  world: World,
  thread: Thread,
  actor: WireUser,
  note: Partial<WireMessage>,
): WireMessage => {
  const { chat } = thread
  const message: WireMessage = {
    message_id: nextMessageId(world, thread),
    ...(chat.type === 'channel' ? { sender_chat: chat } : { from: actor }),
    chat,
    date: seconds(world),
    ...note,
  }
  storeMessage(world, thread, {
    message,
    author: actor.is_bot ? 'bot' : 'user',
    botId: actor.is_bot ? actor.id : null,
    keyboard: null,
    removesKeyboard: false,
    fixed: true,
    reactions: [],
    liveUntil: null,
  })
  return message
}

export interface MemberChange {
  /** Person or bot whose standing changes. */
  readonly subject: number
  readonly to: MemberStatus
  /** Who did it. */
  readonly actor: number
}

/** Bots hear of themselves as `my_chat_member`; of others as `chat_member`, when they are administrators and asked for it. */
const tellBots = (world: World, thread: Thread, change: MemberChange, from: MemberStatus): void => {
  const user = accountUser(world, change.subject)
  const actor = accountUser(world, change.actor)
  if (user === undefined || actor === undefined) return
  const payload = {
    chat: thread.chat,
    from: actor,
    date: seconds(world),
    old_chat_member: memberObject(user, from),
    new_chat_member: memberObject(user, change.to),
  }
  const key = `chat:${thread.chat.id}`
  const self = world.bots.get(change.subject)
  if (self !== undefined) pushUpdate(world, self, 'my_chat_member', payload, key)
  for (const [id, status] of thread.bots) {
    if (status === 'administrator' && id !== change.subject) {
      pushUpdate(world, requireBot(world, id), 'chat_member', payload, key)
    }
  }
}

/** The service line of a change of membership, where groups show one. */
const noteOf = (user: WireUser, was: boolean, is: boolean): Partial<WireMessage> | null => {
  if (was === is) return null
  return is ? { new_chat_members: [user] } : { left_chat_member: user }
}

/**
 * Changes who belongs to a group or channel, tells the bots and returns the service message that groups show
 * (none in channels, without a change, or when a chat begins with its members and so needs no lines about them).
 */
export const changeMember = (
  world: World,
  thread: Thread,
  change: MemberChange,
  withLine = true,
): WireMessage | null => {
  const list = world.bots.has(change.subject) ? thread.bots : thread.people
  const user = world.bots.get(change.subject)?.user ?? requirePerson(world, change.subject).user
  const actor = accountUser(world, change.actor) ?? user
  const from = list.get(change.subject) ?? 'left'
  if (from === change.to) return null
  list.set(change.subject, change.to)
  announce(world, 'chat', thread.chat.id)
  tellBots(world, thread, change, from)
  const note = !withLine || thread.chat.type === 'channel' ? null : noteOf(user, isPresent(from), isPresent(change.to))
  return note === null ? null : serviceMessage(world, thread, actor, note)
}
