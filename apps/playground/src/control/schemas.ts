import { z } from 'zod'

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
export const upload = z.object({ base64, filename: z.string().min(1).max(200) })

const button = z.object({ text: z.string(), callback_data: z.string().nullable(), url: z.string().nullable() })
const keyboardRows = z.array(z.array(z.string()))

const chatMessage = z.object({
  message_id: z.number().int(),
  from: z.enum(['bot', 'user']),
  sender: z.object({ id: z.number().int(), name: z.string() }),
  text: z.string().nullable(),
  caption: z.string().nullable(),
  entities: z.array(z.looseObject({ type: z.string(), offset: z.number().int(), length: z.number().int() })),
  photo: z.object({ file_id: z.string(), width: z.number(), height: z.number() }).nullable(),
  document: z.object({ file_id: z.string(), file_name: z.string().nullable(), file_size: z.number() }).nullable(),
  contact: z.looseObject({}).nullable(),
  location: z.looseObject({}).nullable(),
  reply_to: z.number().int().nullable(),
  service: z.string().nullable(),
  buttons: z.array(z.array(button)),
  reply_keyboard: keyboardRows.nullable(),
  removes_keyboard: z.boolean(),
  reactions: z.array(z.string()),
  date: z.number().int(),
  edited: z.boolean(),
  revision: z.number().int(),
})

export const chatHistory = z.object({
  messages: z.array(chatMessage),
  deleted: z.array(z.number().int()),
  keyboard: keyboardRows.nullable(),
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
