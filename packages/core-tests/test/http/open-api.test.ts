import { defineFeature } from '@bazaar/core/feature'
import { route } from '@bazaar/core/http'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createDepotFeature, localesOf } from './depot-feature.ts'
import { newSpy, startDepot } from './harness.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startDepot(newSpy())
})
afterAll(() => platform?.stop())

it('all of it is in the OpenAPI document', async () => {
  const document = (await platform.operations('/openapi.json')).json()
  expect(Object.keys(document.paths)).toEqual([
    '/ready',
    '/api/depot/v1/me',
    '/api/depot/v1/stock',
    '/api/depot/v1/orders/{id}',
    '/api/depot/v1/orders/{place}',
    '/api/depot/hello/{name}',
    '/api/depot/welcome',
    '/pvz',
    '/api/depot/hooks/pay',
  ])
  expect(document.components.securitySchemes).toMatchObject({
    'api-key': { type: 'http', scheme: 'bearer' },
    'api-key-x-depot-key': { type: 'apiKey', in: 'header', name: 'X-Depot-Key' },
    'operator-key-api_key': { type: 'apiKey', in: 'header', name: 'API_Key' },
    'operator-key-api-key': { type: 'apiKey', in: 'header', name: 'API-Key' },
    'signature-x-signature': { type: 'apiKey', in: 'header', name: 'X-Signature' },
  })
  const { post: orders } = document.paths['/api/depot/v1/orders/{place}']
  expect(orders.security).toEqual([{ 'api-key': ['depot.orders'] }])
  expect(orders.parameters).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ in: 'header', name: 'Idempotency-Key', required: true }),
      expect.objectContaining({ in: 'path', name: 'place' }),
    ]),
  )
  expect(orders.responses['201'].content['application/json'].schema.required).toEqual(['order'])
  expect(orders.responses.default.content['application/json'].schema.required).toContain('correlationId')
  const { post: pvz } = document.paths['/pvz']
  expect(pvz.security).toEqual([{ 'operator-key-api_key': [] }, { 'operator-key-api-key': [] }])
  expect(pvz.requestBody.content['application/json'].schema.type).toBe('array')
  expect(Object.keys(pvz.responses.default.content)).toEqual(['application/problem+json'])
  const { post: hook } = document.paths['/api/depot/hooks/pay']
  expect(Object.keys(hook.requestBody.content)).toEqual(['application/json', 'application/x-www-form-urlencoded'])
  expect(document.paths['/api/depot/hello/{name}'].get.security).toEqual([])
  const { get: page } = document.paths['/api/depot/welcome']
  expect(Object.keys(page.responses)).toEqual(['200', '410', 'default'])
  for (const { content } of Object.values<{ content: object }>(page.responses))
    expect(content).toEqual({ 'text/html': { schema: { type: 'string' } } })
})

it('a bot whose routes do not fit together does not start, and says what to do', async () => {
  const odd = defineFeature({
    id: 'odd',
    code: 'od',
    env: {},
    locales: localesOf('odd-title = Odd'),
    build: () => [
      {
        apiScopes: ['Wild Things'],
        http: [
          route({
            ...{ method: 'POST', path: '/pvz', root: true, summary: 'The same again' },
            access: { by: 'public' },
            responses: { 200: z.object({}) },
            handle: async ({ reply }) => reply(200, {}),
          }),
          // As a list might be that no compiler has seen.
          { ...createRoute(), access: undefined as never },
        ],
      },
    ],
  })
  const start = startTestPlatform({ features: [createDepotFeature(newSpy()), odd] })
  await expect(start).rejects.toThrow(/POST \/pvz of feature "depot" is declared again as POST \/pvz by "odd"/)
  const error = await start.catch((thrown: Error) => thrown.message)
  expect(error).toContain('Route GET /api/odd/x of feature "odd" has no access rule; add access: { by: \'public\' }')
  expect(error).toContain('API scope "odd.Wild Things" needs the text "odd-scope-Wild Things"')
})

const createRoute = () =>
  route({
    ...{ method: 'GET', path: '/x', summary: 'Nobody said who may' },
    access: { by: 'public' },
    responses: { 200: z.object({}) },
    handle: async ({ reply }) => reply(200, {}),
  })
