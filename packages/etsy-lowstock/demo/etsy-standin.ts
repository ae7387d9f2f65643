import { answerApi } from './etsy/api.ts'
import { pressOnPage } from './etsy/browser.ts'
import { demoAccounts } from './etsy/catalogue.ts'
import { answerConnect } from './etsy/connect-page.ts'
import { createFaults, type FaultKind, type Faults } from './etsy/faults.ts'
import { createGrants, type Tokens } from './etsy/grants.ts'
import { createLimiter, type Limits } from './etsy/limits.ts'
import { type Incoming, startServer } from './etsy/server.ts'
import { answerToken } from './etsy/token-endpoint.ts'
import { type AccountSpec, type Answer, json, type Receipt } from './etsy/types.ts'
import { type SentWebhook, sendWebhook, type WebhookSpec } from './etsy/webhooks.ts'
import { createWorld, type World } from './etsy/world.ts'

const apiPath = '/v3/application'
const tokenPath = '/v3/public/oauth/token'
const connectPath = '/oauth/connect'
/** How many calls are remembered one by one. */
const rememberedCalls = 100_000

/** Who the app is, unless told. */
export const demoApp = { keystring: 'demo-keystring', sharedSecret: 'demo-secret' }

export interface EtsyOptions {
  /** 0 (the default) = any free one. */
  readonly port?: number
  readonly keystring?: string
  readonly sharedSecret?: string
  /** Registered with the app; left out = any will do. */
  readonly redirectUris?: readonly string[]
  readonly accounts?: readonly AccountSpec[]
  /** What tokens, codes and listings go by. */
  readonly now?: () => Date
  /** Milliseconds that limits and the timestamps of webhooks go by: machine time unless told, as business time may stand still. */
  readonly rateNow?: () => number
  readonly limits?: Limits
  /** Whoever is told at once when something was sold. */
  readonly webhooks?: WebhookReceiver
}

export interface WebhookReceiver {
  readonly url: string
  readonly secret: string
}

export interface EtsyCall {
  readonly kind: 'api' | 'token' | 'page' | 'other'
  readonly method: string
  readonly path: string
  /** With its question mark; empty without one. */
  readonly query: string
  readonly at: Date
  /** 0 = the connection was broken before an answer. */
  readonly status: number
}

export interface EtsyCounts {
  readonly api: number
  readonly token: number
  readonly page: number
  /** Codes turned into tokens, tokens renewed, and codes or tokens that came a second time. */
  readonly exchanged: number
  readonly refreshed: number
  readonly reused: number
  /** Calls that a limit refused. */
  readonly limited: number
  /** Calls without a good token. */
  readonly unauthorized: number
  /** Calls that a fault struck. */
  readonly struck: number
  readonly webhooks: number
}

export interface EtsyStandIn extends Omit<World, 'list'> {
  readonly url: string
  readonly apiUrl: string
  readonly tokenUrl: string
  readonly connectUrl: string
  /** Opens the page and presses Allow, as a seller (the first one unless told; id or login). @returns where the browser is led, unvisited */
  approve(url: string, as?: { readonly user?: number | string }): Promise<string>
  /** The same with Deny. */
  deny(url: string): Promise<string>
  /** The seller takes back every permission given so far. */
  revoke(userId: number): void
  isAllowed(userId: number): boolean
  /** Tokens as a finished authorisation gives them, at once: for tests with many shops. */
  give(userId: number, scopes?: readonly string[]): Tokens
  readonly faults: Faults
  /** The n-th call of the API or for tokens from now on breaks, before anything is done unless told. */
  cutCall(n: number, kind?: FaultKind): void
  setLimits(limits: Limits): void
  /** The day is used up; asking again pays after so many seconds. Nothing = no longer. */
  exhaust(retryAfter: number | undefined): void
  usedToday(): number
  /** The latest calls, oldest first. */
  calls(): readonly EtsyCall[]
  counts(): EtsyCounts
  sendWebhook(spec: WebhookSpec): Promise<SentWebhook>
  /** Who is told when something was sold; nothing = nobody. */
  setWebhooks(receiver: WebhookReceiver | undefined): void
  close(): Promise<void>
}

function kindOf(path: string): EtsyCall['kind'] {
  if (path === connectPath) return 'page'
  if (path === tokenPath) return 'token'
  return path.startsWith(`${apiPath}/`) ? 'api' : 'other'
}

/**
 * A local Etsy over real HTTP, after its published Open API v3: the page on which sellers allow an app, tokens that rotate, shops, listings and
 * stock, limits, webhooks, and whatever can go wrong. For tests and the playground.
 */
