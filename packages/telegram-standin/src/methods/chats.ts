import { badRequest } from '../errors.ts'
import { text } from '../params/values.ts'
import type { WireUser } from '../wire.ts'
import type { MemberStatus, Thread } from '../world/state.ts'
import { announce } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { chatOf, writableChatOf } from './chat-of.ts'

const actions = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

const sendChatAction: Method = (call) => {
  const thread = writableChatOf(call)
  const name = text(call.params, 'action').toLowerCase()
  if (!actions.has(name)) throw badRequest('wrong parameter action in request')
  thread.action = { name, at: Date.now() }
  announce(call.world, 'typing', thread.chat.id)
  return true
}

const getMe: Method = ({ bot }) => ({
  ...bot.user,
  can_join_groups: true,
  can_read_all_group_messages: !bot.privacyMode,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
  has_topics_enabled: false,
  allows_users_to_create_topics: false,
  can_manage_bots: false,
  supports_guest_queries: false,
  supports_join_request_queries: false,
})

const getChat: Method = (call) => {
  const thread = chatOf(call)
  const { type } = thread.chat
  return {
    ...thread.chat,
    accent_color_id: Math.abs(thread.chat.id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(type === 'group' || type === 'supergroup' ? { permissions: {} } : {}),
  }
}

const userOf = (call: Call, id: number): WireUser => {
  const user = call.world.people.get(id)?.user ?? call.world.bots.get(id)?.user
  if (user === undefined) throw badRequest('PARTICIPANT_ID_INVALID')
  return user
}

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
}

/** A ChatMember of the given status. */
export const memberObject = (user: WireUser, status: MemberStatus): Record<string, unknown> => {
  if (status === 'creator') return { user, status, is_anonymous: false }
  if (status === 'administrator') return { user, status, ...adminRights }
  return status === 'kicked' ? { user, status, until_date: 0 } : { user, status }
}

const statusIn = (thread: Thread, id: number): MemberStatus => {
  if (thread.botId !== null) return thread.blocked && id === thread.botId ? 'kicked' : 'member'
  return thread.people.get(id) ?? thread.bots.get(id) ?? 'left'
}

const getChatMember: Method = (call) => {
  const thread = chatOf(call)
  const user = userOf(call, Number(text(call.params, 'user_id')))
  return memberObject(user, statusIn(thread, user.id))
}

const present = (status: MemberStatus): boolean => status !== 'left' && status !== 'kicked'

const getChatAdministrators: Method = (call) => {
  const thread = chatOf(call)
  if (thread.chat.type === 'private') throw badRequest('there are no administrators in the private chat')
  const all = [...thread.people, ...thread.bots]
  return all
    .filter(([id, status]) => (status === 'creator' || status === 'administrator') && id !== call.bot.user.id)
    .map(([id, status]) => memberObject(userOf(call, id), status))
}

export const chatMethods: MethodGroup = {
  getMe: full(getMe),
  sendChatAction: full(sendChatAction),
  getChat: full(getChat),
  getChatMember: full(getChatMember),
  getChatAdministrators: full(getChatAdministrators),
  getChatMemberCount: full((call) => {
    const thread = chatOf(call)
    if (thread.botId !== null) return 2
    return [...thread.people.values(), ...thread.bots.values()].filter(present).length
  }),
  leaveChat: full((call) => {
    const thread = chatOf(call)
    if (thread.botId !== null) throw badRequest("chat member status can't be changed in private chats")
    thread.bots.set(call.bot.user.id, 'left')
    announce(call.world, 'chat', thread.chat.id)
    return true
  }),
}
