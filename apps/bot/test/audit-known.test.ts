import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkImage } from '../../../scripts/audit-known/image.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const bin = mkdtempSync(path.join(tmpdir(), 'bazaar-audit-'))

/** A registry that is asked about vulnerabilities of packages. */
let answer: (response: ServerResponse, body: string) => void
let url = ''
const server = createServer((request, response) => {
  void text(request).then((body) => {
    response.setHeader('content-type', 'application/json')
    if (request.url === '/-/npm/v1/security/advisories/bulk') answer(response, body)
    else response.writeHead(404).end('{}')
  })
})
const nothing = (response: ServerResponse): void => void response.end('{}')

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => {
  server.close()
  rmSync(bin, { recursive: true })
})
beforeEach(() => {
  for (const name of ['trivy', 'grype']) rmSync(path.join(bin, name), { force: true })
  answer = nothing
})

/** A scanner that prints this, and notes what it was asked. */
function install(name: 'trivy' | 'grype', printed: string, code = 0): void {
  writeFileSync(path.join(bin, `${name}.json`), printed)
  const program = `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$@" >${bin}/asked\n/bin/cat ${bin}/${name}.json\nexit ${code}\n`
  writeFileSync(path.join(bin, name), program)
  chmodSync(path.join(bin, name), 0o755)
}
const asked = (): string => readFileSync(path.join(bin, 'asked'), 'utf8').trim()

async function audit(...args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [path.join(root, 'scripts/audit-known.ts'), ...args], {
    cwd: bin,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, AUDIT_REGISTRY: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = await Promise.all([text(child.stdout), text(child.stderr)])
  if (child.exitCode === null) await once(child, 'exit')
  return { code: child.exitCode, output: output.join('') }
}

const trivy = (...vulnerabilities: readonly object[]): string =>
  JSON.stringify({ ArtifactName: 'bot', Results: [{ Target: 'debian' }, { Vulnerabilities: vulnerabilities }] })
const oneOfTrivy = { VulnerabilityID: 'CVE-1', PkgName: 'libc6', Severity: 'LOW', Title: 'Old\nand known' }

describe('a release', () => {
  it('is never called clean where the registry does not answer such questions', async () => {
    answer = (response) => void response.writeHead(405).end()
    install('trivy', trivy())
    const { code, output } = await audit('bot')
    expect(output).toMatch(/^\? {4}packages: could not be checked\. .*405/)
    expect(output).toMatch(/^ok {3}image: nothing known, bot looked through by trivy$/m)
    expect(code).toBe(2)
  })

  it('is not clean with what is known of a package, whatever else could not be checked', async () => {
    answer = (response, body) => {
      expect(Object.keys(JSON.parse(body))).toContain('fastify')
      const known = { id: 1, url: 'https://example.com/1', title: 'Bad\nthing', severity: 'high' }
      response.end(JSON.stringify({ fastify: [{ ...known, vulnerable_versions: '<99.0.0', cwe: [], cvss: {} }] }))
    }
    install('trivy', '', 1)
    const { code, output } = await audit('bot')
    expect(output).toMatch(/^FAIL packages: 1 known, .* packages looked at\n {5}high fastify: Bad thing https:/)
    expect(output).toMatch(/^\? {4}image: could not be checked\. trivy: Command failed/m)
    expect(code).toBe(1)
  })

  it('is clean when nothing is known of either', async () => {
    install('trivy', trivy())
    const { code, output } = await audit('bot')
    expect(output).toMatch(/^ok {3}packages: nothing known, [1-9]\d* packages looked at$/m)
    expect(code).toBe(0)
  })
})

describe('the image', () => {
  // Whatever this machine has installed.
  beforeEach(() => void vi.stubEnv('PATH', bin))
  afterEach(() => void vi.unstubAllEnvs())

  it('is never called clean without a scanner, a name or an answer', async () => {
    const check = async (name?: string): Promise<string> => {
      const { state, lines } = await checkImage(name)
      return `${state}: ${lines.join(' ')}`
    }
    expect(await check('bot')).toMatch(/^unchecked: .*Neither trivy nor grype is installed/)
    install('trivy', trivy())
    expect(await check()).toMatch(/^unchecked: .*Name the built image/)
    expect(await check('--help')).toMatch(/^unchecked: .*Name the built image/)
    for (const [printed, code, reason] of [
      ['', 1, /^unchecked: .*trivy: Command failed/],
      ['FATAL: no such image', 1, /^unchecked: .*trivy: FATAL: no such image/],
      ['{}', 0, /^unchecked: .*a form that is not known here/],
      ['{"ArtifactName":"bot","Results":[]}', 0, /^unchecked: .*a form that is not known here/],
    ] as const) {
      install('trivy', printed, code)
      expect(await check('bot')).toMatch(reason)
    }
  })

  it('is named with what trivy knows, whether there is a fix or not', async () => {
    const fixable = { ...oneOfTrivy, Severity: 'HIGH', PkgName: 'zlib', FixedVersion: '1.2' }
    install('trivy', trivy(oneOfTrivy, fixable))
    expect(await checkImage('registry.example.com/bot:1')).toEqual({
      what: 'image',
      state: 'found',
      lines: [
        '2 known, 1 of them with a fix, registry.example.com/bot:1 looked through by trivy',
        'low libc6: CVE-1 Old and known',
        'high zlib: CVE-1 Old and known (fixed in 1.2)',
      ],
    })
    expect(asked()).toBe('image --quiet --scanners vuln --format json registry.example.com/bot:1')
  })

  it('is looked through by grype where trivy is not', async () => {
    const vulnerability = { id: 'CVE-2', severity: 'Medium', fix: { versions: ['2.0'], state: 'fixed' } }
    const matches = [{ vulnerability, artifact: { name: 'openssl' } }]
    install('grype', JSON.stringify({ matches, source: { type: 'image' } }))
    const { state, lines } = await checkImage('bot')
    expect([state, lines[1], asked()]).toEqual([
      'found',
      'medium openssl: CVE-2 (fixed in 2.0)',
      'bot --quiet --output json',
    ])
    install('grype', JSON.stringify({ matches: [], source: { type: 'image' } }))
    expect((await checkImage('bot')).state).toBe('clean')
  })
})
