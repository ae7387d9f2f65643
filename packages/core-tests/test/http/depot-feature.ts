import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '@bazaar/core/errors'
import { defineFeature, type Feature, type Part } from '@bazaar/core/feature'
import { type ErrorShape, hmacSignature, route } from '@bazaar/core/http'
import { z } from 'zod'

const texts = `
depot-title = Depot
depot-scope-orders = Orders: see and place them
depot-scope-stock = Stock: see it
depot-full = The depot is full
`

/** A folder with these texts in both languages. */
export function localesOf(words: string): URL {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-depot-'))
  for (const locale of ['en', 'ru']) writeFileSync(path.join(folder, `${locale}.ftl`), words)
  return pathToFileURL(`${folder}/`)
}

/** As an older system answered. */
const oldErrors: ErrorShape = {
  contentType: 'application/problem+json',
  schema: z.object({ detail: z.string(), error: z.string(), correlationId: z.string() }),
  body: ({ key, message = 'Database error', correlationId }) => ({ detail: message, error: key, correlationId }),
}

export const pageStyle = 'p { color: teal }'
const pageOf = (words: string): string =>
  `<!doctype html><title>Depot</title><style>${pageStyle}</style><p>${words}</p>`
const pageErrors: ErrorShape = {
  contentType: 'text/html',
  schema: z.string(),
  body: ({ status, message = 'Something went wrong' }) => pageOf(`${status}: ${message}`),
}

export const operatorKey = 'key-of-the-operator-of-tests'
export const signingSecret = 'secret-of-the-provider-of-tests'

/** What its handlers did, for tests to count. */
export interface DepotSpy {
  readonly hooks: unknown[]
  /** How often an order's handler ran, refused ones too. */
  orders: number
  /** Every order waits for it. */
  onOrder(): Promise<void>
}

const ok = z.object({ ok: z.boolean() })
const items = z.array(z.object({ id: z.string().max(64), full_address: z.string() })).min(1)

/** A small feature with routes of every kind. */
export function createDepotFeature(spy: DepotSpy, { scopes = true } = {}): Feature {
  return defineFeature({
    id: 'depot',
    code: 'de',
    env: { DEPOT_API_KEY: z.string().optional(), DEPOT_SIGNING_SECRET: z.string().optional() },
    locales: localesOf(texts),
    build: (_core, env) => [
      scopes ? personal(spy) : {},
      { http: [...open, ...operators(env.DEPOT_API_KEY), ...hooks(spy, env.DEPOT_SIGNING_SECRET)] },
      { eraseUser: async () => undefined, exportUser: async () => ({}) },
    ],
  })
}

const open = [
  route({
    method: 'GET',
    path: '/hello/:name',
    access: { by: 'public' },
    summary: 'Says hello',
    params: z.object({ name: z.string().max(20) }),
    responses: { 200: z.object({ hello: z.string() }) },
    limit: { max: 40, windowMs: 3_600_000 },
    handle: async ({ params, reply }) => reply(200, { hello: params.name }),
  }),
  route({
    method: 'GET',
    path: '/welcome',
    access: { by: 'public' },
    summary: 'Shows a page',
    query: z.object({ name: z.string().max(20) }),
    responses: { 200: z.string(), 410: z.string() },
    page: { style: pageStyle },
    errors: pageErrors,
    limit: { max: 10, windowMs: 3_600_000 },
    async handle({ query, reply }) {
      if (query.name === 'bug') throw new Error('password=hunter2')
      if (query.name === 'full') throw new AppError('depot-full', {}, 409)
      return reply(query.name === 'late' ? 410 : 200, pageOf(`Welcome, ${query.name}`))
    },
  }),
]

const operators = (key: string | undefined) => [
  route({
    method: 'POST',
    path: '/pvz',
    root: true,
    access: { by: 'operator-key', header: 'API_Key', alsoHeaders: ['API-Key'], key },
    summary: 'Replaces the pickup points',
    body: items,
    responses: { 200: z.object({ success: z.boolean(), count: z.number() }) },
    bodyLimit: 2_000_000,
    errors: oldErrors,
    async handle({ body, reply }) {
      if (body.some(({ id }) => id === 'bug')) throw new Error('password=hunter2')
      if (body.length > 100) throw new AppError('depot-full', {}, 409)
      return reply(200, { success: true, count: body.length })
    },
  }),
]

const hooks = (spy: DepotSpy, secret: string | undefined) => [
  route({
    method: 'POST',
    path: '/hooks/pay',
    access: {
      by: 'signed',
      verify: hmacSignature({ secret, header: 'X-Signature', encoding: 'hex', prefix: 'sha256=' }),
      header: 'X-Signature',
    },
    summary: 'A payment',
    accepts: ['json', 'form'],
    bodyLimit: 1_000,
    body: z.looseObject({}).optional(),
    responses: { 200: ok },
    async handle({ body, reply }) {
      spy.hooks.push(body)
      return reply(200, { ok: true })
    },
  }),
]

const personal = (spy: DepotSpy): Part => ({
  apiScopes: ['orders', 'stock'],
  http: [
    route({
      method: 'GET',
      path: '/v1/me',
      access: { by: 'api-key', scope: 'orders' },
      summary: 'Who calls',
      responses: { 200: z.object({ user: z.string() }) },
      handle: async ({ caller, reply }) => reply(200, { user: String(caller.userId) }),
    }),
    route({
      method: 'GET',
      path: '/v1/stock',
      access: { by: 'api-key', scope: 'stock', header: 'X-Depot-Key' },
      summary: 'What is there',
      responses: { 200: ok },
      limit: { max: 3, windowMs: 3_600_000 },
      handle: async ({ reply }) => reply(200, { ok: true }),
    }),
    route({
      method: 'DELETE',
      path: '/v1/orders/:id',
      access: { by: 'api-key', scope: 'orders' },
      summary: 'Cancels an order',
      params: z.object({ id: z.coerce.bigint() }),
      responses: { 204: z.undefined() },
      async handle({ params, reply }) {
        spy.hooks.push(params.id)
        return reply(204, undefined)
      },
    }),
    route({
      method: 'POST',
      path: '/v1/orders/:place',
      access: { by: 'api-key', scope: 'orders' },
      summary: 'Places an order',
      params: z.object({ place: z.string() }),
      body: z.object({ item: z.string() }),
      responses: { 201: z.object({ order: z.string() }) },
      idempotent: true,
      async handle({ body, params, caller, reply }, tx) {
        spy.orders += 1
        await spy.onOrder()
        if (body.item === 'refused') throw new AppError('depot-full', {}, 409)
        const { id } = await tx.supportRequest.create({
          data: { userId: caller.userId, topic: 'idea', content: new Uint8Array(), createdAt: new Date() },
        })
        return reply(201, { order: `${params.place}-${id}` })
      },
    }),
  ],
})
