// The dummy Bot API server: as little work as possible, the same for every contender. It hands out prepared updates and
// checks that each got exactly one answer in its chat.
import http from 'node:http'
import { z } from 'zod'
import { serve } from '../support/serve.ts'
import { makeUpdate } from './make-update.ts'

const load = z.object({ count: z.number(), users: z.number(), intervalMs: z.number() })
const sent = z.object({ chat_id: z.coerce.number(), text: z.string().min(1) })

interface Poll {
  readonly response: http.ServerResponse
  readonly limit: number
  readonly timer: NodeJS.Timeout
}

interface Run {
  missing: number
  readonly startedAt: number
  /** Moments at which updates of a chat became available, oldest first. */
  readonly waiting: Map<number, number[]>
  readonly latencies: number[]
  finish(): void
  fail(error: Error): void
}

const giveUpMs = 180_000
let nextUpdateId = 1
let queue: { readonly id: number; readonly json: string }[] = []
let polls: Poll[] = []
let current: Run | undefined

function answer(response: http.ServerResponse, resultJson: string): void {
  const body = `{"ok":true,"result":${resultJson}}`
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
}

function servePolls(): void {
  while (polls.length > 0 && queue.length > 0) {
    const poll = polls.shift()
    if (!poll) return
    clearTimeout(poll.timer)
    const batch = queue.slice(0, poll.limit)
    answer(poll.response, `[${batch.map(({ json }) => json).join(',')}]`)
  }
}

const pollParams = z.object({
  offset: z.coerce.number().default(0),
  limit: z.coerce.number().default(100),
  timeout: z.coerce.number().default(0),
})

function getUpdates(params: unknown, response: http.ServerResponse): void {
  const { offset, limit, timeout } = pollParams.parse(params)
  if (queue[0] && queue[0].id < offset) queue = queue.filter(({ id }) => id >= offset)
  const timer = setTimeout(() => {
    polls = polls.filter((poll) => poll.timer !== timer)
    answer(response, '[]')
  }, timeout * 1000)
  polls.push({ response, limit: Math.min(limit, 100), timer })
  response.once('close', () => {
    clearTimeout(timer)
    polls = polls.filter((poll) => poll.timer !== timer)
  })
  servePolls()
}

function sendMessage(params: unknown, response: http.ServerResponse): void {
  const { chat_id, text } = sent.parse(params)
  const chat = { id: chat_id, type: 'private', first_name: 'Anna' }
  answer(response, JSON.stringify({ message_id: 1, date: 1_790_000_000, chat, text }))
  const since = current?.waiting.get(chat_id)?.shift()
  if (!current || since === undefined)
    return void current?.fail(new Error(`Chat ${chat_id} was answered more often than asked`))
  current.latencies.push(performance.now() - since)
  current.missing -= 1
  if (current.missing === 0) current.finish()
}

const me = { id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot', can_join_groups: true }

function dispatch(url: URL, body: string, response: http.ServerResponse): void {
  const params: unknown = body === '' ? Object.fromEntries(url.searchParams) : JSON.parse(body)
  const method = url.pathname.split('/').at(-1)
  if (method === 'getUpdates') getUpdates(params, response)
  else if (method === 'sendMessage') sendMessage(params, response)
  else answer(response, method === 'getMe' ? JSON.stringify(me) : 'true')
}

const server = http.createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => {
    body += chunk
  })
  request.on('end', () => {
    try {
      dispatch(new URL(request.url ?? '/', 'http://localhost'), body, response)
    } catch (error) {
      response.writeHead(400).end('{"ok":false,"error_code":400,"description":"Bad Request"}')
      current?.fail(
        new Error(`A call that the dummy server does not understand: ${request.url} ${body}`, { cause: error }),
      )
    }
  })
})

// Telegram keeps connections for minutes; one that closes under a request would cost an answer.
server.keepAliveTimeout = 600_000

function arrive(run: Run, user: number, json: string, id: number): void {
  const times = run.waiting.get(user)
  if (times) times.push(performance.now())
  else run.waiting.set(user, [performance.now()])
  queue.push({ id, json })
}

/** Makes updates available, all at once or one per interval, and resolves when all were answered. */
async function runLoad(input: unknown): Promise<object> {
  const { count, users, intervalMs } = load.parse(input)
  const updates = Array.from({ length: count }, (_, index) => makeUpdate(nextUpdateId++, index % users))
  let timer: NodeJS.Timeout | undefined
  const run = await new Promise<Run>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`${current?.missing} of ${count} updates got no answer within ${giveUpMs / 1000} s`)),
      giveUpMs + count * intervalMs,
    )
    const state: Run = {
      missing: count,
      startedAt: performance.now(),
      waiting: new Map(),
      latencies: [],
      finish() {
        clearTimeout(limit)
        resolve(state)
      },
      fail: reject,
    }
    current = state
    if (intervalMs === 0) for (const { chatId, json, id } of updates) arrive(state, chatId, json, id)
    else
      timer = setInterval(() => {
        const next = updates.shift()
        if (next) arrive(state, next.chatId, next.json, next.id)
        servePolls()
      }, intervalMs)
    servePolls()
  })
  clearInterval(timer)
  return { seconds: (performance.now() - run.startedAt) / 1000, latencies: intervalMs === 0 ? [] : run.latencies }
}

server.listen(0, '127.0.0.1', () =>
  serve(
    {
      address() {
        const address = server.address()
        return { port: typeof address === 'object' ? address?.port : undefined }
      },
      load: runLoad,
    },
    async () => server.closeAllConnections(),
  ),
)
