import type { Grants } from './grants.ts'
import { readInventory } from './inventory-body.ts'
import type { Limiter } from './limits.ts'
import { type Answer, json, type Listing, type ListingState, type Shop } from './types.ts'
import { inventoryJson, listingText, receiptJson, shopJson } from './wire.ts'
import type { World } from './world.ts'

export interface ApiOptions {
  readonly world: World
  readonly grants: Grants
  readonly limiter: Limiter
  /** What `x-api-key` must say: `<keystring>:<shared secret>`. */
  readonly apiKey: string
  readonly keystring: string
  /** Told for each call that a limit refused, and each without a good token. */
  readonly count: (what: 'limited' | 'unauthorized') => void
}

interface Caller {
  readonly user: number
  readonly scopes: readonly string[]
}

interface ApiCall {
  readonly method: string
  /** Below `/v3/application`. */
  readonly path: string
  readonly query: URLSearchParams
  readonly apiKey: string | undefined
  readonly authorization: string | undefined
  /** Of JSON. */
  readonly body: unknown
}

const states: readonly ListingState[] = ['active', 'inactive', 'sold_out', 'draft', 'expired']

const problem = (status: number, error: string) => json(status, { error })
const notFound = () => problem(404, 'Resource not found')

/** Thrown by the look-ups below; it is the answer. */
class Refused extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super('refused')
    this.answer = answer
  }
}

function readNumber(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name)
  if (text === null) return fallback
  const value = Number(text)
  if (!/^\d+$/.test(text) || value > max) throw new Refused(problem(400, `Invalid value for parameter: ${name}`))
  return value
}

const pageIncludes = ['Inventory', 'Images', 'Shop', 'User', 'Shipping', 'Translations', 'Videos']
/** Inventory and shipping have calls of their own since July 2026. */
const listingIncludes = pageIncludes.filter((one) => one !== 'Inventory' && one !== 'Shipping')

function wantsInventory(query: URLSearchParams, allowed: readonly string[]): boolean {
  const includes = query.getAll('includes').flatMap((one) => one.split(','))
  const odd = includes.find((one) => !allowed.includes(one))
  if (odd !== undefined) throw new Refused(problem(400, 'Invalid value for parameter: includes'))
  return includes.includes('Inventory')
}

function listPage(world: World, shop: Shop, query: URLSearchParams): Answer {
  const state = states.find((one) => one === (query.get('state') ?? 'active'))
  if (state === undefined) throw new Refused(problem(400, 'Invalid value for parameter: state'))
  const limit = Math.max(1, readNumber(query, 'limit', 25, 100))
  const offset = readNumber(query, 'offset', 0, Number.MAX_SAFE_INTEGER)
  const withInventory = wantsInventory(query, pageIncludes)
  const all = world.list(shop, state)
  const texts = all.slice(offset, offset + limit).map((one) => listingText(one, withInventory))
  return { status: 200, type: 'application/json', body: `{"count":${all.length},"results":[${texts.join(',')}]}` }
}

function ownShop(world: World, caller: Caller, id: string): Shop {
  const shop = world.shop(Number(id))
  if (!shop) throw new Refused(notFound())
  if (shop.userId !== caller.user) throw new Refused(problem(403, `User does not own Shop ${id}`))
  return shop
}

function ownListing(world: World, caller: Caller, id: string): Listing {
  const listing = world.listing(Number(id))
  if (!listing || listing.state === 'removed') throw new Refused(notFound())
  if (listing.shop.userId !== caller.user) throw new Refused(problem(403, `User does not own Listing ${id}`))
  return listing
}

interface ApiRoute {
  /** `GET` unless told. */
  readonly method?: 'PUT'
  readonly path: RegExp
  readonly scope: string
  /** @param id the first number of the path; `second` the one after it */
  answer(world: World, caller: Caller, id: string, query: URLSearchParams, second: string, body: unknown): Answer
}

