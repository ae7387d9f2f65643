import { once } from 'node:events'
import { connect, createServer as createTcpServer, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { createHttpServer, type HttpServer, type HttpServerOptions } from './index.ts'

const token = 'operations-token-of-tests'
const address = { host: '127.0.0.1', port: 0 }
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

const open: HttpServer[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.closeGracefully(100)))
})

function createServer(operations: HttpServerOptions['operations'] = {}, options: Partial<HttpServerOptions> = {}) {
  const server = createHttpServer({
    log: createLogger({ level: 'silent' }),
    metrics: createMetrics(),
    clock: { now: () => new Date('2026-03-01T12:00:00Z'), offsetMs: 0, onJump: () => () => undefined },
    version: '1.2.3',
    checks: { queue: { critical: false, run: async () => ({ state: 'ok', detail: { lateMs: 7 } }) } },
    operations,
    ...options,
  })
  open.push(server)
  return server
}

const routes = ['/health', '/metrics', '/openapi.json'] as const
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE'] as const

/** Statuses of every route. Whatever a refusal says, it is nothing of the inside. */
async function statuses(app: FastifyInstance, headers: Record<string, string> = {}, query = ''): Promise<string> {
  const answers = await Promise.all(routes.map((route) => app.inject({ url: `${route}${query}`, headers })))
  for (const answer of answers) {
    expect(answer.headers['cache-control']).toBe('no-store')
    if (answer.statusCode !== 200) expect(answer.body).not.toMatch(/queue|1\.2\.3|http_requests|paths/)
  }
  return answers.map(({ statusCode }) => statusCode).join(' ')
}

const bare = { status: 'ok' }
const isReport = { status: 'ok', version: '1.2.3', checks: { queue: { detail: { lateMs: 7 } } } }

describe('without a token and an address of its own', () => {
  it('says whether the bot works, and nothing else, whatever is brought along', async () => {
    const { app } = createServer()
    for (const headers of [{}, bearer(token), bearer(''), bearer('undefined')])
      expect(await statuses(app, headers)).toBe('200 404 404')
    expect(await statuses(app, {}, `?token=${token}`)).toBe('200 404 404')
    expect((await app.inject({ url: '/health', headers: bearer(token) })).json()).toEqual(bare)
    expect((await app.inject('/ready')).json()).toEqual({ ready: true })
  })

  it('says 503 to whoever asks when the bot does not work', async () => {
    const database = { critical: true, run: () => Promise.reject(new Error('no')) }
    const { app } = createServer({}, { checks: { database } })
    const answer = await app.inject('/health')
    expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toEqual([503, '10', { status: 'down' }])
  })
})

describe('with a token', () => {
  it.each(methods)('refuses %s without it, with another one and with one in the address', async (method) => {
    const { app } = createServer({ token })
    const ask = async (route: string, headers = {}) => (await app.inject({ method, url: route, headers })).statusCode
    const isRoute = method === 'GET' || method === 'HEAD'
    for (const route of routes) {
      for (const headers of [
        bearer('wrong'),
        bearer(`${token}x`),
        bearer(token.slice(1)),
        { authorization: token },
        { authorization: `Basic ${token}` },
        { authorization: 'Bearer ' },
        { authorization: '' },
      ])
        expect([route, await ask(route, headers)]).toEqual([route, isRoute ? 401 : 404])
      if (route === '/health') continue
      for (const query of ['', `?token=${token}`, `?access_token=${token}`, `?authorization=Bearer%20${token}`])
        expect([query, await ask(`${route}${query}`)]).toEqual([query, isRoute ? 401 : 404])
    }
  })

  it('says to strangers only whether the bot works', async () => {
    const { app } = createServer({ token })
    expect(await statuses(app)).toBe('200 401 401')
    expect((await app.inject(`/health?token=${token}`)).json()).toEqual(bare)
    expect((await app.inject('/metrics')).headers['www-authenticate']).toBe('Bearer')
  })

  it('tells everything to whoever brings it', async () => {
    const { app } = createServer({ token })
    expect(await statuses(app, bearer(token))).toBe('200 200 200')
    const ask = (url: string) => app.inject({ url, headers: bearer(token) })
    expect((await ask('/health')).json()).toMatchObject(isReport)
    expect((await ask('/metrics')).body).toContain('http_requests_total')
    expect((await ask('/openapi.json')).json()).toMatchObject({ info: { version: '1.2.3' } })
    const head = await app.inject({ method: 'HEAD', url: '/metrics', headers: bearer(token) })
    expect([head.statusCode, head.body]).toEqual([200, ''])
  })
})

