import type { User } from '@bazaar/telegram-standin'
import { z } from 'zod'
import type { Control, Routes } from './context.ts'
import { asPerson, ControlError } from './errors.ts'
import { done, messageId, person, userParams } from './schemas.ts'

/** Throws 404 for somebody who does not exist. */
export function getUser(control: Control, id: number): User {
  const found = control.standin.users().find((user) => user.id === id)
  if (!found) throw new ControlError(404, 'unknown-user', `There is no person ${id}; GET /control/users lists them.`)
  return found
}

function present(control: Control, user: User, owners: ReadonlySet<number>): z.infer<typeof person> {
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    username: user.username,
    language_code: user.languageCode,
    admin: owners.has(user.id),
    blocked: control.standin.blocked(user.id),
  }
}

export async function listPeople(control: Control): Promise<z.infer<typeof person>[]> {
  const owners = await control.owners.list()
  return control.standin.users().map((user) => present(control, user, owners))
}

const newUser = z.object({
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).optional(),
  username: z
    .string()
    .regex(/^[A-Za-z]\w{2,31}$/, 'expected 3 to 32 letters, digits and _')
    .optional(),
  language_code: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'expected a language code such as "en"')
    .optional(),
  admin: z.boolean().default(false).describe('Makes the person an owner of the bot'),
})

function createPerson(control: Control, body: z.infer<typeof newUser>): User {
  const { first_name, last_name, username, language_code } = body
  const taken =
    username && control.standin.users().some((user) => user.username?.toLowerCase() === username.toLowerCase())
  if (taken) throw new ControlError(409, 'username-taken', `Somebody is called @${username} already.`)
  return control.standin.createUser({
    firstName: first_name,
    ...(last_name ? { lastName: last_name } : {}),
    ...(username ? { username } : {}),
    ...(language_code ? { languageCode: language_code } : {}),
  })
}

export const peopleRoutes: Routes = (server, control) => {
  server.get('/control/users', { schema: { summary: 'Everybody', response: { 200: z.array(person) } } }, () =>
    listPeople(control),
  )

  const create = { summary: 'Create a person', body: newUser, response: { 201: person } }
  server.post('/control/users', { schema: create }, async (request, reply) => {
    const user = createPerson(control, request.body)
    await control.keeper.flush()
    if (request.body.admin) await control.owners.grant(user.id)
    reply.code(201)
    return present(control, user, await control.owners.list())
  })

  for (const action of ['block', 'unblock'] as const) {
    const schema = { summary: `The person ${action}s the bot`, params: userParams, response: { 200: done } }
    server.post(`/control/users/:id/${action}`, { schema }, (request) => {
      control.standin[action](getUser(control, request.params.id).id)
      return { ok: true as const }
    })
  }

  const reaction = z.object({
    message_id: messageId,
    emoji: z.string().nullable(),
    chat_id: z.number().int().optional(),
  })
  const react = {
    summary: 'React to a message (null takes it back)',
    params: userParams,
    body: reaction,
    response: { 200: done },
  }
  server.post('/control/users/:id/reactions', { schema: react }, async (request) => {
    const { message_id, emoji, chat_id } = request.body
    const place = chat_id === undefined ? {} : { chatId: chat_id }
    const user = getUser(control, request.params.id)
    await asPerson(() => control.standin.react(user.id, message_id, emoji, place))
    return { ok: true as const }
  })

  const command = z.object({ command: z.string(), description: z.string() })
  const menu = {
    summary: 'The command menu that the person sees',
    params: userParams,
    querystring: z.object({ chat_id: z.coerce.number().int().optional() }),
    response: { 200: z.array(command) },
  }
  server.get('/control/users/:id/commands', { schema: menu }, async (request) => {
    const user = getUser(control, request.params.id)
    const { chat_id } = request.query
    const list = await asPerson(() =>
      control.standin.commands(user.id, chat_id === undefined ? {} : { chatId: chat_id }),
    )
    return [...list]
  })
}
