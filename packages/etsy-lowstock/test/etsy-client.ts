import { createHash, randomBytes } from 'node:crypto'
import { pressOnPage } from '../demo/etsy/browser.ts'
import { clayThread } from '../demo/etsy/catalogue.ts'

/** A small client of Etsy's API, written from its documentation alone. */
export const redirectUri = 'https://bot.example.com/api/etsy-lowstock/callback'
export const verifier = randomBytes(32).toString('base64url')
export const challenge = createHash('sha256').update(verifier).digest('base64url')

interface Etsy {
  readonly apiUrl: string
  readonly tokenUrl: string
  readonly connectUrl: string
}

export const etsyAt = (url: string): Etsy => ({
  apiUrl: `${url}/v3/application`,
  tokenUrl: `${url}/v3/public/oauth/token`,
  connectUrl: `${url}/oauth/connect`,
})

interface ListingBody {
  readonly listing_id: number
  readonly title: string
  readonly quantity: number
  readonly inventory: { readonly products: readonly { readonly product_id: number }[] }
}

/** Whatever Etsy may answer, in one. */
export interface Body extends ListingBody {
  readonly error: string
  readonly access_token: string
  readonly refresh_token: string
  readonly count: number
  readonly results: readonly ListingBody[]
  readonly products: ListingBody['inventory']['products']
}

async function read(
  answer: Response,
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Body }> {
  const body: Body = JSON.parse(await answer.text())
  return { status: answer.status, headers: answer.headers, body }
}

export function askUrl(etsy: Etsy, changed: Readonly<Record<string, string>> = {}): string {
  const url = new URL(etsy.connectUrl)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: 'demo-keystring',
    redirect_uri: redirectUri,
    scope: 'shops_r listings_r',
    state: 'nonce-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changed,
  }).toString()
  return url.href
}

export async function askToken(etsy: Etsy, form: Readonly<Record<string, string>>) {
  const answer = await fetch(etsy.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'demo-keystring', ...form }),
  })
  const { status, body } = await read(answer)
  return { status, body }
}

export const exchange = (etsy: Etsy, code: string, changed: Readonly<Record<string, string>> = {}) =>
  askToken(etsy, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
    ...changed,
  })

export const refresh = (etsy: Etsy, token: string) =>
  askToken(etsy, { grant_type: 'refresh_token', refresh_token: token })

export const codeIn = (redirect: string): string => new URL(redirect).searchParams.get('code') ?? ''

/** A seller allows the app. */
export async function link(etsy: Etsy, user: number = clayThread.userId, scope = 'shops_r listings_r'): Promise<Body> {
  const led = await pressOnPage(askUrl(etsy, { scope }), { decision: 'allow', user: String(user) })
  const { status, body } = await exchange(etsy, codeIn(led))
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

export async function get(
  etsy: Etsy,
  token: string | undefined,
  path: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const answer = await fetch(`${etsy.apiUrl}${path}`, {
    headers: {
      'x-api-key': 'demo-keystring:demo-secret',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
  })
  return read(answer)
}