export async function startEtsy(options: EtsyOptions = {}): Promise<EtsyStandIn> {
  const { keystring = demoApp.keystring, sharedSecret = demoApp.sharedSecret, now = () => new Date() } = options
  const world = createWorld(now, options.accounts ?? demoAccounts, tell)
  const grants = createGrants({ now, key: `${keystring}:${sharedSecret}` })
  const rateNow = options.rateNow ?? Date.now
  const limiter = createLimiter(rateNow)
  limiter.set(options.limits ?? {})
  const faults = createFaults()
  const calls: EtsyCall[] = []
  const counts = { api: 0, token: 0, page: 0, other: 0, limited: 0, unauthorized: 0, struck: 0, webhooks: 0 }
  let receiver = options.webhooks
  const sending = new Set<Promise<unknown>>()

  /** Tells the app of a sale; whether it listens is not the buyer's concern. */
  function tell({ id, shop }: Receipt): void {
    if (!receiver) return
    const told = send({ ...receiver, event: 'order.paid', shopId: shop.id, receiptId: id }).then(
      () => undefined,
      () => undefined,
    )
    sending.add(told)
    void told.finally(() => sending.delete(told))
  }

  const api = {
    world,
    grants,
    limiter,
    keystring,
    apiKey: `${keystring}:${sharedSecret}`,
    count(what: 'limited' | 'unauthorized') {
      counts[what] += 1
    },
  }
  const connect = { keystring, redirectUris: options.redirectUris, accounts: world.accounts, grants }

  function answer({ method, path, query, headers, form, json: body }: Incoming): Answer {
    switch (kindOf(path)) {
      case 'page':
        return answerConnect(connect, query, method === 'POST' ? (form ?? new URLSearchParams()) : undefined)
      case 'token':
        return method === 'POST' && form
          ? answerToken(grants, keystring, form)
          : json(400, { error: 'invalid_request', error_description: 'a form is expected' })
      case 'api': {
        const apiKey = headers['x-api-key']
        return answerApi(api, {
          method,
          path: path.slice(apiPath.length),
          query,
          apiKey: typeof apiKey === 'string' ? apiKey : undefined,
          authorization: headers.authorization,
          body,
        })
      }
      default:
        return json(404, { error: 'Resource not found' })
    }
  }

  const server = await startServer({
    port: options.port ?? 0,
    answer,
    strike(call) {
      const kind = kindOf(call.path)
      const struck = kind === 'api' || kind === 'token' ? faults.strike(call) : []
      if (struck.length > 0) counts.struck += 1
      return struck
    },
    done({ method, path, target }, status) {
      const kind = kindOf(path)
      counts[kind] += 1
      calls.push({ kind, method, path, query: target.slice(path.length), at: now(), status })
      if (calls.length > rememberedCalls) calls.splice(0, rememberedCalls / 2)
    },
  })
  const apiUrl = `${server.url}${apiPath}`

  async function send(spec: WebhookSpec): Promise<SentWebhook> {
    counts.webhooks += 1
    return sendWebhook(spec, apiUrl, new Date(rateNow()))
  }

  function userOf(user: number | string | undefined): string {
    const found = world.accounts().find(({ userId, login }) => user === undefined || user === userId || user === login)
    if (!found) throw new Error(`Nobody at Etsy is called "${user}".`)
    return String(found.userId)
  }

  return {
    ...world,
    url: server.url,
    apiUrl,
    tokenUrl: `${server.url}${tokenPath}`,
    connectUrl: `${server.url}${connectPath}`,
    approve: (url, { user } = {}) => pressOnPage(url, { decision: 'allow', user: userOf(user) }),
    deny: (url) => pressOnPage(url, { decision: 'deny', user: userOf(undefined) }),
    revoke: grants.revoke,
    isAllowed: grants.isAllowed,
    give: (user, scopes = ['shops_r', 'listings_r']) => grants.give({ user, client: keystring, scopes }),
    faults,
    cutCall: (n, kind = 'cut-before') => void faults.add({ kind, nth: n, times: 1 }),
    setLimits: limiter.set,
    exhaust: limiter.exhaust,
    usedToday: limiter.usedToday,
    calls: () => [...calls],
    counts: () => ({ ...counts, ...grants.counts() }),
    sendWebhook: send,
    setWebhooks(next) {
      receiver = next
    },
    async close() {
      await server.close()
      await Promise.all(sending)
    },
  }
}
