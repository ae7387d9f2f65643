import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { AppError } from '../errors/index.ts'
import { correlationId, createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import {
  createHttpServer,
  type HealthCheck,
  type HttpServer,
  type HttpServerOptions,
  type Route,
  route,
  type TelegramUpdate,
} from './index.ts'

const open: HttpServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.closeGracefully(100)))
})

const anywhere = { host: '127.0.0.1', port: 0 }

function createServer(options: Partial<HttpServerOptions> = {}) {
  const lines: string[] = []
  const server = createHttpServer({
    log: createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } }),
    metrics: createMetrics(),
    clock: { now: () => new Date('2026-03-01T12:00:00Z'), offsetMs: 0, onJump: () => () => undefined },
    version: '1.2.3',
    checks: {},
    ...options,
  })
  open.push(server)
  return { server, app: server.app, lines }
}

/** What answers whoever runs the bot. */
function createOperations(options: Partial<HttpServerOptions> = {}) {
  const { server, lines } = createServer({ ...options, operations: { address: anywhere } })
  if (server.operations === undefined) throw new Error('There is an address for operations.')
  return { server, app: server.operations, lines }
}

const failing = (critical: boolean): HealthCheck => ({
  critical,
  run: () => Promise.reject(new Error('connect postgres://bazaar:hunter2@db failed')),
})

describe('health', () => {
  it('answers 200 with the business time and each check', async () => {
    const queue: HealthCheck = { critical: false, run: async () => ({ state: 'ok', detail: { lagSeconds: 3 } }) }
    const { app } = createOperations({ checks: { queue, database: { critical: true, run: async () => undefined } } })
    const answer = await app.inject('/health')
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      status: 'ok',
      time: '2026-03-01T12:00:00.000Z',
      version: '1.2.3',
      checks: {
        process: { state: 'ok' },
        database: { state: 'ok' },
        queue: { state: 'ok', detail: { lagSeconds: 3 } },
      },
    })
  })

  it('answers 503 when a critical check fails and degraded when another does, without secrets', async () => {
    const down = await createOperations({ checks: { database: failing(true) } }).app.inject('/health')
    expect(down.statusCode).toBe(503)
    expect(down.headers['retry-after']).toBe('10')
    expect(down.json()).toMatchObject({ status: 'down', checks: { database: { state: 'failed' } } })

    const { app, lines } = createOperations({ checks: { redis: failing(false) } })
    const degraded = await app.inject('/health')
    expect(degraded.statusCode).toBe(200)
    expect(degraded.json()).toMatchObject({ status: 'degraded' })
    expect(down.body + degraded.body + lines.join('')).not.toContain('hunter2')
  })

  it('gives a hanging check one second, and shares one run between callers', async () => {
    let runs = 0
    const hanging: HealthCheck = { critical: true, run: () => new Promise(() => void runs++) }
    const { app } = createOperations({ checks: { database: hanging } })
    const answers = await Promise.all([app.inject('/health'), app.inject('/health')])
    expect(answers.map((answer) => answer.statusCode)).toEqual([503, 503])
    expect(runs).toBe(1)
  })
})

it('is ready when boot is through', async () => {
  let ready = false
  const { app } = createServer({ isReady: () => ready })
  expect((await app.inject('/ready')).statusCode).toBe(503)
  ready = true
  expect((await app.inject('/ready')).json()).toEqual({ ready: true })
})

it('shows metrics and security headers, and takes over only sane request ids', async () => {
  const { app } = createOperations()
  const sane = await app.inject({ url: '/ready', headers: { 'x-request-id': 'abc-123' } })
  expect(sane.headers).toMatchObject({ 'x-request-id': 'abc-123', 'x-content-type-options': 'nosniff' })
  const odd = await app.inject({ url: '/ready', headers: { 'x-request-id': '1:{"evil":1}\u00e9' } })
  expect(odd.headers['x-request-id']).toMatch(/^[0-9A-Z]{8}$/)
  const metrics = await app.inject('/metrics')
  expect(metrics.headers['content-type']).toContain('text/plain')
  expect(metrics.body).toContain('http_requests_total{method="GET",route="/ready",status="200"} 2')
})

