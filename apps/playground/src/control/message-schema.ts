import { z } from 'zod'

const id = z.number().int()
/** Colours of buttons: red, green, blue. */
export const buttonStyle = z.enum(['danger', 'success', 'primary'])
const button = z.object({
  text: z.string(),
  style: buttonStyle.optional(),
  callback_data: z.string().nullable(),
  url: z.string().nullable(),
  pay: z.literal(true).optional().describe('The Pay button of an invoice'),
  copy_text: z.string().optional().describe('Pressing it copies this text'),
  disabled: z.literal(true).optional().describe('It cannot be pressed'),
})
export const keyboardRows = z.array(z.array(z.string()))

const media = z.object({
  kind: z.enum(['video', 'animation', 'audio', 'voice', 'video_note', 'sticker']),
  file_id: z.string(),
  file_name: z.string().nullable(),
  mime_type: z.string().nullable(),
  file_size: z.number(),
  duration: z.number().describe('Seconds; 0: nobody said'),
  width: z.number(),
  height: z.number(),
  title: z.string().nullable(),
  performer: z.string().nullable(),
  emoji: z.string().nullable(),
  thumbnail_id: z.string().nullable(),
})
const invoice = z.object({
  title: z.string(),
  description: z.string(),
  currency: z.string(),
  total_amount: z.number(),
  paid: z.boolean(),
})
const payment = z.object({
  kind: z.enum(['paid', 'refunded']),
  currency: z.string(),
  total_amount: z.number(),
  charge_id: z.string(),
})

/** One message as a person sees it; what does not apply is null or empty. */
export const chatMessage = z.object({
  message_id: id,
  from: z.enum(['bot', 'user']),
  sender: z.object({ id, name: z.string() }),
  text: z.string().nullable(),
  caption: z.string().nullable(),
  entities: z.array(z.looseObject({ type: z.string(), offset: id, length: id })),
  photo: z.object({ file_id: z.string(), width: z.number(), height: z.number() }).nullable(),
  document: z.object({ file_id: z.string(), file_name: z.string().nullable(), file_size: z.number() }).nullable(),
  media: media.nullable(),
  media_group_id: z.string().nullable().describe('Messages of one album share it'),
  contact: z.looseObject({}).nullable(),
  location: z.looseObject({}).nullable(),
  live_until: z.number().nullable().describe('Until when a live location moves: business time in ms'),
  venue: z.object({ title: z.string(), address: z.string() }).nullable(),
  dice: z.object({ emoji: z.string(), value: z.number() }).nullable(),
  invoice: invoice.nullable(),
  payment: payment.nullable(),
  forwarded_from: z.string().nullable(),
  pinned: z.boolean(),
  reply_to: id.nullable(),
  effect: z.string().nullable().describe('The emoji of the effect that it came with'),
  service: z.string().nullable().describe("Telegram's name of a service line: new_chat_members, pinned_message …"),
  service_about: z.array(z.string()).describe('Names of those who joined or left'),
  buttons: z.array(z.array(button)),
  reply_keyboard: keyboardRows.nullable(),
  removes_keyboard: z.boolean(),
  reactions: z.array(z.string()),
  date: id,
  edited: z.boolean(),
  revision: id,
})
