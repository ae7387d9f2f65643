import { z } from 'zod'
import { buttonStyle, chatMessage, keyboardRows } from './message-schema.ts'

export const userId = z.coerce.number().int().describe('Id of a person')
export const chatId = z
  .number()
  .int()
  .optional()
  .describe('A group or channel; left out: the private chat with the bot')
export const messageId = z.number().int().positive()
export const userParams = z.object({ id: userId })
export const done = z.object({ ok: z.literal(true) })

export const problem = z
  .object({ error: z.string(), message: z.string() })
  .describe('What was wrong with the call, and what is expected')

const base64 = z
  .string()
  .min(1)
  .regex(/^[A-Za-z0-9+/_-]+={0,2}$/, 'expected base64')
const upload = z.object({ base64, filename: z.string().min(1).max(200) })
/** A file with what the person's app would say about it. */
export const mediaUpload = upload.extend({
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  duration: z.number().int().min(0).optional().describe('Seconds'),
  title: z.string().max(200).optional(),
  performer: z.string().max(200).optional(),
  emoji: z.string().max(20).optional().describe('What a sticker stands for'),
})

export const chatHistory = z.object({
  messages: z.array(chatMessage),
  deleted: z.array(z.number().int()),
  keyboard: keyboardRows.nullable(),
  keyboard_styles: z.record(z.string(), buttonStyle).describe('Colours of its buttons, by their text'),
  keyboard_shares: z
    .record(z.string(), z.enum(['contact', 'location']))
    .describe('What pressing a button of the keyboard shares instead of writing its text'),
  revision: z.number().int(),
})

export const person = z.object({
  id: z.number().int(),
  first_name: z.string(),
  last_name: z.string().nullable(),
  username: z.string().nullable(),
  language_code: z.string().nullable(),
  admin: z.boolean(),
  blocked: z.boolean(),
})
