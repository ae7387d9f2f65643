import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import type { ControlServer } from './context.ts'
import { ControlError } from './errors.ts'

const pageDir = fileURLToPath(new URL('../page/', import.meta.url))
/** The import map in index.html sends the modules' bare names here; nothing is fetched from outside. */
const vendor = { '/vendor/preact.js': 'preact', '/vendor/preact-hooks.js': 'preact/hooks', '/vendor/htm.js': 'htm' }
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript',
}

/** Lets exactly the import map of this page run inline, and nothing else from anywhere else. */
function contentPolicy(page: string): string {
  const map = /<script type="importmap">([^<]*)</.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(map).digest('base64')
  return `default-src 'none'; script-src 'self' 'sha256-${hash}'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

/** TypeScript becomes JavaScript as it is asked for: the page needs no build step, and an edit shows on reload. */
function createSource() {
  const cache = new Map<string, { readonly changed: number; readonly code: string }>()
  return async (file: string): Promise<string> => {
    const source = path.join(pageDir, file)
    const changed = statSync(source).mtimeMs
    const known = cache.get(file)
    if (known?.changed === changed) return known.code
    const text = readFileSync(source, 'utf8')
    const code = file.endsWith('.ts') ? (await transform(text, { loader: 'ts', target: 'es2022' })).code : text
    cache.set(file, { changed, code })
    return code
  }
}

/** The chat page: a document, its style, its modules, and the packages that they import. */
export function pageRoutes(server: ControlServer): void {
  const source = createSource()
  // Read once: only names that exist are served, so a path can lead nowhere else.
  const served = new Set(readdirSync(pageDir).filter((name) => types[path.extname(name)] !== undefined))

  server.get('/', { schema: { hide: true } }, async (_request, reply) => {
    const page = await source('index.html')
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', contentPolicy(page))
      .header('referrer-policy', 'no-referrer')
      .send(page)
  })
  server.get<{ Params: { file: string } }>('/page/:file', { schema: { hide: true } }, async (request, reply) => {
    const { file } = request.params
    if (!served.has(file)) throw new ControlError(404, 'not-found', 'There is no such file.')
    return reply
      .type(`${types[path.extname(file)]}; charset=utf-8`)
      .header('cache-control', 'no-cache')
      .send(await source(file))
  })
  for (const [url, specifier] of Object.entries(vendor)) {
    const file = fileURLToPath(import.meta.resolve(specifier))
    server.get(url, { schema: { hide: true } }, (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(readFileSync(file, 'utf8')),
    )
  }
}
