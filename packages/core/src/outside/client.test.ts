import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { isPublicAddress } from './address.ts'
import { createOutsideClient, createPublicFetch, judgeAddress, type OutsideClientOptions } from './index.ts'
import { parseRetryAfter } from './retry-after.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** A real local server that counts its requests. */
async function serve(answer: Answer) {
  const seen = { count: 0 }
  const server = createServer((request, response) => answer(request, response, ++seen.count))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, seen }
}

function createClient(options: Partial<OutsideClientOptions> = {}) {
  const lines: string[] = []
  const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const metrics = createMetrics()
  const client = createOutsideClient({
    name: 'shop',
    timeoutMs: 2_000,
    retries: 0,
    breaker: { failures: 100, halfOpenAfterMs: 1_000 },
    userAgent: 'bazaar-test',
    log,
    metrics,
    random: () => 0,
    ...options,
  })
  return { client, metrics, lines }
}

describe('createOutsideClient', () => {
  it('brings text, status and headers, and counts', async () => {
    const { url } = await serve((request, response) =>
      response.setHeader('x-agent', String(request.headers['user-agent'])).end('привет'),
    )
    const { client, metrics } = createClient({ baseUrl: url })
    const result = await client.getText('/list?page=1')
    expect(result).toMatchObject({ ok: true, status: 200, text: 'привет' })
    expect(result.ok && result.headers.get('x-agent')).toBe('bazaar-test')
    expect((await metrics.render()).body).toContain('outside_requests_total{client="shop",result="ok"} 1')
  })

  it('repeats a GET after a failure, but never a POST', async () => {
    const { url, seen } = await serve((_request, response, count) =>
      response.writeHead(count % 3 === 0 ? 200 : 502).end('x'),
    )
    const { client } = createClient({ retries: 2 })
    expect(await client.getText(url)).toMatchObject({ ok: true })
    expect(seen.count).toBe(3)
    expect(await client.request(url, { method: 'POST', body: 'a' })).toMatchObject({
      ok: false,
      kind: 'http',
      status: 502,
    })
    expect(seen.count).toBe(4)
  })

  it('does not repeat refusals', async () => {
    const { url, seen } = await serve((_request, response) => response.writeHead(404).end('{"error":"gone"}'))
    const { client } = createClient({ retries: 3 })
    expect(await client.getText(url)).toEqual({ ok: false, kind: 'http', status: 404, text: '{"error":"gone"}' })
    expect(seen.count).toBe(1)
  })

  it('waits as long as Retry-After asks, and gives up when that is too long', async () => {
    let askFor = '1'
    const times: number[] = []
    const { url } = await serve((_request, response, count) => {
      times.push(performance.now())
      if (count === 2) response.end('now')
      else response.writeHead(429, { 'retry-after': askFor }).end()
    })
    const { client } = createClient({ retries: 2 })
    expect(await client.getText(url)).toMatchObject({ ok: true, text: 'now' })
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(995)

    askFor = '3600'
    expect(await client.getText(url)).toMatchObject({ ok: false, status: 429, retryAfterMs: 3_600_000 })
    // The pause holds for later calls too: the service is not asked again.
    expect(await client.getText(url)).toMatchObject({ ok: false, status: 429 })
    expect(times).toHaveLength(3)
  })

  it('opens the circuit after failures in a row and closes it after a success', async () => {
    let healthy = false
    const { url, seen } = await serve((_request, response) => response.writeHead(healthy ? 200 : 500).end())
    const { client } = createClient({ breaker: { failures: 3, halfOpenAfterMs: 50 } })
    for (let call = 0; call < 3; call++) expect(await client.getText(url)).toMatchObject({ kind: 'http' })
    const open = await client.getText(url)
    expect(open).toMatchObject({ ok: false, kind: 'circuit-open' })
    expect(seen.count).toBe(3)
    healthy = true
    await expect.poll(() => client.getText(url)).toMatchObject({ ok: true })
  })

  it('stops reading at the size limit, declared or not', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/declared') return response.end('x'.repeat(5_000))
      const pour = (): void => {
        while (response.writable && response.write('x'.repeat(1_000)));
      }
      response.on('drain', pour)
      return pour()
    })
    const { client } = createClient({ maxBytes: 4_000 })
    expect(await client.getText(`${url}/declared`)).toMatchObject({ kind: 'too-large' })
    expect(await client.getText(`${url}/endless`)).toMatchObject({ kind: 'too-large' })
  })

  it('tells timeouts, lost connections and bad URLs apart, and rejects when the caller gives up', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/half') response.write('half an ans')
      if (request.url === '/cut') request.socket.destroy()
    })
    const { client, lines } = createClient({ timeoutMs: 100 })
    expect(await client.getText(`${url}/slow?token=abc`)).toEqual({ ok: false, kind: 'timeout' })
    expect(await client.getText(`${url}/half`)).toEqual({ ok: false, kind: 'timeout' })
    expect(await client.getText(`${url}/cut`)).toEqual({ ok: false, kind: 'network' })
    expect(await client.getText('nonsense')).toEqual({ ok: false, kind: 'network' })
    expect(lines.join('')).not.toContain('abc')
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('shutdown')), 20)
    await expect(client.getText(`${url}/slow`, { signal: controller.signal })).rejects.toThrow('shutdown')
  })

  it('logs no address whose path is a secret', async () => {
    const { url } = await serve((_request, response) => response.writeHead(500).end())
    const { client, lines } = createClient({ hidesAddresses: true })
    await client.request(`${url}/hook/s3cret`, { method: 'POST', body: '{}' })
    expect(lines.join('')).toContain('Outside call failed')
    expect(lines.join('')).not.toMatch(/s3cret|127\.0\.0\.1/)
  })
})

