import path from 'node:path'
import type { PageCache } from '../page-cache.ts'
import type { ControlServer } from './context.ts'
import { ControlError } from './errors.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Nothing from anywhere else, nothing inline. Captions of films are written into their address, hence `data:`. */
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The chat page. Asking for the document looks whether a source changed, so that an edit shows on reload. */
export function pageRoutes(server: ControlServer, page: PageCache): void {
  let served: Awaited<ReturnType<PageCache['current']>> | undefined

  server.get('/', { schema: { hide: true } }, async (_request, reply) => {
    served = await page.current()
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', contentPolicy)
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'no-cache')
      .send(served.get('index.html'))
  })
  const file = async (name: string) => {
    served ??= await page.current()
    // Only names of the build exist, so a path can lead nowhere else.
    const bytes = served.get(name)
    if (!bytes) throw new ControlError(404, 'not-found', 'There is no such file.')
    return { bytes, type: types[path.extname(name)] ?? 'application/octet-stream' }
  }
  server.get<{ Params: { name: string } }>('/assets/:name', { schema: { hide: true } }, async (request, reply) => {
    const { bytes, type } = await file(`assets/${request.params.name}`)
    // Their names change with their content.
    return reply.type(type).header('cache-control', 'max-age=31536000, immutable').send(bytes)
  })
  server.get('/icon.svg', { schema: { hide: true } }, async (_request, reply) => {
    const { bytes, type } = await file('icon.svg')
    return reply.type(type).header('cache-control', 'no-cache').send(bytes)
  })
}
