import type { ChatButton, ChatHistory, ChatInvoice, ChatMedia, ChatMessage, ChatPayment } from '../chat-types.ts'
import { effectEmoji } from '../methods/effect.ts'
import type { ButtonStyle, InlineButton, ReplyButton, WireMessage, WireUser } from '../wire.ts'
import type { StoredMessage } from '../world/state.ts'

const serviceFields = [
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'new_chat_members',
  'left_chat_member',
  'pinned_message',
  'successful_payment',
  'refunded_payment',
] as const satisfies readonly (keyof WireMessage)[]

const serviceLine = (message: WireMessage): string | null => {
  if (message.migrate_to_chat_id !== undefined || message.migrate_from_chat_id !== undefined) return 'migrated'
  return serviceFields.find((field) => message[field] !== undefined) ?? null
}

const nameOf = ({ first_name, last_name }: WireUser): string => [first_name, last_name].filter(Boolean).join(' ')

const aboutWhom = ({ new_chat_members, left_chat_member }: WireMessage): string[] =>
  [...(new_chat_members ?? []), ...(left_chat_member === undefined ? [] : [left_chat_member])].map(nameOf)

const senderOf = ({ from, sender_chat }: WireMessage): ChatMessage['sender'] =>
  from === undefined
    ? { id: sender_chat?.id ?? 0, name: sender_chat?.title ?? '' }
    : { id: from.id, name: nameOf(from) }

const forwardedFrom = ({ forward_origin: origin }: WireMessage): string | null => {
  if (origin === undefined) return null
  return origin.type === 'user' ? nameOf(origin.sender_user) : (origin.chat.title ?? '')
}

export const labels = (rows: readonly (readonly { readonly text: string }[])[]) =>
  rows.map((row) => row.map((button) => button.text))

const shareOf = ({ text, request_contact, request_location }: ReplyButton): [string, 'contact' | 'location'][] => {
  if (request_contact === true) return [[text, 'contact']]
  return request_location === true ? [[text, 'location']] : []
}

/** What buttons of a reply keyboard share, by their text. */
export const sharesOf = (rows: readonly (readonly ReplyButton[])[]): ChatHistory['keyboard_shares'] =>
  Object.fromEntries(rows.flat().flatMap(shareOf))

const mediaKinds = ['video', 'animation', 'audio', 'voice', 'video_note', 'sticker'] as const

const mediaOf = (message: WireMessage): ChatMedia | null => {
  for (const kind of mediaKinds) {
    const media = message[kind]
    if (media === undefined) continue
    return {
      kind,
      file_id: media.file_id,
      file_name: media.file_name ?? null,
      mime_type: media.mime_type ?? null,
      file_size: media.file_size,
      duration: media.duration ?? 0,
      width: media.width ?? media.length ?? 0,
      height: media.height ?? media.length ?? 0,
      title: media.title ?? null,
      performer: media.performer ?? null,
      emoji: media.emoji ?? null,
      thumbnail_id: media.thumbnail?.file_id ?? null,
    }
  }
  return null
}

const documentOf = ({ document, animation }: WireMessage): ChatMessage['document'] =>
  document === undefined || animation !== undefined
    ? null
    : { file_id: document.file_id, file_name: document.file_name ?? null, file_size: document.file_size }

const photoOf = ({ photo }: WireMessage): ChatMessage['photo'] => {
  const largest = photo?.at(-1)
  return largest === undefined ? null : { file_id: largest.file_id, width: largest.width, height: largest.height }
}

const invoiceOf = ({ message, paid }: StoredMessage): ChatInvoice | null => {
  if (message.invoice === undefined) return null
  const { title, description, currency, total_amount } = message.invoice
  return { title, description, currency, total_amount, paid: paid === true }
}

const paymentOf = ({ successful_payment, refunded_payment }: WireMessage): ChatPayment | null => {
  const receipt = successful_payment ?? refunded_payment
  if (receipt === undefined) return null
  const { currency, total_amount, telegram_payment_charge_id: charge_id } = receipt
  return { kind: refunded_payment === undefined ? 'paid' : 'refunded', currency, total_amount, charge_id }
}

const styled = ({ style }: { readonly style?: ButtonStyle | undefined }) => (style === undefined ? {} : { style })

/** Colours of a reply keyboard's buttons, by their text. */
export const stylesOf = (rows: readonly (readonly ReplyButton[])[]): ChatHistory['keyboard_styles'] =>
  Object.fromEntries(rows.flat().flatMap(({ text, style }) => (style === undefined ? [] : [[text, style] as const])))

const buttonOf = ({ text, style, callback_data, url, pay, copy_text, disabled }: InlineButton): ChatButton => ({
  text,
  ...styled({ style }),
  callback_data: callback_data ?? null,
  url: url ?? null,
  ...(pay === true ? { pay } : {}),
  ...(copy_text === undefined ? {} : { copy_text: copy_text.text }),
  ...(disabled === undefined ? {} : { disabled: true }),
})

const contents = ({ message, liveUntil }: StoredMessage) => ({
  text: message.text ?? null,
  caption: message.caption ?? null,
  entities: message.entities ?? message.caption_entities ?? [],
  photo: photoOf(message),
  document: documentOf(message),
  media: mediaOf(message),
  media_group_id: message.media_group_id ?? null,
  contact: message.contact ?? null,
  location: message.location ?? null,
  live_until: message.location?.live_period === undefined ? null : liveUntil,
  venue: message.venue === undefined ? null : { title: message.venue.title, address: message.venue.address },
  dice: message.dice ?? null,
})

/** A stored message in the control API's shape. */
export const present = (stored: StoredMessage, pinned: boolean): ChatMessage => {
  const { message } = stored
  return {
    message_id: message.message_id,
    from: stored.author,
    sender: senderOf(message),
    ...contents(stored),
    invoice: invoiceOf(stored),
    payment: paymentOf(message),
    forwarded_from: forwardedFrom(message),
    pinned,
    reply_to: message.reply_to_message?.message_id ?? null,
    effect: message.effect_id === undefined ? null : effectEmoji(message.effect_id),
    topic_id: message.is_topic_message ? (message.message_thread_id ?? null) : null,
    service: serviceLine(message),
    service_about: aboutWhom(message),
    buttons: (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map(buttonOf)),
    reply_keyboard: stored.keyboard === null ? null : labels(stored.keyboard.rows),
    removes_keyboard: stored.removesKeyboard,
    reactions: stored.reactions,
    date: message.date,
    edited: message.edit_date !== undefined,
    revision: stored.revision,
  }
}
