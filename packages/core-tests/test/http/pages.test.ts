import { createHash } from 'node:crypto'
import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pageStyle } from './depot-feature.ts'
import { newSpy, startDepot } from './harness.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startDepot(newSpy())
})
afterAll(() => platform?.stop())

const get = (query: string, remoteAddress = '10.0.1.1') =>
  platform.app.http.app.inject({ url: `/api/depot/welcome${query}`, remoteAddress })

const styleHash = createHash('sha256').update(pageStyle).digest('base64')
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
}

it.each([
  ['does not fit its schema', '', 400, '400: The request does not fit its schema.'],
  ['the feature refuses', '?name=full', 409, '409: The depot is full'],
  ['meets a bug', '?name=bug', 500, '500: Something went wrong'],
])('a request that %s is told so on a page', async (_what, query, status, words) => {
  const answer = await get(query)
  expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(`<p>${words}</p>`)])
  expect(answer.headers).toMatchObject(headers)
})

it('whoever comes too often is told so on a page, and when to come again', async () => {
  for (let request = 0; request < 10; request++) await get('?name=Anna', '10.0.1.2')
  const answer = await get('?name=Anna', '10.0.1.2')
  expect([answer.statusCode, answer.body]).toEqual([429, expect.stringContaining('<p>429: ')])
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.headers).toMatchObject(headers)
})

it.each([
  ['Anna', 200],
  ['late', 410],
])('a page is sent as it was written, which browsers show in its own style alone (%s)', async (name, status) => {
  const answer = await get(`?name=${name}`)
  expect([answer.statusCode, answer.body]).toEqual([
    status,
    `<!doctype html><title>Depot</title><style>${pageStyle}</style><p>Welcome, ${name}</p>`,
  ])
  expect(answer.headers).toMatchObject(headers)
})

it('other routes keep their strict policy and their JSON', async () => {
  const answer = await platform.app.http.app.inject('/api/depot/hello/Anna')
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
})

it('what stands in the address reaches no log', async () => {
  for (const name of ['secret-code', 'secret-code-that-is-too-long']) await get(`?name=${name}`)
  expect(platform.logged.join()).toContain('"route":"/api/depot/welcome"')
  expect(platform.logged.join()).not.toMatch(/secret-code|hunter2/)
})
