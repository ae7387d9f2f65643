import { createHmac } from 'node:crypto'
import { connect } from 'node:net'
import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operatorKey, signingSecret } from './depot-feature.ts'
import { newSpy, startDepot } from './harness.ts'

const spy = newSpy()
let platform: TestPlatform
beforeAll(async () => {
  platform = await startDepot(spy)
})
afterAll(() => platform?.stop())

const points = [{ id: '1', full_address: 'Main street 1' }]

describe('a route for the operator', () => {
  const post = (
    headers: Record<string, string>,
    payload: string | object = points,
    remoteAddress = '10.0.0.1',
    url = '/pvz',
  ) => platform.app.http.app.inject({ method: 'POST', url, payload, headers, remoteAddress })

  it('refuses who brings no key or a wrong one, before it reads the body, in its own shape', async () => {
    const none = await post({}, '{not json', '10.0.0.2')
    expect([none.statusCode, none.headers['content-type']]).toEqual([401, 'application/problem+json; charset=utf-8'])
    expect(none.json()).toEqual({
      detail: 'The header API_Key is missing.',
      error: 'core-http-key-missing',
      correlationId: none.headers['x-request-id'],
    })
    for (const key of ['wrong', `${operatorKey}x`, operatorKey.slice(1), operatorKey.toUpperCase()]) {
      const wrong = await post({ api_key: key, 'content-type': 'application/json' }, '{not json', '10.0.0.2')
      expect([wrong.statusCode, wrong.json().error]).toEqual([403, 'core-http-key-wrong'])
    }
    expect((await post({}, points, '10.0.0.2', `/pvz?API_Key=${operatorKey}`)).statusCode).toBe(401)
  })

  it('tells who guesses to wait, and lets the right key pass all the same', async () => {
    const address = '10.0.0.3'
    const statuses = []
    for (let guess = 0; guess < 21; guess++)
      statuses.push((await post({ api_key: `guess ${guess}` }, points, address)).statusCode)
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 403), 429])
    const limited = await post({ api_key: 'one more' }, points, address)
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0)
    expect((await post({ api_key: operatorKey }, points, address)).statusCode).toBe(200)
  })

  it.each([
    ['no JSON', 'application/json', '{"id":', 400, 'core-http-bad-json'],
    ['nested too deeply', 'application/json', `${'['.repeat(200)}${']'.repeat(200)}`, 400, 'core-http-bad-json'],
    ['of another shape', 'application/json', '[{"id":1}]', 400, 'core-http-invalid'],
    ['empty', 'application/json', '', 400, 'core-http-invalid'],
    ['too large', 'application/json', `["${'x'.repeat(2_000_000)}"]`, 413, 'core-http-too-large'],
    ['a form', 'application/x-www-form-urlencoded', 'id=1', 415, 'core-http-unsupported-type'],
    ['of another type', 'text/plain', 'hello', 415, 'core-http-unsupported-type'],
    ['too many', 'application/json', JSON.stringify(Array(101).fill(points[0])), 409, 'depot-full'],
    ['a bug', 'application/json', '[{"id":"bug","full_address":""}]', 500, 'core-http-internal'],
  ])('answers a body that is %s in its own shape', async (_what, type, payload, status, error) => {
    const answer = await post({ api_key: operatorKey, 'content-type': type }, payload)
    expect([answer.statusCode, answer.json().error]).toEqual([status, error])
    expect(Object.keys(answer.json())).toEqual(['detail', 'error', 'correlationId'])
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  })

  it('takes more than other routes where it says so, by either spelling of the header', async () => {
    const large = [{ id: '1', full_address: 'x'.repeat(1_500_000) }]
    for (const header of ['API_Key', 'API-Key']) {
      const answer = await post({ [header]: operatorKey }, large)
      expect([answer.statusCode, answer.json()]).toEqual([200, { success: true, count: 1 }])
    }
  })

  it('is reached at its exact path only', async () => {
    for (const url of ['/pvz/', '/PVZ', '/api/depot/pvz'])
      expect((await post({ api_key: operatorKey }, points, '10.0.0.1', url)).statusCode, url).toBe(404)
    expect((await platform.app.http.app.inject({ url: '/pvz', headers: { api_key: operatorKey } })).statusCode).toBe(
      404,
    )
  })
})

