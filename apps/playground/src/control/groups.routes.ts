import { z } from 'zod'
import type { Routes } from './context.ts'
import { asPerson, ControlError } from './errors.ts'
import { getUser } from './people.routes.ts'
import { done, userParams } from './schemas.ts'

const id = z.number().int()
export const chatInfo = z.object({
  id,
  type: z.enum(['group', 'supergroup', 'channel', 'private']).describe('private: of two people, without the bot'),
  title: z.string(),
  members: z.array(id),
  admins: z.array(id).describe('The creator and the administrators among the members'),
})

const newChat = z.object({
  type: z.enum(['group', 'supergroup', 'channel']),
  title: z.string().min(1).max(128),
  members: z.array(z.number().int()).min(1),
  bot: z.enum(['member', 'administrator']).default('member'),
})

const membership = z.object({
  user_id: id,
  action: z.enum(['join', 'leave', 'promote', 'demote']),
  by: id.optional().describe('Who does it; left out: the person themselves'),
})

/** Groups and channels: made, entered and left by people. */
export const groupRoutes: Routes = (server, control) => {
  const { standin } = control
  const listing = { summary: 'Groups, channels and chats of two people', response: { 200: z.array(chatInfo) } }
  server.get('/control/chats', { schema: listing }, () => z.array(chatInfo).parse(standin.chats()))

  const creating = {
    summary: 'Create a group or channel',
    body: newChat,
    response: { 201: z.object({ id: z.number().int() }) },
  }
  server.post('/control/chats', { schema: creating }, async (request, reply) => {
    for (const member of request.body.members) getUser(control, member)
    const chat = await asPerson(() => control.standin.createChat(request.body))
    await control.keeper.flush()
    reply.code(201)
    return { id: chat.id }
  })

  const pairing = {
    summary: 'The chat with somebody else, which the bot does not see; made when there is none',
    params: userParams,
    body: z.object({ with: id }),
    response: { 201: z.object({ id }) },
  }
  server.post('/control/users/:id/chats', { schema: pairing }, async (request, reply) => {
    const people = [request.params.id, request.body.with].map((one) => getUser(control, one).id)
    const [one = 0, other = 0] = people
    const chat = await asPerson(() => standin.directChat(one, other))
    await control.keeper.flush()
    reply.code(201)
    return { id: chat.id }
  })

  const params = z.object({ id: z.coerce.number().int() })
  const changing = {
    summary: 'Somebody comes, goes, rises or falls',
    params,
    body: membership,
    response: { 200: done },
  }
  server.post('/control/chats/:id/members', { schema: changing }, async (request) => {
    const { user_id, action, by } = request.body
    const chat = request.params.id
    if (!standin.chats().some((known) => known.id === chat)) {
      throw new ControlError(
        404,
        'unknown-chat',
        `There is no group or channel ${chat}; GET /control/chats lists them.`,
      )
    }
    const user = getUser(control, user_id)
    const options = by === undefined ? {} : { by }
    await asPerson(() => {
      if (action === 'join') return standin.join(user.id, chat, options)
      if (action === 'leave') return standin.leave(user.id, chat, options)
      return standin.promote(user.id, chat, action === 'promote' ? 'administrator' : 'member', options)
    })
    return { ok: true as const }
  })

  const botBody = z.object({ to: z.enum(['member', 'administrator', 'left', 'kicked']), by: id.optional() })
  const botChange = { summary: 'The bot is added, promoted or put out', params, body: botBody, response: { 200: done } }
  server.put('/control/chats/:id/bot', { schema: botChange }, async (request) => {
    const { to, by } = request.body
    await asPerson(() => standin.setBot(request.params.id, to, by === undefined ? {} : { by }))
    return { ok: true as const }
  })
}