describe('with an address of its own', () => {
  it.each([undefined, token])('answers the public 404, token or not, except for /ready', async (given) => {
    const { app } = createServer({ address, token: given })
    for (const headers of [{}, bearer(token), bearer('wrong')]) expect(await statuses(app, headers)).toBe('404 404 404')
    expect((await app.inject('/ready')).statusCode).toBe(200)
  })

  it('tells everything there, and nothing of the public routes is there', async () => {
    const server = createServer({ address }, { cron: { secret: 'cron-secret', run: async () => ({}) } })
    const url = await server.listen(address)
    const inside = server.operations?.listeningOrigin
    expect(inside).not.toBe(url)
    expect(await (await fetch(`${inside}/health`)).json()).toMatchObject(isReport)
    expect(await (await fetch(`${inside}/metrics`)).text()).toContain('http_requests_total')
    expect(await (await fetch(`${inside}/openapi.json`)).json()).toMatchObject({ info: { version: '1.2.3' } })
    expect((await fetch(`${inside}/ready`)).status).toBe(200)
    expect((await fetch(`${inside}/api/cron`, { headers: bearer('cron-secret') })).status).toBe(404)
    expect((await fetch(`${url}/metrics`)).status).toBe(404)
  })

  it('asks for the token there too, where there is one', async () => {
    const { operations } = createServer({ address, token })
    if (!operations) throw new Error('There is an address.')
    expect(await statuses(operations)).toBe('200 401 401')
    expect((await operations.inject('/health')).json()).toEqual(bare)
    expect(await statuses(operations, bearer('wrong'))).toBe('401 401 401')
  })

  it('goes on while the public routes end, and says on both that no traffic is wanted', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let entered = (): void => undefined
    const inside = new Promise<void>((resolve) => {
      entered = resolve
    })
    const run = async () => {
      entered()
      await held
      return {}
    }
    const server = createServer({ address }, { cron: { secret: 'cron-secret', run } })
    const url = await server.listen(address)
    const asked = fetch(`${url}/api/cron`, { headers: bearer('cron-secret') })
    await inside
    const early = connect(Number(new URL(url).port), '127.0.0.1')
    await new Promise((resolve) => early.write('GET /ready HTTP/1.1\r\nHost: x\r\n', resolve))
    // Asked later than what was written, and answered: the beginning of that has arrived.
    expect((await fetch(`${url}/ready`)).status).toBe(200)
    const closed = server.closeGracefully(60_000)
    expect((await fetch(`${server.operations?.listeningOrigin}/ready`)).status).toBe(503)
    early.write('\r\n')
    const [answer] = await once(early, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 503 /)
    release()
    expect((await asked).status).toBe(200)
    await closed
    expect(server.operations?.server.listening).toBe(false)
    expect(server.app.server.listening).toBe(false)
  })
})

describe('a port that cannot be had', () => {
  let taken: Server | undefined
  afterEach(() => void taken?.close())
  async function takePort(): Promise<number> {
    const server = createTcpServer()
    taken = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const at = server.address()
    return typeof at === 'object' ? (at?.port ?? 0) : 0
  }

  it('is named with its variable, and nothing listens', async () => {
    const port = await takePort()
    const busy = { host: '127.0.0.1', port }
    const inside = createServer({ address: busy })
    await expect(inside.listen(address)).rejects.toThrow(
      `127.0.0.1:${port} is taken: another process listens there. Set OPERATIONS_PORT to another one`,
    )
    const outside = createServer({ address })
    await expect(outside.listen(busy)).rejects.toThrow(
      `127.0.0.1:${port} is taken: another process listens there. Set PORT to another one`,
    )
    for (const { app, operations } of [inside, outside])
      expect([app.server.listening, operations?.server.listening]).toEqual([false, false])
  })

  it('may be the fault of its host', async () => {
    await expect(createServer({ address: { host: '192.0.2.1', port: 0 } }).listen(address)).rejects.toThrow(
      /is no address of this machine: check OPERATIONS_HOST/,
    )
  })
})