describe('a signed route', () => {
  const url = '/api/depot/hooks/pay'
  const sign = (payload: string, secret = signingSecret): string =>
    `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`
  const post = (payload: string, signature: string | undefined, type = 'application/json') =>
    platform.app.http.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': type, ...(signature !== undefined && { 'x-signature': signature }) },
    })

  it.each([
    ['none', () => undefined],
    ['an empty one', () => ''],
    ['rubbish', () => 'sha256=zz'],
    ['one without its prefix', (payload: string) => sign(payload).slice('sha256='.length)],
    ['that of somebody else', (payload: string) => sign(payload, 'another secret')],
    ['one of other bytes', (payload: string) => sign(`${payload} `)],
    ['half of one', (payload: string) => sign(payload).slice(0, 39)],
  ])('refuses %s before it parses', async (_what, signatureOf) => {
    for (const payload of ['{"paid":1}', '{not json', '']) {
      const answer = await post(payload, signatureOf(payload))
      expect([answer.statusCode, answer.json().error]).toEqual([401, 'core-http-signature'])
    }
    expect(spy.hooks).toEqual([])
  })

  it('refuses what is too large or of another type, signed or not', async () => {
    const large = `{"x":"${'x'.repeat(1_000)}"}`
    expect((await post(large, sign(large))).statusCode).toBe(413)
    expect((await post('<x/>', sign('<x/>'), 'text/xml')).statusCode).toBe(415)
    expect((await post('{not json', sign('{not json'))).json().error).toBe('core-http-bad-json')
    expect((await post('{"__proto__":{}}', sign('{"__proto__":{}}'))).statusCode).toBe(400)
    const form = '__proto__=a&__proto__=b'
    expect((await post(form, sign(form), 'application/x-www-form-urlencoded')).statusCode).toBe(400)
    expect(spy.hooks).toEqual([])
  })

  it('takes what is signed byte by byte, JSON and forms, and none at all', async () => {
    const json = '{ "paid" : "1\\/2" }'
    expect((await post(json, sign(json))).json()).toEqual({ ok: true })
    const form = 'STATUS=TXN_SUCCESS&to=a&to=b&name=%D0%90+b'
    expect((await post(form, sign(form), 'application/x-www-form-urlencoded')).json()).toEqual({ ok: true })
    expect((await post('', sign(''))).json()).toEqual({ ok: true })
    expect(spy.hooks[0]).toEqual({ paid: '1/2' })
    expect(spy.hooks[1]).toEqual({ STATUS: 'TXN_SUCCESS', to: ['a', 'b'], name: 'А b' })
    expect(spy.hooks[2]).toBeUndefined()
  })
})

describe('a route for everybody', () => {
  const get = (name: string, remoteAddress: string) =>
    platform.app.http.app.inject({ url: `/api/depot/hello/${name}`, remoteAddress })

  it('is limited by address', async () => {
    const statuses = []
    for (let request = 0; request < 41; request++) statuses.push((await get('Anna', '10.1.0.1')).statusCode)
    expect(statuses.slice(39)).toEqual([200, 429])
    expect((await get('Anna', '10.1.0.2')).json()).toEqual({ hello: 'Anna' })
  })

  it('believes who its caller is from a trusted proxy alone', async () => {
    const through = async (remoteAddress: string, forwarded: string) => {
      const headers = { 'x-forwarded-for': forwarded }
      return (await platform.app.http.app.inject({ url: '/api/depot/hello/Anna', remoteAddress, headers })).statusCode
    }
    for (let request = 0; request < 40; request++) await get('Anna', '10.1.0.4')
    expect(await through('10.1.0.4', '10.1.0.5')).toBe(429)
    expect([await through('10.9.0.1', '10.1.0.4'), await through('10.9.0.1', '10.1.0.6')]).toEqual([429, 200])
  })

  it('leaves its pattern in the log, never what stands in its path', async () => {
    expect((await get('private-name-that-is-too-long', '10.1.0.3')).statusCode).toBe(400)
    const refused = platform.logged.filter((line) => line.includes('Request refused'))
    expect(refused.join()).toContain('"route":"/api/depot/hello/:name"')
    expect(platform.logged.join()).not.toContain('private-name')
  })
})

it.each([
  ['for the operator', '/pvz', 'api_key: wrong', 403],
  ['for people', '/api/depot/v1/orders/a', 'authorization: Bearer wrong', 401],
])('a route %s holds no byte of what a stranger sends', async (_whose, path, header, status) => {
  const { port } = new URL(platform.app.http.app.listeningOrigin)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n{`,
  )
  const first = await new Promise<string>((resolve) => socket.once('data', (chunk) => resolve(chunk.toString())))
  expect(first).toContain(`HTTP/1.1 ${status} `)
  socket.destroy()
})

it('a signed body that arrives in pieces is verified as a whole', async () => {
  const before = spy.hooks.length
  const body = JSON.stringify({ text: 'я'.repeat(200) })
  const headers = {
    'content-type': 'application/json',
    'x-signature': `sha256=${createHmac('sha256', signingSecret).update(body).digest('hex')}`,
  }
  const bytes = Buffer.from(body)
  const pieces = new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.subarray(at, at + 7))
      controller.close()
    },
  })
  const url = `${platform.app.http.app.listeningOrigin}/api/depot/hooks/pay`
  const answer = await fetch(url, { method: 'POST', headers, body: pieces, duplex: 'half' })
  expect([answer.status, spy.hooks.slice(before)]).toEqual([200, [{ text: 'я'.repeat(200) }]])
})

it('routes of which no secret is set are not there, whatever a caller brings', async () => {
  const bare = await startDepot(newSpy(), { DEPOT_API_KEY: '', DEPOT_SIGNING_SECRET: '' })
  try {
    const { app } = bare.app.http
    for (const key of ['', 'undefined', operatorKey]) {
      const answer = await app.inject({ method: 'POST', url: '/pvz', payload: points, headers: { api_key: key } })
      expect([answer.statusCode, answer.json().error]).toEqual([404, 'core-http-not-found'])
    }
    const signature = `sha256=${createHmac('sha256', '').update('{}').digest('hex')}`
    const headers = { 'x-signature': signature, 'content-type': 'application/json' }
    const answer = await app.inject({ method: 'POST', url: '/api/depot/hooks/pay', payload: '{}', headers })
    expect(answer.statusCode).toBe(404)
  } finally {
    await bare.stop()
  }
})

it('secrets are in no log', () => {
  const logged = platform.logged.join()
  for (const secret of [operatorKey, signingSecret, 'hunter2']) expect(logged).not.toContain(secret)
})
