import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { OwnError } from '../errors/index.ts'
import { safeMessage } from '../log/index.ts'
import { collectBody } from './collect-body.ts'
import { TransportError } from './transport-error.ts'

/** What can stop a request: the platform's AbortSignal and the look-alike that grammY brings. */
export interface StopSignal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export interface WireRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | Readable | null
  readonly signal?: StopSignal | null
  /** Gives up after this long; unlimited when left out. */
  readonly timeoutMs?: number
  /** Longer answers are broken off with {@link AnswerTooLargeError}; unlimited when left out. */
  readonly maxBytes?: number
}

/** The answer is longer than `maxBytes`. */
export class AnswerTooLargeError extends OwnError {
  override readonly name = 'AnswerTooLargeError'
}

export interface WireAnswer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

/** Keep-alive connections to one or several servers. */
export interface Wire {
  /** Resolves with any HTTP answer, read to its end; throws {@link TransportError} when there is none, {@link AnswerTooLargeError}. */
  send(url: string, request: WireRequest): Promise<WireAnswer>
  /** Closes idle connections; requests under way end by themselves. */
  close(): void
}

/** Idle connections are given up before Telegram closes them: a request on a dying connection would be in doubt. */
const idleMs = 15_000

/** Not a pipeline: that would hand our error to the caller's stream, which grammY reports instead of ours. */
function writeBody(request: http.ClientRequest, body: WireRequest['body'], fail: (error: unknown) => void): void {
  if (!(body instanceof Readable)) {
    request.end(body ?? undefined)
    return
  }
  body.on('error', fail)
  request.once('close', () => body.destroy())
  body.pipe(request)
}

type Origin = Pick<http.RequestOptions, 'protocol' | 'hostname' | 'port' | 'auth'>

/** Parsing an address costs as much as a small request; there are one or two servers. */
const origins = new Map<string, Origin>()

function originOf(text: string): Origin {
  const known = origins.get(text)
  if (known) return known
  const { protocol, hostname, port, username, password } = new URL(text)
  const origin = {
    protocol,
    // An IPv6 address stands in brackets in a URL, and without them in a connection.
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? undefined : Number(port),
    auth: username === '' ? undefined : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`,
  }
  origins.set(text, origin)
  return origin
}

function perform(url: string, init: WireRequest, agent: http.Agent): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const { signal, maxBytes = Number.POSITIVE_INFINITY } = init
    const pathAt = url.indexOf('/', url.indexOf('//') + 2)
    const request = (url.startsWith('https:') ? https : http).request({
      ...originOf(pathAt < 0 ? url : url.slice(0, pathAt)),
      path: pathAt < 0 ? '/' : url.slice(pathAt),
      method: init.method ?? 'GET',
      headers: { ...init.headers },
      agent,
    })
    let bodyWritten = false
    const settle = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    const fail = (cause: unknown) => {
      settle()
      // The address holds the bot's token: it must not enter the message.
      const lost = new TransportError(`No answer from Telegram: ${safeMessage(cause)}`, bodyWritten, { cause })
      reject(cause instanceof AnswerTooLargeError ? cause : lost)
      request.destroy()
    }
    const abort = () => fail(new Error('the request was stopped'))
    const timer = init.timeoutMs ? setTimeout(() => fail(new Error('it took too long')), init.timeoutMs) : undefined
    // 'finish' comes when the last byte was handed to the operating system: from here on Telegram may have it.
    request.once('finish', () => {
      bodyWritten = true
    })
    request.on('error', fail)
    request.once('response', (response) => {
      const body = collectBody(response.headers, maxBytes)
      response.on('data', (chunk: Buffer) => {
        if (!body.add(chunk)) fail(new AnswerTooLargeError(`The answer is longer than ${maxBytes} bytes.`))
      })
      response.on('error', fail)
      response.once('end', () => {
        settle()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: body.whole() })
      })
    })
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    writeBody(request, init.body, fail)
  })
}

/** Creates a {@link Wire} with at most `maxSockets` connections per server (100 unless told). */
export function createWire(maxSockets = 100): Wire {
  const options = { keepAlive: true, maxSockets, scheduling: 'lifo', timeout: idleMs } as const
  const agents = { http: new http.Agent(options), https: new https.Agent(options) }
  return {
    send: (url, request) => perform(url, request, url.startsWith('https:') ? agents.https : agents.http),
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}
