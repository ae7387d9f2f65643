import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findFreePort } from '@bazaar/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pinImages } from '../../../scripts/images-pin/pin.ts'
import { findReferences, readReference, replaceReferences } from '../../../scripts/images-pin/references.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const files = ['Dockerfile', 'docker-compose.yml'] as const
const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`
const index = 'application/vnd.oci.image.index.v1+json'

type Answer = (response: ServerResponse, request: IncomingMessage) => void
const gives =
  (digest: string, type = index): Answer =>
  (response) =>
    void response.writeHead(200, { 'content-type': type, 'docker-content-digest': digest }).end()
const says =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end()

/** A registry as the specification has it: nothing without a token of its own service of tokens. */
const asked: string[] = []
const answers = new Map<string, Answer>()
let tokens: Answer
let url = ''
const server = createServer((request, response) => {
  const at = new URL(request.url ?? '', url)
  asked.push(`${request.method} ${at.pathname}`)
  if (at.pathname === '/token') return tokens(response, request)
  const [, image = ''] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(at.pathname) ?? []
  if (request.headers.authorization !== `Bearer token-for-${image}`) {
    const challenge = `Bearer realm="${url}/token",service="standin",scope="repository:${image}:pull"`
    return says(401, { 'www-authenticate': challenge })(response, request)
  }
  expect(request.headers.accept).toContain(index)
  const answer = answers.get(at.pathname.replace(/^\/v2\//, '').replace('/manifests/', ':'))
  return (answer ?? says(404))(response, request)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

let folder: string
let printed: string[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bazaar-images-'))
  for (const file of files) copyFileSync(path.join(root, file), path.join(folder, file))
  // As a file is that was never pinned.
  for (const file of files) writeFileSync(path.join(folder, file), read(file).replaceAll(/@sha256:\w+/g, ''))
  printed = []
  asked.length = 0
  tokens = (response, request) => {
    const scope = new URL(request.url ?? '', url).searchParams.get('scope') ?? ''
    response.end(JSON.stringify({ token: `token-for-${scope.split(':')[1]}` }))
  }
  answers.clear()
  answers.set('library/node:24-slim', gives(digestOf('a')))
  answers.set('library/postgres:18', gives(digestOf('b')))
  answers.set(
    'library/redis:7-alpine',
    gives(digestOf('c'), 'application/vnd.docker.distribution.manifest.list.v2+json'),
  )
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8')
const both = (): string => files.map(read).join('\n')
const pin = (more: { check?: boolean; registry?: string; timeoutMs?: number } = {}): Promise<number> =>
  pinImages({ folder, registry: url, check: false, print: (line) => void printed.push(line), ...more })

describe('nothing is written when', () => {
  const redis = 'library/redis:7-alpine'
  it.each<[string, Answer, RegExp]>([
    ['a tag is unknown', says(404), /redis:7-alpine: .*knows no such image or tag/],
    ['the registry limits its callers', says(429, { 'retry-after': '90' }), /limits its callers: try again after 90/],
    ['the token is refused', says(401), /refuses it \(401\)/],
    ['the image is refused', says(403), /refuses it \(403\)/],
    ['the registry is broken', says(500), /answered 500/],
    ['nothing comes in time', () => undefined, /no answer in time/],
    ['the line breaks', (response) => void response.destroy(), /fetch failed/],
    ['the digest is malformed', gives('sha256:abc'), /a digest that is none: sha256:abc/],
    ['the digest is of another kind', gives(`md5:${'a'.repeat(64)}`), /a digest that is none/],
    ['there is no digest', says(200, { 'content-type': index }), /a digest that is none: nothing/],
    [
      'only one platform is there',
      gives(digestOf('d'), 'application/vnd.oci.image.manifest.v1+json'),
      /manifest\.v1\+json, not a list of platforms/,
    ],
  ])('%s', async (_name, answer, reason) => {
    const before = both()
    answers.set(redis, answer)
    expect(await pin({ timeoutMs: answer.length === 0 ? 300 : 20_000 })).toBe(2)
    expect(printed.join('\n')).toMatch(reason)
    expect(printed.at(-1)).toBe('Nothing is written.')
    expect(both()).toBe(before)
  })

  it.each<[string, Answer, RegExp]>([
    ['gives none', says(403), /refused a token \(403\)/],
    ['limits its callers', says(429), /limits its callers: try again later/],
    ['answers something else', (response) => void response.end('<html>'), /answered without a token/],
  ])('the service of tokens %s', async (_name, answer, reason) => {
    const before = both()
    tokens = answer
    expect(await pin()).toBe(2)
    expect(printed.join('\n')).toMatch(reason)
    expect(both()).toBe(before)
  })

  it('nobody answers at all', async () => {
    const before = both()
    expect(await pin({ registry: `http://127.0.0.1:${await findFreePort()}` })).toBe(2)
    expect(printed.join('\n')).toMatch(/ECONNREFUSED/)
    expect(both()).toBe(before)
  })
})

