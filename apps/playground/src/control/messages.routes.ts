import type { PersonEdit, PersonMessage } from '@bazaar/telegram-standin'
import { z } from 'zod'
import type { Routes } from './context.ts'
import { asPerson } from './errors.ts'
import { getUser } from './people.routes.ts'
import { chatId, done, messageId, upload, userId, userParams } from './schemas.ts'

const coordinates = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }
const kinds = ['text', 'photo', 'document', 'contact', 'location'] as const

const message = z
  .object({
    text: z.string().min(1).max(4096).optional(),
    photo: upload.optional(),
    document: upload.optional(),
    caption: z.string().max(1024).optional(),
    contact: z.literal(true).optional(),
    location: z.object({ ...coordinates, live_period: z.number().int().min(60).optional() }).optional(),
    reply_to: messageId.optional(),
    chat_id: chatId,
  })
  .refine(
    (body) => kinds.filter((kind) => body[kind] !== undefined).length === 1,
    `give exactly one of ${kinds.join(', ')}`,
  )

const edit = z
  .object({
    text: z.string().min(1).max(4096).optional(),
    caption: z.string().max(1024).optional(),
    location: z.object(coordinates).nullable().optional().describe('Moves a live location; null ends it'),
    chat_id: chatId,
  })
  .refine((body) => [body.text, body.caption, body.location].filter((part) => part !== undefined).length === 1, {
    message: 'give exactly one of text, caption, location',
  })

const file = (sent: z.infer<typeof upload>) => ({ bytes: Buffer.from(sent.base64, 'base64'), filename: sent.filename })
const place = (chat: number | undefined) => (chat === undefined ? {} : { chatId: chat })

function toMessage(body: z.infer<typeof message>): PersonMessage {
  const { live_period, ...point } = body.location ?? { latitude: 0, longitude: 0 }
  return {
    ...place(body.chat_id),
    ...(body.text === undefined ? {} : { text: body.text }),
    ...(body.photo ? { photo: file(body.photo) } : {}),
    ...(body.document ? { document: file(body.document) } : {}),
    ...(body.caption === undefined ? {} : { caption: body.caption }),
    ...(body.contact ? { contact: true as const } : {}),
    ...(body.location ? { location: live_period === undefined ? point : { ...point, live_period } } : {}),
    ...(body.reply_to === undefined ? {} : { replyTo: body.reply_to }),
  }
}

export const messageRoutes: Routes = (server, control) => {
  const send = {
    summary: 'A person writes',
    params: userParams,
    body: message,
    response: { 201: z.object({ message_id: z.number().int() }) },
  }
  server.post('/control/users/:id/messages', { schema: send }, async (request, reply) => {
    const user = getUser(control, request.params.id)
    const sent = await asPerson(() => control.standin.sendMessage(user.id, toMessage(request.body)))
    reply.code(201)
    return { message_id: sent.messageId }
  })

  const params = z.object({ id: userId, message_id: z.coerce.number().int().positive() })
  const change = { summary: 'Edit a text, move a live location', params, body: edit, response: { 200: done } }
  server.patch('/control/users/:id/messages/:message_id', { schema: change }, async (request) => {
    const { text, caption, location, chat_id } = request.body
    const user = getUser(control, request.params.id)
    const wanted: PersonEdit = {
      ...place(chat_id),
      ...(text === undefined ? {} : { text }),
      ...(caption === undefined ? {} : { caption }),
      ...(location === undefined ? {} : { location }),
    }
    await asPerson(() => control.standin.editMessage(user.id, request.params.message_id, wanted))
    return { ok: true as const }
  })
}
