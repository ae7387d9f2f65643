import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

export interface Received {
  readonly path: string
  readonly id: string
  readonly timestamp: number
  readonly signatures: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  /** As it came. */
  readonly raw: string
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: object; readonly notice: string }
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void
const taken: Answer = (response) => void response.writeHead(204).end()

function read(request: IncomingMessage, raw: string): Received {
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
  return {
    path: request.url ?? '',
    id: headers['webhook-id'] ?? '',
    timestamp: Number(headers['webhook-timestamp']),
    signatures: (headers['webhook-signature'] ?? '').split(' '),
    headers,
    raw,
    body: JSON.parse(raw),
  }
}

/** A seller's own server: real HTTP, and it answers as it is told. */
export async function startReceiver() {
  const received: Received[] = []
  let answer = taken
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405).end()
    received.push(read(request, await text(request)))
    answer(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `127.0.0.1:${address.port}`,
    url: `http://127.0.0.1:${address.port}/hook/t0ken`,
    received,
    ids: () => received.map(({ id }) => id),
    types: () => received.map(({ body }) => body.type),
    answers(next: number | Answer, headers: Readonly<Record<string, string>> = {}) {
      answer = typeof next === 'number' ? (response) => void response.writeHead(next, headers).end('no') : next
    },
    recovers() {
      answer = taken
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** As the documents of Standard Webhooks say, without a line of ours. */
export function signatureOf({ id, timestamp, raw }: Received, secret: string): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${raw}`).digest('base64')}`
}

/** Whether the library of receivers takes it. */
export function isAccepted({ raw, headers }: Received, secret: string): boolean {
  try {
    new Webhook(secret).verify(raw, headers)
    return true
  } catch {
    return false
  }
}
