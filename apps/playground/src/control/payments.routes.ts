import { z } from 'zod'
import type { Routes } from './context.ts'
import { asPerson } from './errors.ts'
import { getUser } from './people.routes.ts'
import { chatId, done, messageId, userParams } from './schemas.ts'

const outcome = z.object({
  outcome: z.enum(['paid', 'refused', 'timed_out']),
  error: z.string().nullable().describe('Why the bot refused'),
  charge_id: z.string().nullable(),
  message_id: z.number().int().nullable().describe('The service line of the payment'),
})

const bill = z
  .object({ message_id: messageId.optional(), link: z.string().optional(), chat_id: chatId })
  .refine(
    (body) => (body.message_id === undefined) !== (body.link === undefined),
    'give exactly one of message_id, link',
  )

const opened = z
  .object({ payload: z.string().optional(), link: z.string().optional(), chat_id: chatId })
  .refine((body) => body.payload === undefined || body.link === undefined, 'give payload or link, not both')

/** What people do beside writing: pay, open the bot by a link, pin. */
export const paymentRoutes: Routes = (server, control) => {
  const { standin } = control
  const place = (chat: number | undefined) => (chat === undefined ? {} : { chatId: chat })
  const paying = {
    summary: "Pay an invoice, by message or link; waits for the bot's consent",
    params: userParams,
    body: bill,
    response: { 200: outcome },
  }
  server.post('/control/users/:id/payments', { schema: paying }, async (request) => {
    const { message_id, link, chat_id } = request.body
    const user = getUser(control, request.params.id)
    const paid = await asPerson(() => standin.pay(user.id, message_id ?? link ?? '', place(chat_id)))
    return {
      outcome: paid.outcome,
      error: paid.outcome === 'refused' ? paid.error : null,
      charge_id: paid.outcome === 'paid' ? paid.chargeId : null,
      message_id: paid.outcome === 'paid' ? paid.messageId : null,
    }
  })

  const started = z.object({ message_id: z.number().int() })
  const starting = {
    summary: 'Open the bot (by a deep link or payload) and press Start',
    params: userParams,
    body: opened,
    response: { 201: started },
  }
  server.post('/control/users/:id/starts', { schema: starting }, async (request, reply) => {
    const { payload, link, chat_id } = request.body
    const user = getUser(control, request.params.id)
    const { messageId: sent } = await asPerson(() =>
      link === undefined
        ? standin.start(user.id, payload, place(chat_id))
        : standin.openLink(user.id, link, place(chat_id)),
    )
    reply.code(201)
    return { message_id: sent }
  })

  const pinBody = z.object({ message_id: messageId, chat_id: chatId })
  const pinning = { summary: 'Pin a message', params: userParams, body: pinBody, response: { 200: done } }
  server.post('/control/users/:id/pins', { schema: pinning }, async (request) => {
    const user = getUser(control, request.params.id)
    await asPerson(() => standin.pin(user.id, request.body.message_id, place(request.body.chat_id)))
    return { ok: true as const }
  })
}
