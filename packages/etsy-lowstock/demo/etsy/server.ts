import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { FaultSpec } from './faults.ts'
import { type Answer, json } from './types.ts'

export interface Incoming {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** Path and query. */
  readonly target: string
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams | undefined
  /** Of a body that says it is JSON, and is. */
  readonly json: unknown
}

export interface ServerOptions {
  readonly port: number
  answer(call: Incoming): Answer
  /** What goes wrong with a call; asked once for each. */
  strike(call: Incoming): readonly FaultSpec[]
  /** Told once a call is over, with the status that was sent; 0 = none. */
  done(call: Incoming, status: number): void
}

const bodyLimit = 100_000

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > bodyLimit) throw new Error('The body is larger than anything Etsy takes.')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}

async function read(request: IncomingMessage): Promise<Incoming> {
  const target = request.url ?? '/'
  const { pathname, searchParams } = new URL(target, 'http://localhost')
  const body = await readBody(request)
  const type = request.headers['content-type'] ?? ''
  const isForm = type.startsWith('application/x-www-form-urlencoded')
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    target,
    headers: request.headers,
    form: isForm ? new URLSearchParams(body) : undefined,
    json: type.startsWith('application/json') ? parsed(body) : undefined,
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const html = (status: number): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  body: '<!doctype html><html><body><h1>We’ll be back soon</h1></body></html>',
})

/** What a fault makes of an answer; nothing = the connection breaks. */
function spoil(answer: Answer, { kind, status, retryAfter }: FaultSpec): Answer | undefined {
  switch (kind) {
    case 'cut-after':
      return undefined
    case 'broken-json':
      return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }
    case 'html':
      return html(status ?? 200)
    case 'status':
      return json(
        status ?? 500,
        { error: status === 429 ? 'Exceeded the rate limit of this application' : 'Server Error' },
        retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
      )
    default:
      return answer
  }
}

/** Faults that keep a call from being done at all. */
const isUndone = ({ kind }: FaultSpec) => kind === 'cut-before' || kind === 'status' || kind === 'html'

async function prepare(call: Incoming, options: ServerOptions, ended: AbortSignal): Promise<Answer | undefined> {
  const striking = options.strike(call)
  for (const { kind, delayMs = 0 } of striking) {
    if (kind === 'slow') await delay(delayMs, undefined, { signal: ended, ref: false })
  }
  if (striking.some(({ kind }) => kind === 'cut-before')) return undefined
  const undone = striking.find(isUndone)
  if (undone) return spoil(json(500, {}), undone)
  let answer: Answer | undefined = options.answer(call)
  for (const fault of striking) answer = answer && spoil(answer, fault)
  return answer
}

function send(response: ServerResponse, answer: Answer): void {
  const bytes = Buffer.from(answer.body)
  response.writeHead(answer.status, { 'content-type': answer.type, 'content-length': bytes.length, ...answer.headers })
  response.end(bytes)
}

/** The stand-in's HTTP, on this machine alone. */
export async function startServer(options: ServerOptions): Promise<{ readonly url: string; close(): Promise<void> }> {
  const ended = new AbortController()
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const call = await read(request)
    const answer = await prepare(call, options, ended.signal)
    options.done(call, answer?.status ?? 0)
    if (answer) send(response, answer)
    else request.socket.destroy()
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      ended.abort()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
