// A dummy Bot API for one bot: it plays people who open an offer, look at the confirming card and tap on it, and times the answers.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { serve } from '../support/serve.ts'
import { createPeople } from './people.ts'

interface Poll {
  readonly response: ServerResponse
  readonly timer: NodeJS.Timeout
}

const mostPerPoll = 100
let polls: Poll[] = []
let queue: { readonly id: number; readonly json: string }[] = []
let updates = 0
let messages = 0

function answer(response: ServerResponse, resultJson: string): void {
  const body = `{"ok":true,"result":${resultJson}}`
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
}

function servePolls(): void {
  while (polls.length > 0 && queue.length > 0) {
    const poll = polls.shift()
    if (!poll) return
    clearTimeout(poll.timer)
    answer(poll.response, `[${queue.slice(0, mostPerPoll).map(({ json }) => json)}]`)
  }
}

const people = createPeople((update) => {
  updates += 1
  queue.push({ id: updates, json: JSON.stringify({ update_id: updates, ...update }) })
  servePolls()
})

const pollParams = z.object({ offset: z.coerce.number().default(0), timeout: z.coerce.number().default(0) })

function getUpdates(params: unknown, response: ServerResponse): void {
  const { offset, timeout } = pollParams.parse(params)
  queue = queue.filter(({ id }) => id >= offset)
  const timer = setTimeout(() => {
    polls = polls.filter((poll) => poll.timer !== timer)
    answer(response, '[]')
  }, timeout * 1000)
  polls.push({ response, timer })
  servePolls()
}

const shown = z.object({
  chat_id: z.coerce.number(),
  message_id: z.number().optional(),
  reply_markup: z
    .object({ inline_keyboard: z.array(z.array(z.object({ callback_data: z.string().optional() }))) })
    .optional(),
})

/** A message that is sent or edited, with its buttons. */
function show(params: unknown, response: ServerResponse): void {
  const { chat_id, message_id = ++messages, reply_markup } = shown.parse(params)
  const chat = { id: chat_id, type: 'private', first_name: 'Anna' }
  answer(response, JSON.stringify({ message_id, date: 1_790_000_000, chat, text: 'shown' }))
  const buttons = reply_markup?.inline_keyboard.flat().flatMap(({ callback_data }) => callback_data ?? []) ?? []
  people.see(chat_id, message_id, buttons)
}

const answered = z.object({ callback_query_id: z.string(), text: z.string().optional() })
const me = { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot', can_join_groups: true }
const picture = { file_id: 'picture', file_unique_id: 'picture', width: 320, height: 320 }
const photo = { message_id: 1, date: 1_790_000_000, chat: { id: 1, type: 'private' }, photo: [picture] }

function hear(params: unknown, response: ServerResponse): void {
  answer(response, 'true')
  const { callback_query_id, text } = answered.parse(params)
  people.hear(callback_query_id, text)
}

type Method = (params: unknown, response: ServerResponse) => void
const methods: Readonly<Record<string, Method>> = {
  getUpdates,
  sendMessage: show,
  editMessageText: show,
  answerCallbackQuery: hear,
  getMe: (_params, response) => answer(response, JSON.stringify(me)),
  sendPhoto: (_params, response) => answer(response, JSON.stringify(photo)),
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const url = new URL(request.url ?? '/', 'http://localhost')
  const isJson = request.headers['content-type']?.startsWith('application/json')
  const body = isJson ? Buffer.concat(chunks).toString('utf8') : ''
  const params: unknown = body === '' ? Object.fromEntries(url.searchParams) : JSON.parse(body)
  const method = methods[url.pathname.split('/').at(-1) ?? '']
  if (method) method(params, response)
  else answer(response, 'true')
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    response.writeHead(400).end('{"ok":false,"error_code":400,"description":"Bad Request"}')
    people.fail(error instanceof Error ? error : new Error(String(error)))
  })
})
// Telegram keeps connections for minutes; one that closes under a request would cost an answer.
server.keepAliveTimeout = 600_000

server.listen(0, '127.0.0.1', () =>
  serve(
    {
      address() {
        const address = server.address()
        return { port: typeof address === 'object' ? address?.port : undefined }
      },
      gather: (input) => people.gather(input),
      tap: (input) => people.tap(input),
    },
    async () => server.closeAllConnections(),
  ),
)
