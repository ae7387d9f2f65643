import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { ApiError } from '../errors.ts'
import { badGatewayPage } from '../faults.ts'
import { readParams } from '../params/read.ts'
import type { CallParams } from '../params/values.ts'
import { errorOutcome, execute, type Outcome } from './execute.ts'
import type { Host } from './host.ts'

// Telegram takes uploads of 50 MB; the rest is room for the other fields of the form.
const maxBody = 51 * 1024 * 1024

export type Page = (path: string) => { readonly contentType: string; readonly body: string } | null
export type Download = (path: string) => Uint8Array | null

interface Site {
  readonly host: Host
  readonly page: Page
  readonly download: Download
}

const write = (response: ServerResponse, result: Outcome): void => {
  if (response.destroyed || response.writableEnded) return
  if (result.drop) {
    response.socket?.resetAndDestroy()
    return
  }
  if (result.html) {
    response.writeHead(result.status, { 'Content-Type': 'text/html', 'Content-Length': badGatewayPage.length })
    response.end(badGatewayPage)
    return
  }
  const headers: Record<string, string | number> = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(result.body),
  }
  if (result.retryAfter !== null) headers['Retry-After'] = result.retryAfter
  response.writeHead(result.status, headers)
  response.end(result.body)
}

const refuse = (response: ServerResponse, code: number, description: string): void =>
  write(response, errorOutcome(new ApiError(code, description)))

const readBody = (request: IncomingMessage, done: (body: Buffer | null, tooLarge: boolean) => void): void => {
  const chunks: Buffer[] = []
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= maxBody) chunks.push(chunk)
    else chunks.length = 0
  })
  request.on('end', () => {
    const first = chunks[0]
    if (size > maxBody) done(null, true)
    else done(first === undefined ? null : chunks.length === 1 ? first : Buffer.concat(chunks), false)
  })
}

const tokenProblem = (host: Host, token: string): ApiError | null => {
  if (host.world.tokens.has(token)) return null
  const wellFormed = /^[1-9]\d{0,15}:[A-Za-z0-9_-]{1,80}$/.test(token)
  return new ApiError(401, wellFormed ? 'Unauthorized' : 'Unauthorized: invalid token specified')
}

const answer = async (
  site: Site,
  token: string,
  name: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | null,
) => {
  const bot = site.host.world.tokens.get(token)
  if (bot === undefined) return
  let params: CallParams
  try {
    params = readParams(query, request.headers['content-type'] ?? '', body)
  } catch (error) {
    write(response, errorOutcome(error instanceof ApiError ? error : new ApiError(400, 'Bad Request')))
    return
  }
  const onGone = (listener: () => void): void => {
    response.once('close', () => {
      if (!response.writableEnded) listener()
    })
  }
  write(response, await execute(site.host, { bot, name, params, onGone }))
}

const callMethod = (
  site: Site,
  path: string,
  query: string,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const slash = path.indexOf('/', 4)
  const token = decodeURIComponent(path.slice(4, slash < 0 ? undefined : slash))
  const name = slash < 0 ? '' : path.slice(slash + 1)
  const problem = tokenProblem(site.host, token)
  readBody(request, (body, tooLarge) => {
    if (problem !== null) refuse(response, problem.code, problem.message)
    else if (name === '' || name.includes('/')) refuse(response, 404, 'Not Found')
    else if (tooLarge) refuse(response, 413, 'Request Entity Too Large')
    else
      answer(site, token, name, query, request, response, body).catch((error: unknown) =>
        site.host.world.log(`request failed: ${String(error)}`),
      )
  })
}

const sendFile = (site: Site, path: string, response: ServerResponse): void => {
  const rest = path.slice('/file/bot'.length)
  const slash = rest.indexOf('/')
  const problem = tokenProblem(site.host, decodeURIComponent(rest.slice(0, Math.max(slash, 0))))
  const bytes = problem === null ? site.download(decodeURIComponent(rest.slice(slash + 1))) : null
  if (problem !== null) refuse(response, problem.code, problem.message)
  else if (bytes === null) refuse(response, 404, 'Not Found')
  else {
    response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': bytes.byteLength })
    response.end(bytes)
  }
}

const sendPage = (response: ServerResponse, page: ReturnType<Page>): void => {
  if (page === null) {
    refuse(response, 404, 'Not Found')
    return
  }
  response.writeHead(200, { 'Content-Type': page.contentType, 'Content-Length': Buffer.byteLength(page.body) })
  response.end(page.body)
}

const route = (site: Site, request: IncomingMessage, response: ServerResponse): void => {
  const target = request.url ?? '/'
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark + 1)
  if (path.startsWith('/bot')) callMethod(site, path, query, request, response)
  else if (path.startsWith('/file/bot')) sendFile(site, path, response)
  else sendPage(response, site.page(path))
}

/** The HTTP face: Bot API calls, file downloads and the coverage pages. */
export const createHttpServer = (site: Site): Server => {
  const server = createServer((request, response) => {
    try {
      route(site, request, response)
    } catch {
      // A path that cannot be decoded.
      refuse(response, 404, 'Not Found')
    }
  })
  // Clients keep connections open between polls; closing them first would look like a network error to the bot.
  server.keepAliveTimeout = 75_000
  return server
}
