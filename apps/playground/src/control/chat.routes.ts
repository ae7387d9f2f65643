import type { HistoryQuery, Press } from '@bazaar/telegram-standin'
import { z } from 'zod'
import type { Routes } from './context.ts'
import { asPerson, ControlError } from './errors.ts'
import { fileType } from './file-type.ts'
import { getUser } from './people.routes.ts'
import { chatHistory, chatId, messageId, userParams } from './schemas.ts'

const maxWaitMs = 60_000

const press = z
  .object({
    message_id: messageId.optional().describe('Left out: a button of the reply keyboard'),
    button: z.string().optional().describe('Text of the button'),
    callback_data: z.string().optional(),
    chat_id: chatId,
  })
  .refine(
    (body) => (body.button === undefined) !== (body.callback_data === undefined),
    'give exactly one of button, callback_data',
  )
  .refine(
    (body) => body.callback_data === undefined || body.message_id !== undefined,
    'callback_data needs a message_id',
  )

const answer = z.object({
  answered: z.boolean(),
  text: z.string().nullable(),
  show_alert: z.boolean(),
  url: z.string().nullable(),
})

const query = z.object({
  after: z.coerce.number().int().min(0).optional().describe('Only messages with a greater id'),
  since: z.coerce.number().int().min(0).optional().describe('Only messages sent or edited after this revision'),
  wait: z.coerce.number().int().min(0).max(maxWaitMs).default(0).describe('Milliseconds to wait for something new'),
  chat_id: z.coerce.number().int().optional(),
})

export const chatRoutes: Routes = (server, control) => {
  const pressing = {
    summary: "Press a button; waits up to 10 s for the bot's answer",
    params: userParams,
    body: press,
    response: { 200: answer },
  }
  server.post('/control/users/:id/presses', { schema: pressing }, async (request) => {
    const { message_id, button, callback_data, chat_id } = request.body
    const user = getUser(control, request.params.id)
    const wanted: Press = {
      ...(message_id === undefined ? {} : { messageId: message_id }),
      ...(button === undefined ? {} : { button }),
      ...(callback_data === undefined ? {} : { callbackData: callback_data }),
      ...(chat_id === undefined ? {} : { chatId: chat_id }),
    }
    const given = await asPerson(() => control.standin.press(user.id, wanted))
    return { answered: given.answered, text: given.text, show_alert: given.showAlert, url: given.url }
  })

  const reading = {
    summary: 'What the person sees',
    params: userParams,
    querystring: query,
    response: { 200: chatHistory },
  }
  server.get('/control/users/:id/chat', { schema: reading }, async (request) => {
    const { after, since, wait, chat_id } = request.query
    if (after !== undefined && since !== undefined) {
      throw new ControlError(400, 'malformed', 'Give after (message id) or since (revision), not both.')
    }
    const user = getUser(control, request.params.id)
    const wanted: HistoryQuery = {
      ...(after === undefined ? {} : { after }),
      ...(since === undefined ? {} : { since }),
      ...(chat_id === undefined ? {} : { chatId: chat_id }),
      waitMs: wait,
    }
    const history = await asPerson(() => control.standin.history(user.id, wanted))
    return chatHistory.parse(history)
  })

  const fileParams = z.object({ file_id: z.string() })
  server.get(
    '/control/files/:file_id',
    { schema: { summary: 'The bytes of a file', params: fileParams } },
    (request, reply) => {
      const bytes = control.standin.file(request.params.file_id)
      if (!bytes) throw new ControlError(404, 'unknown-file', 'There is no file with this id.')
      // The bytes come from people: never let a browser guess that they are a page.
      return reply.type(fileType(bytes)).header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
}