describe('webhook', () => {
  function createWebhook(outcome: 'done' | { retryAfterSeconds: number } = 'done') {
    const updates: (TelegramUpdate & { seen?: unknown })[] = []
    const webhook = {
      secretToken: 'right-secret',
      handle: async (update: TelegramUpdate) => {
        await new Promise(setImmediate)
        updates.push({ ...update, seen: correlationId() })
        return outcome
      },
    }
    const { app, server } = createServer({ webhook })
    const post = (payload: string, secret: string | undefined = 'right-secret', url = '/telegram/webhook') =>
      app.inject({
        method: 'POST',
        url,
        payload,
        headers: {
          'content-type': 'application/json',
          ...(secret !== '' && { 'x-telegram-bot-api-secret-token': secret }),
        },
      })
    return { updates, post, server }
  }

  it('is absent unless switched on', async () => {
    expect(
      (await createServer().app.inject({ method: 'POST', url: '/telegram/webhook', payload: {} })).statusCode,
    ).toBe(404)
  })

  it('takes updates on both paths, with a correlation id', async () => {
    const { updates, post } = createWebhook()
    expect((await post('{"update_id":1}')).json()).toEqual({})
    expect((await post('{"update_id":2}', 'right-secret', '/api/webhook')).statusCode).toBe(200)
    expect(updates.map((update) => update.update_id)).toEqual([1, 2])
    expect(updates[0]?.seen).toMatch(/^[0-9A-Z]{8}$/)
  })

  it('refuses a missing or wrong secret before it looks at the body', async () => {
    const { updates, post } = createWebhook()
    for (const secret of ['', 'wrong', 'right-secre', 'right-secret2']) {
      expect((await post('{not json', secret)).statusCode).toBe(401)
      expect((await post('x'.repeat(2_000_000), secret)).statusCode).toBe(401)
    }
    expect(updates).toEqual([])
  })

  it.each([
    ['the webhook, without the secret', '/telegram/webhook', 401],
    ['a path where nothing is', '/nothing', 404],
  ])('holds no byte of what a stranger sends: %s', async (_what, path, status) => {
    const { server } = createWebhook()
    const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n{`,
    )
    const first = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())))
    expect(first).toContain(`HTTP/1.1 ${status} `)
    socket.destroy()
  })

  it('refuses what is too large, malformed, deep or no update', async () => {
    const { updates, post } = createWebhook()
    const status = async (payload: string) => (await post(payload)).statusCode
    expect(await status(`{"update_id":1,"a":"${'x'.repeat(1_048_576)}"}`)).toBe(413)
    expect(await status('{"update_id":')).toBe(400)
    expect(await status(`{"update_id":1,"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).toBe(400)
    expect(await status('{"update_id":1,"__proto__":{"a":1}}')).toBe(400)
    expect(await status('')).toBe(400)
    for (const payload of ['null', '[]', '{}', '{"update_id":"1"}']) expect(await status(payload)).toBe(400)
    expect(updates).toEqual([])
  })

  it('measures the depth outside of texts, and per branch', async () => {
    const { post } = createWebhook()
    const text = `\\"${'['.repeat(200)}`
    const branches = Array.from({ length: 200 }, () => '[1]').join(',')
    expect((await post(`{"update_id":1,"text":"${text}","list":[${branches}]}`)).statusCode).toBe(200)
    expect((await post(`{"update_id":2,"a":${'['.repeat(100)}${']'.repeat(100)}}`)).statusCode).toBe(400)
  })

  it('asks Telegram to come back later', async () => {
    const answer = await createWebhook({ retryAfterSeconds: 2.1 }).post('{"update_id":1}')
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '3'])
  })
})

