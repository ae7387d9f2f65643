import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = path.resolve(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const can = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0

describe('docker-compose.yml', () => {
  const { services, volumes } = parse(read('docker-compose.yml'))

  it('brings a PostgreSQL that lasts, a Redis that evicts nothing, and the bot after both', () => {
    expect(Object.keys(services)).toEqual(['postgres', 'redis', 'bot'])
    expect(services.postgres.image).toMatch(/^postgres:1[6-8](@sha256:[0-9a-f]{64})?$/)
    expect(Object.keys(volumes)).toContain(services.postgres.volumes[0].split(':')[0])
    expect(services.redis.command.join(' ')).toContain('--maxmemory-policy noeviction')
    expect(Object.keys(services.bot.depends_on)).toEqual(['postgres', 'redis'])
    for (const name of ['postgres', 'redis']) {
      expect(services.bot.depends_on[name]).toEqual({ condition: 'service_healthy' })
      expect(services[name].healthcheck.test).toBeDefined()
    }
  })

  it('calls each service by its name, its own port and the account that it has', () => {
    const { bot, postgres, redis } = services
    const database = new URL(bot.environment.DATABASE_URL.replace(/\$\{\w+\}/, 'secret'))
    const { POSTGRES_USER: user, POSTGRES_DB: name } = postgres.environment
    expect(database).toMatchObject({ hostname: 'postgres', port: '5432', username: user, pathname: `/${name}` })
    expect(new URL(bot.environment.REDIS_URL)).toMatchObject({ hostname: 'redis', port: '6379' })
    for (const service of [postgres, redis]) expect(JSON.stringify(service)).not.toMatch(/--port|PGPORT/)
    expect(postgres.healthcheck.test).toEqual(['CMD-SHELL', `pg_isready -U ${user} -d ${name}`])
    expect(redis.healthcheck.test).toEqual(['CMD', 'redis-cli', 'ping'])
    // Where the image of version 18 and later keeps its data, one folder a version.
    expect(postgres.volumes).toEqual(['postgres:/var/lib/postgresql'])
  })

  it('publishes the ports that the bot listens on, the operators’ one for them alone', () => {
    const { PORT: port, OPERATIONS_PORT: operations } = services.bot.environment
    expect(operations).not.toBe(port)
    expect(services.bot.ports).toEqual([`127.0.0.1:8080:${port}`, `127.0.0.1:8082:${operations}`])
    expect(read('Dockerfile')).toMatch(new RegExp(`^ENV .*\\bPORT=${port}\\b`, 'm'))
    expect(read('Dockerfile')).toMatch(new RegExp(`^EXPOSE ${port}$`, 'm'))
  })

  it('keeps the pictures that people sent', () => {
    expect(services.bot).toMatchObject({
      read_only: true,
      environment: { DATA_DIR: '/data' },
      volumes: ['files:/data'],
    })
    expect(Object.keys(volumes)).toContain('files')
    expect(read('Dockerfile')).toMatch(/DATA_DIR=\/data[\s\S]*RUN mkdir \/data && chown node:node \/data\nUSER node/)
  })

  it('holds no secret, and publishes nothing but the bot, to this host only', () => {
    expect(services.bot).toMatchObject({
      build: '.',
      env_file: '.env',
      mem_limit: '256m',
    })
    for (const port of services.bot.ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    expect([services.postgres.ports, services.redis.ports]).toEqual([undefined, undefined])
    expect(services.postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/)
    expect(services.bot.environment.DATABASE_URL).toMatch(/:\$\{POSTGRES_PASSWORD\}@postgres:/)
    expect(read('.env.example')).toContain('POSTGRES_PASSWORD=')
  })

  it('is accepted by docker compose, where there is one', () => {
    if (!can('docker', 'compose', 'version')) return
    const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-compose-'))
    writeFileSync(path.join(folder, '.env'), 'POSTGRES_PASSWORD=x\nBOT_TOKEN=x\n')
    writeFileSync(path.join(folder, 'docker-compose.yml'), read('docker-compose.yml'))
    execFileSync('docker', ['compose', 'config', '--quiet'], { cwd: folder })
    rmSync(folder, { recursive: true })
  })
})

describe('Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', ' ').split('\n')
  const stages = lines.flatMap((line, index) => (line.startsWith('FROM ') ? [index] : []))
  const last = lines.slice(stages.at(-1))

  it('names files that exist, and that .dockerignore lets through', () => {
    const ignored = read('.dockerignore').split('\n').filter(Boolean)
    for (const line of lines.filter((one) => one.startsWith('COPY ') && !one.includes('--from')))
      for (const source of line.split(' ').slice(1, -1)) {
        expect(existsSync(path.join(root, source)), source).toBe(true)
        expect(ignored).not.toContain(source)
      }
    for (const [program] of lines.join('\n').matchAll(/(?<=node )scripts\/[\w.]+/g))
      expect(
        [root, path.join(root, 'apps/bot')].some((folder) => existsSync(path.join(folder, program))),
        program,
      ).toBe(true)
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', '.data', '**/node_modules', '**/dist']))
  })

  it('ends in a small image: the bundle alone, not as root, watched', () => {
    expect(stages).toHaveLength(2)
    expect(last.filter((line) => line.startsWith('COPY'))).toEqual(['COPY --from=build /build/apps/bot/dist ./'])
    expect(last).toContain('USER node')
    expect(last.find((line) => line.startsWith('HEALTHCHECK'))).toContain('/health')
    expect(JSON.parse(last.find((line) => line.startsWith('CMD'))?.slice(4) ?? '')).toEqual(
      expect.arrayContaining(['node', 'main.js']),
    )
  })

  it('asks /health in a way that works, wherever it is', async () => {
    const check = last.find((line) => line.startsWith('HEALTHCHECK')) ?? ''
    const [program, ...args] = JSON.parse(check.slice(check.indexOf('CMD') + 4))
    expect(program).toBe('node')
    const run = async (env: Record<string, string>): Promise<number | null> => {
      const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
      await once(child, 'exit')
      return child.exitCode
    }
    const asked: (string | undefined)[] = []
    const server = createServer((request, response) => {
      asked.push(request.url)
      response.statusCode = request.url === '/health' ? 200 : 404
      response.end('{"status":"ok"}')
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    try {
      expect(await run({ PORT: '9' })).toBe(1)
      expect(await run({ PORT: port, OPERATIONS_PORT: '9' })).toBe(1)
      expect(await run({ PORT: port })).toBe(0)
      expect(await run({ PORT: '9', OPERATIONS_PORT: port })).toBe(0)
      expect(asked).toEqual(['/health', '/health'])
    } finally {
      server.close()
    }
  })
})

describe('deploy/bazaar.service', () => {
  it('runs the bundle as its own user, and gives it time to stop', () => {
    const unit = read('deploy/bazaar.service')
    expect(unit).toMatch(/^User=bazaar$/m)
    const [, flags] = /^ExecStart=\/usr\/bin\/node (.*) \/opt\/bazaar\/main\.js$/m.exec(unit) ?? []
    const [, command] = /^CMD (\[.*\])$/m.exec(read('Dockerfile')) ?? []
    // Measured together: bench/README.md.
    expect(flags?.split(' ')).toEqual(JSON.parse(command ?? '[]').slice(1, -1))
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(15)
    if (can('systemd-analyze', '--version') && existsSync('/usr/bin/node'))
      expect(can('systemd-analyze', 'verify', path.join(root, 'deploy/bazaar.service'))).toBe(true)
  })
})

describe('.ci/run', () => {
  /** Runs it with an npm that only prints what each pipeline would. */
  function runWith(endings: { readonly test: string; readonly faults: string }): {
    readonly status: number | null
    readonly last: string
  } {
    const bin = mkdtempSync(path.join(tmpdir(), 'bazaar-ci-'))
    const npm = `#!/bin/sh\necho "$@"\nif [ "$1" = test ]; then ${endings.test}; else ${endings.faults}; fi\n`
    for (const [name, text] of [
      ['npm', npm],
      ['redis-server', ''],
      ...['chromium', 'pgbouncer', 'podman', 'buildah', 'runc', 'mmdebstrap'].map((name) => [name, ''] as const),
    ] as const) {
      writeFileSync(path.join(bin, name), text)
      chmodSync(path.join(bin, name), 0o755)
    }
    const { status, stdout } = spawnSync(path.join(root, '.ci/run'), {
      env: { PATH: `${bin}:${process.env.PATH}` },
      encoding: 'utf8',
    })
    rmSync(bin, { recursive: true })
    return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '' }
  }

  it.each([
    ['echo "10 passed, 0 failed"', 'echo "4 passed, 0 failed"', 0, '14 passed, 0 failed'],
    ['echo "9 passed, 1 failed"; exit 1', 'echo "4 passed, 0 failed"', 1, '13 passed, 1 failed'],
    ['echo "NOT RUN: x"; echo "9 passed, 0 failed"; exit 1', 'echo "4 passed, 0 failed"', 1, '13 passed, 1 failed'],
    ['echo broken; exit 3', 'echo "4 passed, 0 failed"', 1, '4 passed, 1 failed'],
  ])('adds up both pipelines: %s, %s', (test, faults, status, last) => {
    expect(runWith({ test, faults })).toEqual({ status, last })
  })
})