const routes: readonly ApiRoute[] = [
  {
    path: /^\/users\/(\d+)\/shops$/,
    scope: 'shops_r',
    answer(world, caller, id) {
      if (String(caller.user) !== id) return problem(403, `User ${caller.user} may not see the shops of user ${id}`)
      const shop = world.account(caller.user)?.shop
      return shop ? json(200, shopJson(shop)) : problem(404, `Could not find a shop for user with user_id = ${id}`)
    },
  },
  {
    path: /^\/shops\/(\d+)$/,
    scope: 'shops_r',
    answer: (world, caller, id) => json(200, shopJson(ownShop(world, caller, id))),
  },
  {
    path: /^\/shops\/(\d+)\/listings$/,
    scope: 'listings_r',
    answer: (world, caller, id, query) => listPage(world, ownShop(world, caller, id), query),
  },
  {
    path: /^\/shops\/(\d+)\/receipts\/(\d+)$/,
    scope: 'transactions_r',
    answer(world, caller, id, _query, receiptId) {
      const shop = ownShop(world, caller, id)
      const receipt = world.receipt(Number(receiptId))
      return receipt?.shop === shop ? json(200, receiptJson(receipt)) : notFound()
    },
  },
  {
    path: /^\/listings\/(\d+)$/,
    scope: 'listings_r',
    answer: (world, caller, id, query) => ({
      status: 200,
      type: 'application/json',
      body: listingText(ownListing(world, caller, id), wantsInventory(query, listingIncludes)),
    }),
  },
  {
    path: /^\/listings\/(\d+)\/inventory$/,
    scope: 'listings_r',
    answer(world, caller, id) {
      const listing = ownListing(world, caller, id)
      return listing.hasInventory ? json(200, inventoryJson(listing)) : notFound()
    },
  },
  {
    method: 'PUT',
    path: /^\/listings\/(\d+)\/inventory$/,
    scope: 'listings_w',
    answer(world, caller, id, _query, _second, body) {
      const listing = ownListing(world, caller, id)
      const products = readInventory(listing, body)
      if (typeof products === 'string') return problem(400, products)
      world.putInventory(listing.id, products)
      return json(200, inventoryJson(listing))
    },
  },
]

/** Finds the route of a path, and what it is about; `other`: there is one for another method. */
function findRoute(method: string, path: string) {
  const there = routes.filter((route) => route.path.test(path))
  const route = there.find((one) => (one.method ?? 'GET') === method)
  if (!route) return there.length > 0 ? 'other' : undefined
  return { route, ids: route.path.exec(path)?.slice(1) ?? [] }
}

function identify({ grants, keystring }: ApiOptions, authorization: string | undefined): Caller | string {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return 'access token is missing'
  const found = grants.check(token)
  if (!found.ok) return found.why
  return found.value.client === keystring ? found.value : 'access token is invalid'
}

function answerCaller({ world }: ApiOptions, caller: Caller, { method, path, query, body }: ApiCall): Answer {
  const found = findRoute(method, path)
  if (!found) return notFound()
  if (found === 'other') return problem(405, 'Method not allowed')
  const { route, ids } = found
  const [id = '', second = ''] = ids
  if (!caller.scopes.includes(route.scope)) {
    return json(403, { error: 'insufficient_scope', error_description: `the scope "${route.scope}" is needed` })
  }
  try {
    return route.answer(world, caller, id, query, second, body)
  } catch (error) {
    if (error instanceof Refused) return error.answer
    throw error
  }
}

/** `/v3/application`: the app's key first, then its limits, then whose token it is, then what it asks for. */
export function answerApi(options: ApiOptions, call: ApiCall): Answer {
  if (call.apiKey === undefined) return problem(403, 'Missing x-api-key header')
  if (call.apiKey !== options.apiKey) {
    return problem(403, "Invalid API key: it should be in the format 'keystring:shared_secret'.")
  }
  const { headers, retryAfter } = options.limiter.take()
  const withHeaders = (answer: Answer): Answer => ({ ...answer, headers: { ...answer.headers, ...headers } })
  if (retryAfter !== undefined) {
    options.count('limited')
    return withHeaders(problem(429, 'Exceeded the rate limit of this application'))
  }
  // Needs no seller.
  if (call.path === '/openapi-ping') return withHeaders(json(200, { application_id: 1 }))
  const caller = identify(options, call.authorization)
  if (typeof caller === 'string') {
    options.count('unauthorized')
    return withHeaders(json(401, { error: 'invalid_token', error_description: caller }))
  }
  return withHeaders(answerCaller(options, caller, call))
}
