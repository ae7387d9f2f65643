import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkRoutes, type Route, route } from './index.ts'

const plain = {
  method: 'GET',
  path: '/items',
  access: { by: 'public' },
  summary: 'For tests',
  responses: { 200: z.object({ ok: z.boolean() }) },
  handle: async () => ({ status: 200, body: { ok: true } }),
} as const
const post = { ...plain, method: 'POST' } as const
const operators = { by: 'operator-key', header: 'API_Key', key: 'secret' } as const
const page = {
  responses: { 200: z.string() },
  page: { style: '' },
  errors: { contentType: 'text/html', schema: z.string(), body: () => '<p>No</p>' },
} as const
const refuse = (...http: readonly Route[]) => checkRoutes([{ id: 'shop', part: { http, apiScopes: ['orders'] } }])

describe('routes', () => {
  it('that fit together pass', () => {
    expect(
      refuse(
        route(plain),
        route(post),
        route({ ...plain, path: '/' }),
        route({ ...plain, path: '/items/:id' }),
        route({ ...plain, path: '/order/:range', root: true, access: operators }),
        route({ ...post, path: '/pvz', root: true, access: operators, idempotent: true }),
        route({ ...plain, path: '/orders', access: { by: 'api-key', scope: 'orders' } }),
        route({ ...plain, ...page, path: '/page' }),
      ),
    ).toEqual([])
  })

  it.each<[string, Partial<Record<keyof Route, unknown>>, string]>([
    [
      'no access rule',
      { access: undefined },
      'Route GET /api/shop/items of feature "shop" has no access rule; add access',
    ],
    [
      'no response schema',
      { responses: {} },
      'Route GET /api/shop/items of feature "shop" has no response schema; add responses',
    ],
    ['only refusals', { responses: { 404: z.object({}) } }, 'has no response schema'],
    ['an odd method', { method: 'get' }, 'has no known method; use GET, POST'],
    ['no slash before it', { path: 'items' }, 'has an odd path'],
    ['a slash after it', { path: '/items/' }, 'has an odd path'],
    ['two slashes', { path: '//items' }, 'has an odd path'],
    ['a step back', { path: '/a/../b' }, 'has an odd path'],
    ['a wildcard', { path: '/items/*' }, 'has an odd path'],
    ['a scope of nobody', { access: { by: 'api-key', scope: 'other' } }, 'wants the scope "other"'],
    ['nobody to remember', { idempotent: true }, 'is idempotent, but nobody knows who calls it'],
    ['the path of /health', { path: '/health', root: true }, 'is where the core answers'],
    ['a path below the webhook', { path: '/telegram/x', root: true }, 'is where the core answers'],
    ['a root path below /api', { path: '/api/other/x', root: true }, 'is where the core answers'],
    ['pages of something else', { ...page, responses: { 200: z.string(), 404: z.object({}) } }, 'use z.string()'],
    ['pages and JSON for refusals', { ...page, errors: undefined }, 'tells refusals as JSON; add errors with'],
    ['pages that are remembered', { ...page, access: operators, idempotent: true }, 'answers pages and is idempotent'],
    ['a root path for everything', { path: '/:all', root: true }, 'begins with a parameter'],
  ])('with %s are refused, with the cure', (_what, wrong, problem) => {
    const found = refuse({ ...route(plain), ...wrong } as Route)
    expect(found).toEqual([expect.stringContaining(problem)])
  })

  it('that could not be told apart are refused, whoever declares them', () => {
    const [one, other] = [route({ ...plain, path: '/a/:id' }), route({ ...plain, path: '/a/:name' })]
    expect(refuse(one, other)).toEqual([
      'Route GET /api/shop/a/:id of feature "shop" is declared again as GET /api/shop/a/:name by "shop"; change one path',
    ])
    const root = route({ ...plain, path: '/pvz', root: true })
    expect(
      checkRoutes([
        { id: 'shop', part: { http: [root] } },
        { id: 'steps', part: { http: [root] } },
      ]),
    ).toEqual([expect.stringMatching(/GET \/pvz of feature "shop" is declared again as GET \/pvz by "steps"/)])
  })

  it('of a feature that is called like a route of the core are refused', () => {
    const found = checkRoutes([{ id: 'cron', part: { http: [route({ ...plain, path: '/' })] } }])
    expect(found).toEqual([expect.stringContaining('is a route of the core')])
  })
})