describe('createPublicFetch', () => {
  const viaPublic = (options: Parameters<typeof createPublicFetch>[0]) =>
    createClient({ fetch: createPublicFetch(options) }).client

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost/',
    'http://user:pw@example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'not a url',
  ])('refuses %s', async (url) => {
    expect(await viaPublic({}).getText(url)).toEqual({ ok: false, kind: 'blocked-address' })
  })

  it('refuses a name of which any address is private', async () => {
    const client = viaPublic({ resolve: async () => ['93.184.216.34', '10.0.0.5'] })
    expect(await client.getText('http://shop.test/')).toMatchObject({ kind: 'blocked-address' })
  })

  it('waits no longer for DNS than for anything else', async () => {
    const fetch = createPublicFetch({ resolve: () => new Promise(() => undefined) })
    const { client } = createClient({ fetch, timeoutMs: 50 })
    expect(await client.getText('http://shop.test/')).toEqual({ ok: false, kind: 'timeout' })
  })

  it('connects to the address that was checked, with the name as Host', async () => {
    const { port } = await serve((request, response) => response.end(request.headers.host))
    const answers = [['127.0.0.1'], ['192.0.2.1']]
    const client = viaPublic({ allowHosts: ['shop.test'], resolve: async () => answers.shift() ?? [] })
    expect(await client.getText(`http://shop.test:${port}/`)).toMatchObject({ ok: true, text: `shop.test:${port}` })
    expect(answers).toHaveLength(1)
  })

  it('checks every redirect and follows three at most', async () => {
    const hidden = await serve((_request, response) => response.end('internal'))
    const { url, port, seen } = await serve((request, response) => {
      const step = Number(request.url?.slice(1))
      if (request.url === '/inside') response.writeHead(302, { location: hidden.url }).end()
      else if (request.url === '/other') response.writeHead(302, { location: 'ftp://example.org/' }).end()
      else if (step > 0) response.writeHead(301, { location: `/${step - 1}` }).end()
      else response.end('there')
    })
    const client = viaPublic({ allowHosts: [`127.0.0.1:${port}`] })
    expect(await client.getText(`${url}/3`)).toMatchObject({ ok: true, text: 'there' })
    expect(await client.getText(`${url}/4`)).toMatchObject({ kind: 'blocked-address' })
    expect(await client.getText(`${url}/inside`)).toMatchObject({ kind: 'blocked-address' })
    expect(await client.getText(`${url}/other`)).toMatchObject({ kind: 'blocked-address' })
    expect([hidden.seen.count, seen.count]).toEqual([0, 10])
  })

  it('gives a redirect back as the answer where it is not to be followed', async () => {
    const other = await serve((_request, response) => response.end('elsewhere'))
    const { url, port } = await serve((_request, response) => response.writeHead(307, { location: other.url }).end())
    const client = viaPublic({ allowHosts: [`127.0.0.1:${port}`], redirects: 'answer' })
    const body = { method: 'POST', body: 'signed' } as const
    expect(await client.request(url, body)).toMatchObject({ ok: false, kind: 'http', status: 307 })
    expect(other.seen.count).toBe(0)
  })

  it('says beforehand whether an address would be opened', async () => {
    const resolve = async (host: string) => {
      if (host === 'nowhere.test') throw new Error('ENOTFOUND')
      return [host === 'inside.test' ? '10.0.0.5' : '93.184.216.34']
    }
    const judge = (url: string) => judgeAddress(url, { resolve, allowHosts: ['inside.test:8080'] })
    expect(await judge('https://shop.test/hook')).toBe('public')
    expect(await judge('https://nowhere.test/')).toBe('unknown')
    for (const url of [
      'https://inside.test/',
      'https://10.0.0.5/',
      'https://me:pw@shop.test/',
      'ftp://shop.test/',
      'shop',
    ])
      expect(await judge(url), url).toBe('blocked')
    expect(await judge('http://inside.test:8080/')).toBe('public')
  })
})

it('knows public addresses', () => {
  for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])
    expect(isPublicAddress(address), address).toBe(true)
  for (const address of [
    '0.0.0.0',
    '10.1.1.1',
    '100.64.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1%eth0',
    'fc00::1',
    'ff02::1',
    '::ffff:8.8.8.8',
    '2002:7f00:1::',
    'shop.test',
    '',
  ])
    expect(isPublicAddress(address), address).toBe(false)
})

it('reads Retry-After as seconds or date', () => {
  const now = Date.parse('2026-03-01T00:00:00Z')
  expect(parseRetryAfter('120', now)).toBe(120_000)
  expect(parseRetryAfter('Sun, 01 Mar 2026 00:00:30 GMT', now)).toBe(30_000)
  expect(parseRetryAfter('Sat, 28 Feb 2026 00:00:30 GMT', now)).toBe(0)
  for (const value of [null, '', '-5', '1e9', 'soon'])
    expect(parseRetryAfter(value, now), String(value)).toBeUndefined()
})
