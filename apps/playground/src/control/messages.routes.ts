import type { PersonEdit } from '@bazaar/telegram-standin'
import { z } from 'zod'
import type { Routes } from './context.ts'
import { asPerson } from './errors.ts'
import { coordinates, given, message, toMessage } from './message-body.ts'
import { getUser } from './people.routes.ts'
import { chatId, done, userId, userParams } from './schemas.ts'

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

const sentMessage = z.object({
  message_id: z.number().int(),
  message_ids: z.array(z.number().int()).describe('More than one for an album'),
})

export const messageRoutes: Routes = (server, control) => {
  const send = {
    summary: 'A person writes',
    params: userParams,
    body: message,
    response: { 201: sentMessage },
  }
  server.post('/control/users/:id/messages', { schema: send }, async (request, reply) => {
    const user = getUser(control, request.params.id)
    const sent = await asPerson(() => control.standin.sendMessage(user.id, toMessage(request.body)))
    reply.code(201)
    return { message_id: sent.messageId, message_ids: [...sent.messageIds] }
  })

  const params = z.object({ id: userId, message_id: z.coerce.number().int().positive() })
  const change = { summary: 'Edit a text, move a live location', params, body: edit, response: { 200: done } }
  server.patch('/control/users/:id/messages/:message_id', { schema: change }, async (request) => {
    const { text, caption, location, chat_id } = request.body
    const user = getUser(control, request.params.id)
    const wanted: PersonEdit = given({ chatId: chat_id, text, caption, location })
    await asPerson(() => control.standin.editMessage(user.id, request.params.message_id, wanted))
    return { ok: true as const }
  })
}
