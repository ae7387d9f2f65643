import { OwnError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { z } from 'zod'
import type { Settings } from '../env.ts'

/** What is asked of sellers: reading their shop and its listings, and nothing else. */
export const readScopes = 'shops_r listings_r'
/** The same, and changing listings: for those who want to restock from the chat. */
export const writeScopes = `${readScopes} listings_w`

/** Whether what was granted is enough to change how many pieces there are. */
export const mayWrite = (scopes: string): boolean => scopes.split(' ').includes('listings_w')

/** A refresh token that nobody spends ends after so long. */
export const refreshLifeMs = 90 * 24 * 3_600_000

/** A pair of tokens as Etsy gave it. */
export interface Tokens {
  readonly access: string
  readonly refresh: string
  readonly expiresInSeconds: number
  /** What was granted, where Etsy says it: else as it was asked. */
  readonly scopes?: string | undefined
}

/** `detail` is a status or a code of Etsy’s, for the log: never a token. */
export type TokenAnswer =
  | { readonly ok: true; readonly tokens: Tokens }
  | { readonly ok: false; readonly why: 'invalid-grant' | 'unavailable'; readonly detail: string }

/** How sellers let the bot read their shop: OAuth 2.0 with PKCE. */
export interface Oauth {
  /** The page where a seller allows it; nothing while the operator has not set the variables of their app. */
  connectUrl(attempt: {
    readonly state: string
    readonly challenge: string
    readonly scopes: string
  }): string | undefined
  /** Once per code: a second time Etsy refuses. */
  exchange(granted: { readonly code: string; readonly verifier: string }): Promise<TokenAnswer>
  /** Spends the refresh token: the pair that comes back replaces both. */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<TokenAnswer>
}

const tokenBody = z
  .object({
    access_token: z.string().regex(/^\d{1,18}\.\S+$/),
    refresh_token: z.string().min(1),
    expires_in: z.number().int().positive(),
    scope: z
      .string()
      .regex(/^[\w ]{1,400}$/)
      .optional()
      .catch(undefined),
  })
  .transform(
    (body): Tokens => ({
      access: body.access_token,
      refresh: body.refresh_token,
      expiresInSeconds: body.expires_in,
      scopes: body.scope,
    }),
  )
/** Codes of RFC 6749; descriptions may quote what was sent. */
const errorBody = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) })

/** The seller's account: what stands before the dot of their access token. */
export function etsyUserIdOf(access: string): bigint {
  const id = /^(\d{1,18})\./.exec(access)?.[1]
  if (id === undefined) throw new OwnError('An access token of Etsy does not begin with the number of an account.')
  return BigInt(id)
}

export function createOauth({ outside, settings }: Pick<Core, 'outside'> & { readonly settings: Settings }): Oauth {
  const app = appOf(settings)
  const client = outside({
    name: 'etsy-oauth',
    timeoutMs: 15_000,
    // A code and a refresh token are good for one call, which may have had its effect.
    retries: 0,
    breaker: { failures: 5, halfOpenAfterMs: 10_000 },
    userAgent: 'bazaar-etsy-lowstock/1.0',
    maxBytes: 65_536,
  })

  async function ask(form: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<TokenAnswer> {
    const answer = await client.request(settings.ETSY_TOKEN_URL, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      ...(signal && { signal }),
    })
    if (!answer.ok) return refusalOf(answer)
    const { data } = tokenBody.safeParse(jsonOf(answer.text))
    return data ? { ok: true, tokens: data } : { ok: false, why: 'unavailable', detail: 'unreadable answer' }
  }

  return {
    connectUrl({ state, challenge, scopes }) {
      if (!app) return undefined
      const url = new URL(settings.ETSY_CONNECT_URL)
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: app.key,
        redirect_uri: app.redirectUrl,
        scope: scopes,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }).toString()
      return url.href
    },
    exchange: async ({ code, verifier }) =>
      app
        ? ask({
            grant_type: 'authorization_code',
            client_id: app.key,
            redirect_uri: app.redirectUrl,
            code,
            code_verifier: verifier,
          })
        : notSet,
    refresh: async (refreshToken, signal) =>
      app ? ask({ grant_type: 'refresh_token', client_id: app.key, refresh_token: refreshToken }, signal) : notSet,
  }
}

const notSet: TokenAnswer = { ok: false, why: 'unavailable', detail: 'not configured' }

/** The operator's app at Etsy, once all of it is set. */
function appOf({ ETSY_API_KEY: key, ETSY_SHARED_SECRET: secret, ETSY_REDIRECT_URL: redirectUrl }: Settings) {
  return key === undefined || secret === undefined || redirectUrl === undefined ? undefined : { key, redirectUrl }
}

type Failure = Extract<Awaited<ReturnType<ReturnType<Core['outside']>['request']>>, { ok: false }>

function refusalOf({ kind, status, text = '' }: Failure): TokenAnswer {
  if (status === undefined) return { ok: false, why: 'unavailable', detail: kind }
  const code = errorBody.safeParse(jsonOf(text)).data?.error
  const isOver = code === 'invalid_grant' && (status === 400 || status === 401)
  const detail = code === undefined ? `HTTP ${status}` : `HTTP ${status} ${code}`
  return { ok: false, why: isOver ? 'invalid-grant' : 'unavailable', detail }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
