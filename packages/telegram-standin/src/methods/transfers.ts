import { badRequest } from '../errors.ts'
import { flag, has, int } from '../params/values.ts'
import type { WireMessage, WireOrigin } from '../wire.ts'
import { contentOf, isCaptioned } from '../world/media.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { nextAlbumId } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { chatOf, writableChatOf } from './chat-of.ts'
import { captionOf, listOrNone } from './formatted.ts'
import { noMarkup } from './markup.ts'
import { idsOf } from './messages.ts'
import { type Content, post } from './post.ts'

type Verb = 'copy' | 'forward'

const isService = (content: Content): boolean => Object.values(content).every((part) => part === undefined)

/** Protected, service and (for copies) invoice messages stay where they are. */
const mayTravel = ({ message }: StoredMessage, verb: Verb): boolean => {
  if (message.has_protected_content === true || isService(contentOf(message))) return false
  return verb === 'forward' || message.invoice === undefined
}

const source = (from: Thread, id: number, verb: Verb): StoredMessage => {
  const stored = from.messages.get(id)
  if (stored === undefined) throw badRequest(`message to ${verb} not found`)
  if (!mayTravel(stored, verb)) throw badRequest(`message can't be ${verb === 'copy' ? 'copied' : 'forwarded'}`)
  return stored
}

// A copy of a moving location stands still.
const travelling = (message: WireMessage): Content => {
  const content = contentOf(message)
  if (message.location?.live_period === undefined) return content
  const { latitude, longitude, horizontal_accuracy } = message.location
  return { ...content, location: { latitude, longitude, horizontal_accuracy } }
}

const originOf = (stored: StoredMessage, from: Thread): WireOrigin => {
  const { message } = stored
  if (message.forward_origin !== undefined) return message.forward_origin
  const { date, message_id } = message
  if (message.from === undefined) return { type: 'channel', date, chat: from.chat, message_id }
  return { type: 'user', date, sender_user: message.from }
}

const copyMessage: Method = (call) => {
  const from = chatOf(call, 'from_chat_id')
  const thread = writableChatOf(call)
  const { message } = source(from, int(call.params, 'message_id'), 'copy')
  const content = travelling(message)
  // Without the parameter the caption stays, and what has none cannot get one.
  if (!has(call.params, 'caption') || !isCaptioned(message)) {
    return { message_id: post(call, thread, content).message_id }
  }
  const { text, entities } = captionOf(call)
  const caption = { caption: text, caption_entities: listOrNone(entities) }
  return { message_id: post(call, thread, { ...content, ...caption }).message_id }
}

const forwardMessage: Method = (call) => {
  const from = chatOf(call, 'from_chat_id')
  const thread = writableChatOf(call)
  const stored = source(from, int(call.params, 'message_id'), 'forward')
  const extras = stored.invoice === undefined ? {} : { invoice: stored.invoice }
  const forward_origin = originOf(stored, from)
  return post(call, thread, { ...travelling(stored.message), forward_origin }, { ...extras, markup: noMarkup })
}

/** Albums stay albums, under an id of their own. */
const albumNames = (call: Call) => {
  const names = new Map<string, string>()
  return (old: string | undefined): { media_group_id?: string } => {
    if (old === undefined) return {}
    const name = names.get(old) ?? nextAlbumId(call.world)
    names.set(old, name)
    return { media_group_id: name }
  }
}

const sendMany =
  (verb: Verb): Method =>
  (call) => {
    const ids = idsOf(call)
    if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? 0))) {
      throw badRequest('message identifiers must be in a strictly increasing order')
    }
    const from = chatOf(call, 'from_chat_id')
    const thread = writableChatOf(call)
    // Messages that cannot travel are left out silently.
    const found = ids.flatMap((id) => {
      const stored = from.messages.get(id)
      return stored !== undefined && mayTravel(stored, verb) ? [stored] : []
    })
    if (found.length === 0) throw badRequest('there are no messages to forward')
    const albumOf = albumNames(call)
    const bare = verb === 'copy' && flag(call.params, 'remove_caption')
    return found.map((stored) => {
      const { message } = stored
      const content = { ...travelling(message), ...(found.length > 1 ? albumOf(message.media_group_id) : {}) }
      const looks =
        verb === 'forward'
          ? { forward_origin: originOf(stored, from) }
          : bare
            ? { caption: undefined, caption_entities: undefined }
            : {}
      return { message_id: post(call, thread, { ...content, ...looks }, { markup: noMarkup }).message_id }
    })
  }

export const transferMethods: MethodGroup = {
  copyMessage: full(copyMessage),
  copyMessages: full(sendMany('copy')),
  forwardMessage: full(forwardMessage),
  forwardMessages: full(sendMany('forward')),
}