describe('images', () => {
  it('are pinned to the digest of all platforms, wherever they are named, and nothing else is changed', async () => {
    const before = both()
    expect(await pin()).toBe(0)
    expect(read('Dockerfile').match(/^FROM .*$/gm)).toEqual([
      `FROM node:24-slim@${digestOf('a')} AS build`,
      `FROM node:24-slim@${digestOf('a')}`,
    ])
    expect(read('docker-compose.yml').match(/image: .*/g)).toEqual([
      `image: postgres:18@${digestOf('b')}`,
      `image: redis:7-alpine@${digestOf('c')}`,
    ])
    expect(both().replaceAll(/@sha256:\w{64}/g, '')).toBe(before)
    // One image is asked for once, and nothing is downloaded.
    expect(asked.filter((line) => line.includes('/node/'))).toHaveLength(2)
    expect(asked.filter((line) => line.startsWith('GET ') && line !== 'GET /token')).toEqual([])
  })

  it('follow their tags when it runs again, and stay when nothing is new', async () => {
    await pin()
    const pinned = both()
    expect(await pin()).toBe(0)
    expect(both()).toBe(pinned)
    expect(printed.at(-1)).toBe('Nothing has changed.')
    answers.set('library/postgres:18', gives(digestOf('e')))
    expect(await pin()).toBe(0)
    expect(both()).toBe(pinned.replace(digestOf('b'), digestOf('e')))
    expect(printed.at(-1)).toBe('Written: docker-compose.yml')
  })

  it('are only looked at with --check', async () => {
    const before = both()
    expect(await pin({ check: true })).toBe(1)
    expect(printed).toContain(`postgres:18: not pinned, ${digestOf('b')}`)
    expect(both()).toBe(before)
    await pin()
    expect(await pin({ check: true })).toBe(0)
    answers.set('library/postgres:18', gives(digestOf('e')))
    expect(await pin({ check: true })).toBe(1)
    expect(printed).toContain(`postgres:18: behind, ${digestOf('e')}`)
    answers.set('library/postgres:18', says(429))
    expect(await pin({ check: true })).toBe(2)
    expect(printed.at(-2)).toMatch(/^postgres:18@sha256:b+: its digest is not known/)
  })
})

describe('names of images', () => {
  it.each([
    ['node:24-slim', 'registry-1.docker.io', 'library/node', '24-slim'],
    ['docker.io/library/node:24', 'registry-1.docker.io', 'library/node', '24'],
    ['docker.io/node:24', 'registry-1.docker.io', 'library/node', '24'],
    ['grafana/grafana:12.0', 'registry-1.docker.io', 'grafana/grafana', '12.0'],
    ['ghcr.io/some/thing:v1', 'ghcr.io', 'some/thing', 'v1'],
    ['localhost:5000/thing:v1', 'localhost:5000', 'thing', 'v1'],
    [`node:24@${digestOf('a')}`, 'registry-1.docker.io', 'library/node', '24'],
  ])('%s', (written, host, repository, tag) => {
    expect(readReference(written)).toMatchObject({ written, host, repository, tag, wanted: written.split('@')[0] })
  })

  it.each(['node', 'localhost:5000/node', `node@${digestOf('a')}`, 'node:$VERSION', '$BASE', ''])(
    'of which nobody knows what to ask for: "%s"',
    (written) => expect(() => readReference(written)).toThrow(/names no tag/),
  )

  it('are found with their platform and stages left out, also where files are copied from', () => {
    const text = `# FROM no:comment
FROM --platform=linux/amd64 node:24 AS build
FROM build AS second
COPY --from=build /a /b
COPY --chown=x --from=tools:1 /a /b
COPY --from=0 /a /b
COPY FROM no:file ./
FROM scratch
from node:24
`
    expect(findReferences('Dockerfile', text)).toEqual(['node:24', 'tools:1', 'node:24'])
    const names = new Map([
      ['node:24', 'node:24@x'],
      ['tools:1', 'tools:1@y'],
    ])
    const replaced = text.replaceAll('node:24', 'node:24@x').replace('tools:1', 'tools:1@y')
    expect(replaceReferences('Dockerfile', text, names)).toBe(replaced)
  })
})