describe('clients that misbehave', () => {
  let errors = 0
  async function listen() {
    errors = 0
    const webhook = { secretToken: 'right-secret', handle: async () => 'done' as const }
    const { server, lines } = createServer({ webhook, onError: () => errors++ })
    const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }))
    return { port: Number(port), lines }
  }
  /** Says something and hangs up. */
  async function hangUp(port: number, text: string, how: (socket: Socket) => void): Promise<void> {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.write(text, resolve))
    how(socket)
    await new Promise((resolve) => socket.once('close', resolve).resume())
  }
  const head =
    'POST /telegram/webhook HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nx-telegram-bot-api-secret-token: right-secret\r\n'

  it.each([
    ['closes', (socket: Socket) => void socket.end()],
    ['destroys', (socket: Socket) => void socket.destroy()],
    ['resets', (socket: Socket) => void socket.resetAndDestroy()],
  ])('make no server error when one %s the connection within its body', async (_name, how) => {
    const { port, lines } = await listen()
    for (const body of ['Content-Length: 100\r\n\r\n{"up', 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"upd\r\n'])
      await hangUp(port, head + body, how)
    await vi.waitFor(() => expect(lines.filter((line) => line.includes('core-http-incomplete'))).toHaveLength(2))
    expect(errors).toBe(0)
    expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })

  it('make no server error with what is no HTTP, or a path that is no path', async () => {
    const { port, lines } = await listen()
    const rubbish = [
      '\u0016\u0003\u0001\r\n\r\n',
      'GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`,
      `${head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc`,
      `${head.replace('application/json', 'text/odd')}Content-Length: 3\r\nConnection: close\r\n\r\nabc`,
    ]
    for (const text of rubbish) await hangUp(port, text, () => undefined)
    expect(errors).toBe(0)
    expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([])
  })

  it('are not told which program refuses a path that is no path', async () => {
    const { port } = await listen()
    for (const path of ['/%zz', '/api/%c0%af', `/${'%'.repeat(300)}`]) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`)
      const { correlationId, ...body } = JSON.parse(await answer.text())
      expect([answer.status, body]).toEqual([400, { error: 'core-http-bad-request', message: 'core-http-bad-request' }])
      expect(answer.headers.get('x-request-id')).toBe(correlationId)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

it('guards the cron route', async () => {
  const { app } = createServer({ cron: { secret: 'cron-secret', run: async () => ({ jobs: 3 }) } })
  expect((await createServer().app.inject('/api/cron')).statusCode).toBe(404)
  for (const authorization of [undefined, 'Bearer nope', 'cron-secret', 'Basic cron-secret', 'Bearer ']) {
    const answer = await app.inject({ url: '/api/cron', headers: authorization === undefined ? {} : { authorization } })
    expect(answer.statusCode, String(authorization)).toBe(401)
  }
  for (const method of ['GET', 'POST'] as const) {
    const headers = {
      authorization: 'Bearer cron-secret',
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    }
    expect((await app.inject({ method, url: '/api/cron', headers })).json()).toEqual({ jobs: 3 })
  }
})

const response = { 200: z.object({ id: z.number() }) }
const [body, query, params] = [z.object({ a: z.string() }), z.object({ b: z.string() }), z.object({ c: z.string() })]
const everybodys = { access: { by: 'public' }, summary: 'For tests' } as const
const shop = [
  route({
    ...everybodys,
    ...{ method: 'POST', path: '/items', responses: response, body: z.object({ id: z.number().int() }) },
    async handle({ body: { id }, reply }) {
      switch (id) {
        case 1:
          throw new AppError('shop-sold-out', { left: 0 }, 409)
        case 2:
          throw new Error('password=hunter2 at row 7')
        case 3:
          return reply(200, JSON.parse('{"id":"not a number"}'))
        default: {
          const found = { id, internal: 'not for the public' }
          return reply(200, found)
        }
      }
    },
  }),
  route({
    ...everybodys,
    ...{ method: 'POST', path: '/echo/:c', body, query, params },
    responses: { 200: body.extend(query.shape).extend(params.shape) },
    handle: async (given) => given.reply(200, { ...given.body, ...given.query, ...given.params }),
  }),
]
const pvz = route({
  ...everybodys,
  ...{ method: 'GET', path: '/pvz', root: true, responses: { 200: z.object({}) } },
  handle: async () => ({ status: 200, body: { a: 1 } }),
})

/** Everybody is let in: what is guarded is tested on a database. */
const routesOf = (routes: readonly Route[]) => ({
  features: [{ id: 'shop', routes }],
  limits: {
    hit: async () => ({ allowed: true, remaining: 1 }) as const,
    hitMany: async () => [],
  },
  apiKeys: { find: async () => undefined },
  idempotency: { run: () => Promise.reject(new Error('Nothing here is idempotent.')) },
})

describe('feature routes', () => {
  it('live under the feature and answer by their schema', async () => {
    let errors = 0
    const { app, lines } = createServer({
      routes: routesOf([...shop, pvz]),
      message: (text) => `${text.key} ${JSON.stringify(text.params)}`,
      onError: () => errors++,
    })
    const post = async (id: unknown) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/shop/items',
        payload: { id },
        headers: { 'x-request-id': 'req-1' },
      })
      return { status: answer.statusCode, ...answer.json() }
    }
    expect(await post(7)).toEqual({ status: 200, id: 7 })
    expect(await post(1)).toEqual({
      status: 409,
      error: 'shop-sold-out',
      message: 'shop-sold-out {"left":0}',
      correlationId: 'req-1',
    })
    expect(await post('x')).toMatchObject({ status: 400, error: 'core-http-invalid', problems: [{ path: 'body.id' }] })
    expect(errors).toBe(0)
    expect(await post(2)).toEqual({ status: 500, error: 'core-http-internal', correlationId: 'req-1' })
    expect(await post(3)).toEqual({ status: 500, error: 'core-http-internal', correlationId: 'req-1' })
    expect(errors).toBe(2)
    expect((await app.inject('/pvz')).json()).toEqual({})
    const echoed = await app.inject({ method: 'POST', url: '/api/shop/echo/c%00?b=y%00', payload: { a: 'x\0\uD800' } })
    expect(echoed.json()).toEqual({ a: 'x\uFFFD\uFFFD', b: 'y\uFFFD', c: 'c\uFFFD' })
    expect((await app.inject('/api/shop/none')).json()).toMatchObject({ error: 'core-http-not-found' })
    expect(lines.join('')).toContain('"correlationId":"req-1"')
    expect(lines.join('')).not.toContain('hunter2')
  })

  it('appear in the OpenAPI document', async () => {
    const { server, app } = createOperations({ routes: routesOf(shop) })
    await server.app.ready()
    const document = (await app.inject('/openapi.json')).json()
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Bazaar', version: '1.2.3' } })
    expect(Object.keys(document.paths)).toEqual(['/ready', '/api/shop/items', '/api/shop/echo/{c}'])
    const { requestBody, responses } = document.paths['/api/shop/items'].post
    expect(requestBody.content['application/json'].schema).toMatchObject({ type: 'object', required: ['id'] })
    expect(responses['200'].content['application/json'].schema.properties).toEqual({ id: { type: 'number' } })
    for (const path of Object.values<Record<string, { responses: object }>>(document.paths)) {
      for (const operation of Object.values(path)) {
        for (const answer of Object.values(operation.responses)) expect(answer).toHaveProperty('description')
      }
    }
  })
})
