import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { Api, HttpError, InputFile } from 'grammy'
import { afterEach, describe, expect, it } from 'vitest'
import { createTelegramCall } from './call.ts'
import { countReplies } from './count-replies.ts'
import { createSendBudget } from './send-budget.ts'
import { createTelegramFetch } from './telegram-fetch.ts'
import { TransportError } from './transport-error.ts'
import { createWire } from './wire.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function openWire() {
  const wire = createWire()
  cleanups.push(() => wire.close())
  return wire
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

const answerOk: RequestListener = async (request, response) => {
  const body = await readBody(request)
  response.end(JSON.stringify({ ok: true, result: { message_id: 1, length: body.length, body: body.slice(0, 300) } }))
}

/** The error of a call through grammY, unwrapped. */
async function failureOf(call: Promise<unknown>): Promise<TransportError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  const inner = error instanceof HttpError ? error.error : error
  if (!(inner instanceof TransportError)) throw new Error('expected a TransportError', { cause: inner })
  return inner
}

describe('createTelegramFetch under grammY', () => {
  it('carries JSON and multipart bodies over one kept connection', async () => {
    const sockets = new Set<unknown>()
    const apiRoot = await serve((request, response) => {
      sockets.add(request.socket)
      return answerOk(request, response)
    })
    const api = new Api('1:x', { apiRoot, fetch: createTelegramFetch(openWire()) })
    await api.sendMessage(5, 'Hello')
    const upload = await api.sendPhoto(5, new InputFile(Buffer.alloc(200_000, 'p'), 'p.png'))
    expect(upload).toMatchObject({ length: expect.toSatisfy((n: number) => n > 200_000) })
    expect(sockets.size).toBe(1)
  })

  it('is not in doubt when nobody listens or the body was cut', async () => {
    const nobody = new Api('1:x', { apiRoot: 'http://127.0.0.1:9', fetch: createTelegramFetch(openWire()) })
    expect((await failureOf(nobody.getMe())).inDoubt).toBe(false)

    const cutter = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.resetAndDestroy())
    })
    await new Promise<void>((resolve) => cutter.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => new Promise((resolve) => cutter.close(resolve)))
    const apiRoot = `http://127.0.0.1:${(cutter.address() as AddressInfo).port}`
    const api = new Api('1:x', { apiRoot, fetch: createTelegramFetch(openWire()) })
    const large = new InputFile(Buffer.alloc(20_000_000), 'large.bin')
    expect((await failureOf(api.sendDocument(5, large))).inDoubt).toBe(false)
  })

  it('is in doubt when the connection breaks, or patience ends, after the whole body', async () => {
    const breaking = await serve(async (request) => {
      await readBody(request)
      request.socket.destroy()
    })
    const api = new Api('1:secret', { apiRoot: breaking, fetch: createTelegramFetch(openWire()) })
    const failure = await failureOf(api.sendMessage(5, 'x'))
    expect(failure.inDoubt).toBe(true)
    expect(failure.message).not.toContain('secret')

    const silent = await serve(() => undefined)
    const call = createTelegramCall({ token: '1:x', apiRoot: silent, wire: openWire(), timeoutMs: 50 })
    expect(await call('sendMessage', {})).toMatchObject({ kind: 'in-doubt' })
  })

  it('honours an AbortSignal', async () => {
    const apiRoot = await serve(() => undefined)
    const stop = new AbortController()
    const fetch = createTelegramFetch(openWire())
    const call = fetch(apiRoot, { signal: stop.signal })
    setTimeout(() => stop.abort(), 20)
    expect(await failureOf(call)).toBeInstanceOf(TransportError)
    expect(await failureOf(fetch(apiRoot, { signal: stop.signal }))).toMatchObject({ inDoubt: false })
  })
})

describe('createTelegramCall', () => {
  const answers: readonly [status: number, body: object | string, outcome: object][] = [
    [200, { ok: true, result: 7 }, { kind: 'sent', result: 7 }],
    [
      429,
      { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } },
      { kind: 'rate-limited', retryAfterMs: 3_000 },
    ],
    [502, '<html>', { kind: 'retry', reason: 'server-error' }],
    [500, { ok: false, error_code: 500, description: 'Internal' }, { kind: 'retry', reason: 'server-error' }],
    [401, { ok: false, error_code: 401, description: 'Unauthorized' }, { kind: 'retry', reason: 'unauthorized' }],
    [403, { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' }, { kind: 'blocked' }],
    [400, { ok: false, error_code: 400, description: 'Bad Request: chat not found' }, { kind: 'rejected', code: 400 }],
    [
      400,
      { ok: false, error_code: 400, description: 'upgraded', parameters: { migrate_to_chat_id: -1001 } },
      { kind: 'migrated', newChatId: -1001n },
    ],
    [200, 'welcome to our proxy', { kind: 'in-doubt' }],
  ]
  it.each(answers)('sorts %i %j', async (status, body, outcome) => {
    const apiRoot = await serve((_request, response) => {
      response.statusCode = status
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
    const call = createTelegramCall({ token: '1:x', apiRoot, wire: openWire() })
    expect(await call('sendMessage', { chat_id: 1 })).toMatchObject(outcome)
  })
})

describe('createTelegramCall with a file', () => {
  const read = async () => Buffer.alloc(20_000_000, 'p')
  const upload = { name: 'photo', filename: 'a.jpg', contentType: 'image/jpeg', read }
  const callTo = (apiRoot: string) => createTelegramCall({ token: '1:x', apiRoot, wire: openWire(), timeoutMs: 5_000 })

  it('sends a form that anybody can read', async () => {
    const apiRoot = await serve(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const form = await new Response(Buffer.concat(chunks), { headers }).formData()
      const fields = [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.size])
      response.end(JSON.stringify({ ok: true, result: Object.fromEntries(fields) }))
    })
    const payload = { chat_id: 5, caption: 'Ключ\r\n--x', media: { type: 'photo' }, nothing: undefined }
    expect(await callTo(apiRoot)('sendPhoto', payload, upload)).toEqual({
      kind: 'sent',
      result: { chat_id: '5', caption: 'Ключ\r\n--x', media: '{"type":"photo"}', photo: 20_000_000 },
    })
  })

  it('is in doubt only once all of it was handed over', async () => {
    const cutter = createTcpServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.resetAndDestroy())
    })
    await new Promise<void>((resolve) => cutter.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => new Promise((resolve) => cutter.close(resolve)))
    const cut = `http://127.0.0.1:${(cutter.address() as AddressInfo).port}`
    expect(await callTo(cut)('sendPhoto', {}, upload)).toMatchObject({ kind: 'retry', reason: 'never-reached' })

    const breaking = await serve(async (request) => {
      for await (const _ of request);
      request.socket.destroy()
    })
    expect(await callTo(breaking)('sendPhoto', {}, upload)).toMatchObject({ kind: 'in-doubt' })
  })
})

describe('countReplies', () => {
  it('counts messages, not the free calls, so that bulk gives way', async () => {
    const apiRoot = await serve(answerOk)
    const budget = createSendBudget({ now: () => 1_000_000 })
    const api = new Api('1:x', { apiRoot, fetch: createTelegramFetch(openWire()) })
    api.config.use(countReplies(budget))
    const free = budget.freeBulk()
    await api.sendChatAction(5, 'typing')
    await api.answerCallbackQuery('1')
    await api.deleteMessage(5, 1)
    expect(budget.freeBulk()).toBe(free)
    await api.sendMessage(5, 'x')
    await api.editMessageText(5, 1, 'y')
    expect(budget.freeBulk()).toBe(free - 2)
  })
})
