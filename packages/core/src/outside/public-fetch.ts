import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import { OwnError } from '../errors/index.ts'
import { isPublicAddress } from './address.ts'
import type { Fetch, FetchInit } from './types.ts'

export interface PublicFetchOptions {
  /** Hosts (`127.0.0.1:8080`, `shop.test`) that skip the check. For tests and the playground's stand-ins only. */
  readonly allowHosts?: readonly string[]
  /** `answer`: a redirect is the answer. A request that was signed for one address must not count as delivered by another one's. `follow` unless told. */
  readonly redirects?: 'follow' | 'answer'
  /** All addresses of a host name; DNS unless given. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
}

/** A URL that somebody gave leads to an address, scheme or redirect that we do not follow. */
export class BlockedAddressError extends OwnError {
  override readonly name = 'BlockedAddressError'
}

const maxRedirects = 3
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

async function resolveByDns(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map((entry) => entry.address)
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new BlockedAddressError('This is not a web address; expected http:// or https://.')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new BlockedAddressError(`Addresses with ${url.protocol} are not opened; expected http:// or https://.`)
  }
  if (url.username !== '' || url.password !== '')
    throw new BlockedAddressError('Addresses with a user name are not opened.')
  return url
}

/** The one address to connect to: checked here and used for the connection, so that a second DNS answer cannot differ. */
async function pinAddress(url: URL, options: PublicFetchOptions): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const allowed = options.allowHosts?.some((entry) => entry === url.host || entry === url.hostname) ?? false
  const addresses = isIP(host) !== 0 ? [host] : await (options.resolve ?? resolveByDns)(host)
  const [first] = addresses
  if (first === undefined) throw new Error(`The host ${host} has no address.`)
  // One private address among public ones is an attack or a mistake; either way we stay out.
  if (!allowed && !addresses.every(isPublicAddress)) {
    throw new BlockedAddressError(`The host ${host} is not on the public internet.`)
  }
  return first
}

/**
 * What a fetch of {@link createPublicFetch} would say about an address now, for whoever types one: `blocked` by its scheme, its user name or where it
 * leads, `unknown` to DNS. The fetch checks again each time.
 */
export async function judgeAddress(
  address: string,
  options: PublicFetchOptions = {},
): Promise<'public' | 'blocked' | 'unknown'> {
  try {
    await pinAddress(parseUrl(address), options)
    return 'public'
  } catch (error) {
    return error instanceof BlockedAddressError ? 'blocked' : 'unknown'
  }
}

/** DNS knows no signal: whoever gave up does not wait for its answer. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
  return Promise.race([work, aborted])
}

function connect(url: URL, address: string, init: FetchInit): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(
      url,
      {
        method: init.method,
        // Identity: this small client does not unpack compressed bodies.
        headers: { ...init.headers, 'accept-encoding': 'identity' },
        signal: init.signal,
        // A pooled connection would skip the check of its address.
        agent: false,
        lookup: (_host, { all }, done) => {
          if (all === true) done(null, [{ address, family: isIP(address) }])
          else done(null, address, isIP(address))
        },
      },
      resolve,
    )
    request.on('error', reject)
    request.end(init.body)
  })
}

function toResponse(message: IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const status = message.statusCode ?? 500
  const empty = status === 204 || status === 205 || status === 304
  if (empty) message.resume()
  return new Response(empty ? null : Readable.toWeb(message), { status, headers })
}

/** What a browser does: 303, and 301 / 302 after a POST, go on as GET without the body; credentials stay with their host. */
function followInit(init: FetchInit, status: number, sameOrigin: boolean): FetchInit {
  const asGet = status === 303 || ((status === 301 || status === 302) && init.method === 'POST')
  const headers = Object.entries(init.headers).filter(
    ([name]) => sameOrigin || !/^(?:authorization|cookie)$/i.test(name),
  )
  const next = { headers: Object.fromEntries(headers), signal: init.signal }
  if (asGet) return { ...next, method: 'GET' }
  return { ...next, method: init.method, ...(init.body !== undefined && { body: init.body }) }
}

/**
 * Creates a fetch for URLs that people give: http and https only, no private, loopback, link-local, multicast or mapped
 * addresses after DNS resolution, and the checked address is the one that is connected to. Each of at most 3 redirects is checked again.
 * Rejects with {@link BlockedAddressError}.
 */
export function createPublicFetch(options: PublicFetchOptions = {}): Fetch {
  return async (start, startInit) => {
    let url = parseUrl(start)
    let init = startInit
    for (let redirects = 0; ; redirects++) {
      init.signal.throwIfAborted()
      const address = await untilAborted(init.signal, pinAddress(url, options))
      const message = await connect(url, address, init)
      const { location } = message.headers
      const status = message.statusCode ?? 500
      const isAnswer = options.redirects === 'answer' || !redirectStatuses.has(status) || location === undefined
      if (isAnswer) return toResponse(message)
      message.destroy()
      if (redirects === maxRedirects) throw new BlockedAddressError(`More than ${maxRedirects} redirects.`)
      const target = URL.canParse(location, url.href) ? new URL(location, url).href : location
      const next = parseUrl(target)
      init = followInit(init, status, next.origin === url.origin)
      url = next
    }
  }
}
