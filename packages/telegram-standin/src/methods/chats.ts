import { badRequest } from '../errors.ts'
import { text } from '../params/values.ts'
import type { WireMessage } from '../wire.ts'
import type { Thread } from '../world/state.ts'
import { announce } from '../world/world.ts'
import { full, type Method, type MethodGroup } from './call.ts'
import { chatOf, writableChatOf } from './chat-of.ts'
import { userOf } from './members.ts'
import { withoutReply } from './post.ts'

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

const pinnedIn = (thread: Thread): WireMessage | undefined => {
  const stored = thread.messages.get(thread.pinned?.at(-1) ?? 0)
  return stored === undefined ? undefined : withoutReply(stored.message)
}

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
    pinned_message: pinnedIn(thread),
  }
}

export const chatMethods: MethodGroup = {
  getMe: full(getMe),
  sendChatAction: full(sendChatAction),
  getChat: full(getChat),
  // Nobody has a profile picture here.
  getUserProfilePhotos: full((call) => {
    userOf(call)
    return { total_count: 0, photos: [] }
  }),
}
