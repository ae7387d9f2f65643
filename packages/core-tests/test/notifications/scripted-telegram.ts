import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Call {
  readonly method: string
  readonly chatId: number
  readonly text: string
  readonly payload: Record<string, unknown>
  /** The file that came along, if the call was a form. */
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Buffer }
  /** `performance.now()` when the whole request had arrived. */
  readonly at: number
}

/** What the server does with one call; `undefined` = answer like Telegram. */
export type Script = (call: Call, nth: number) => Reaction | undefined | Promise<Reaction | undefined>
export type Reaction =
  | { readonly status: number; readonly body: object | string }
  /** The call is executed, but its answer never arrives. */
  | 'cut-after'

/** A few answers of the Bot API under a script, for faults that need exact timing. */
export async function startScriptedTelegram() {
  const calls: Call[] = []
  const executed: Call[] = []
  const state: { script: Script; nextMessageId: number } = { script: () => undefined, nextMessageId: 1 }

  const handle = async (request: IncomingMessage, response: ServerResponse, body: Buffer) => {
    const { payload, file } = await readCall(request.headers['content-type'] ?? '', body)
    const method = request.url?.split('/').at(-1) ?? ''
    const call: Call = {
      method,
      chatId: Number(payload.chat_id),
      text: String(payload.text),
      payload,
      ...(file && { file }),
      at: performance.now(),
    }
    calls.push(call)
    const reaction = await state.script(call, calls.length)
    if (reaction === undefined || reaction === 'cut-after') executed.push(call)
    if (reaction === 'cut-after') return void request.socket.destroy()
    const message_id = Number(payload.message_id ?? state.nextMessageId++)
    const sizes = [{ file_id: `small-${message_id}` }, { file_id: `large-${message_id}` }]
    const result = { message_id, chat: { id: call.chatId }, ...(/Photo|Media/.test(method) && { photo: sizes }) }
    const { status, body: answer } = reaction ?? { status: 200, body: { ok: true, result } }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => void chunks.push(chunk))
    request.on('end', () => void handle(request, response, Buffer.concat(chunks)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    /** Calls that Telegram would have carried out. */
    executed,
    texts: () => executed.map(({ text }) => text),
    script(next: Script) {
      state.script = next
    },
    reset() {
      state.script = () => undefined
      state.nextMessageId = 1
      calls.length = 0
      executed.length = 0
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** JSON, or a form whose fields hold text, numbers and JSON. */
async function readCall(type: string, body: Buffer) {
  if (!type.startsWith('multipart/')) return { payload: JSON.parse(body.toString()) as Record<string, unknown> }
  const payload: Record<string, unknown> = {}
  let file: Call['file']
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData()
  for (const [name, value] of form) {
    if (typeof value === 'string') payload[name] = /^[{[]|^-?\d+$/.test(value) ? JSON.parse(value) : value
    else file = { name: value.name, type: value.type, bytes: Buffer.from(await value.arrayBuffer()) }
  }
  return { payload, file }
}

export type ScriptedTelegram = Awaited<ReturnType<typeof startScriptedTelegram>>

export const refuse = {
  tooMany: (seconds: number): Reaction => ({
    status: 429,
    body: {
      ok: false,
      error_code: 429,
      description: `Too Many Requests: retry after ${seconds}`,
      parameters: { retry_after: seconds },
    },
  }),
  blocked: { status: 403, body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' } },
  badRequest: (description: string, parameters?: object): Reaction => ({
    status: 400,
    body: { ok: false, error_code: 400, description: `Bad Request: ${description}`, ...(parameters && { parameters }) },
  }),
  broken: { status: 502, body: '<html>Bad Gateway</html>' },
} satisfies Record<string, Reaction | ((...args: never[]) => Reaction)>

/** The most calls within any `windowMs`. */
export function peakRate(calls: readonly Call[], windowMs: number): number {
  const times = calls.map(({ at }) => at).sort((a, b) => a - b)
  let peak = 0
  for (let from = 0, to = 0; to < times.length; to++) {
    while ((times[to] ?? 0) - (times[from] ?? 0) >= windowMs) from++
    peak = Math.max(peak, to - from + 1)
  }
  return peak
}
