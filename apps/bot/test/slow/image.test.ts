import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { provideBase } from './image/base.ts'
import { buildImage, type ImageFacts } from './image/build.ts'
import { dataVolume, graceSeconds, restrictions, services } from './image/compose.ts'
import { type Container, isWrong, startContainer, statusOf } from './image/container.ts'
import { removeLeftovers, removeOwn } from './image/leftovers.ts'
import { limitOptions } from './image/limits.ts'
import { memoryOf } from './image/memory.ts'
import { registerVenue, someone } from './image/people.ts'
import { attempt, canRunImages, podman, run, secondsSince } from './image/programs.ts'
import { type Servers, startServers } from './image/servers.ts'

/** Half a core: what a small server leaves to one of several containers. */
const cpus = '0.5'
const halfAnHour = 1_800_000

describe.runIf(canRunImages())('the image, under the restrictions of docker-compose.yml', () => {
  const seen: string[] = []
  let image: ImageFacts
  let servers: Servers
  let container: Container
  let anna: PersonDriver
  let otto: PersonDriver
  let venue = ''

  /** Starts it, and waits until its own check finds it healthy. */
  async function start(): Promise<void> {
    const started = performance.now()
    const options = ['--cpus', cpus, ...restrictions(), ...limitOptions(), ...servers.options]
    container = await startContainer(image.name, options)
    await waitFor('the bot answers', answers, 300_000)
    await waitFor('the image finds itself healthy', async () => (await container.check()).status === 0, 300_000)
    seen.push(`healthy after ${secondsSince(started)}`)
  }

  const answers = async (): Promise<boolean> => {
    if (statusOfPid() === undefined)
      throw new Error(`The bot ended instead:\n${(await container.log()).map(({ text }) => text).join('\n')}`)
    return fetch(`${servers.url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  }

  const statusOfPid = () => {
    try {
      return statusOf(container.pid)
    } catch {
      return undefined
    }
  }

  /** Files of the volume with their bytes; all of them belong to the image's user. */
  async function pictures(): Promise<ReadonlyMap<string, Buffer>> {
    const folder = await podman('volume', 'inspect', '--format', '{{.Mountpoint}}', dataVolume().name)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name))
    const whole = files.filter((file) => statSync(file).isFile())
    for (const file of files) expect(statSync(file).uid, file).toBe(1000)
    return new Map(whole.map((file) => [path.relative(folder, file), readFileSync(file)]))
  }

  /** What is to be true of it whenever it is about to end. */
  async function expectQuiet(): Promise<void> {
    const { peak, kills, limit } = memoryOf(container.pid)
    const health = (await (await fetch(`${servers.url}/health`)).json()) as {
      checks: { process: { detail: { memoryMb: number } } }
    }
    const reported = health.checks.process.detail.memoryMb
    const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`
    seen.push(
      `${reported} MB reported, peak ${peak === undefined ? 'unknown' : megabytes(peak)} of ${megabytes(limit)}`,
    )
    expect(limit).toBe(Number.parseInt(services.bot.mem_limit, 10) * 1_048_576)
    expect(kills).toBe(0)
    expect((await container.log()).filter(isWrong)).toEqual([])
    expect(servers.standin.stats().findings).toEqual([])
  }

  beforeAll(async () => {
    await removeLeftovers()
    let started = performance.now()
    const base = await provideBase()
    seen.push(`base: ${base.how}, ${secondsSince(started)}`)
    started = performance.now()
    image = await buildImage(base.image)
    seen.push(`built in ${secondsSince(started)}, ${image.megabytes} MB`)
    servers = await startServers()
    anna = someone(servers.standin, servers.account, 'Anna')
    otto = someone(servers.standin, servers.account, 'Otto', { id: servers.ownerId })
  }, halfAnHour)

  afterAll(async () => {
    console.log(`image: ${seen.join('; ')}`)
    await removeOwn().finally(() => servers?.stop())
  })

  it('says what docker-compose.yml believes of it', () => {
    const { environment, ports } = services.bot
    expect(image.user).toBe('node')
    expect(image.ports).toEqual([`${image.environment.PORT}/tcp`])
    expect(ports.map((port) => port.split(':').at(-1))).toEqual([image.environment.PORT])
    expect(environment).toMatchObject({ HOST: '0.0.0.0', PORT: image.environment.PORT })
    expect(dataVolume().folder).toBe(image.environment.DATA_DIR)
  })

  it('has the servers that docker-compose.yml starts', async () => {
    const [database, redis] = [new URL(servers.database), new URL(servers.redis)]
    const [, ping = '', ...args] = services.redis.healthcheck.test
    expect(await run(ping, ['-p', redis.port, ...args])).toBe('PONG')
    const asked = await run(ping, ['-p', redis.port, 'CONFIG', 'GET', 'maxmemory*'])
    expect(asked).toMatch(/^maxmemory\n67108864$/m)
    expect(asked).toMatch(/^maxmemory-policy\nnoeviction$/m)
    if ((await attempt('pg_isready', ['--version'])).status !== 0) return
    const here = [`PGHOST=${database.hostname}`, `PGPORT=${database.port}`]
    await run('env', [...here, 'sh', '-c', services.postgres.healthcheck.test[1] ?? ''])
  })

  it(
    'becomes healthy by its own check',
    async () => {
      await start()
      expect(await container.exec('node', '--version')).toMatchObject({ output: expect.stringMatching(/^v24\./) })
    },
    halfAnHour,
  )

  it('is nobody in particular, and writes to its volume alone', async () => {
    expect(statusOf(container.pid)).toMatchObject({ CapBnd: '0'.repeat(16), NoNewPrivs: '1' })
    const { output } = await container.exec('id', '-un')
    expect(output.trim()).toBe('node')
    for (const folder of ['/', '/app', '/etc', '/home/node', '/run', '/var/tmp'])
      expect((await container.exec('touch', path.join(folder, 'x'))).status, folder).not.toBe(0)
    for (const folder of [dataVolume().folder, ...services.bot.tmpfs])
      for (const command of ['touch', 'rm'])
        expect(await container.exec(command, path.join(folder, 'x'))).toEqual({ status: 0, output: '' })
  })

  it('answers, remembers, and keeps the picture that somebody sent', async () => {
    await otto.sends('/start')
    await otto.sees(/Otto/)
    await anna.sends('/start')
    await anna.sees(/Anna/)
    await anna.sends('/track 100')
    await anna.sees(/100/)
    venue = await registerVenue(anna, 'Zoë’s Bakery')
    await otto.sees(/Waiting for a decision/)
    await otto.presses('📋 Open the queue')
    await otto.sees((message) => message.photo !== null)
    expect((await pictures()).size).toBeGreaterThan(0)
    await anna.sends('/language')
    await anna.sees(/Choose your language/)
    await anna.presses('Русский')
    await anna.sees(/по-русски/)
    await expectQuiet()
  })

  it(
    'goes on after kill -9, in a new container with the same volume',
    async () => {
      const before = await pictures()
      await container.kill()
      expect(await container.ending()).toEqual({ exitCode: 137, outOfMemory: false })
      await container.remove()
      await start()
      expect(await pictures()).toEqual(before)
      await anna.sends('/settings')
      await anna.sees(/Настройки/)
      await otto.sends('/pending')
      await otto.sees(new RegExp(venue))
      await otto.sends(`/verify ${venue}`)
      await otto.sees(/is told/)
      await anna.sees(/Zoë’s Bakery/)
      await expectQuiet()
    },
    halfAnHour,
  )

  it('stops when it is told to, well within the time that it is given', async () => {
    const started = performance.now()
    await container.stop()
    seen.push(`stopped in ${secondsSince(started)} of ${graceSeconds} s`)
    expect(await container.ending()).toEqual({ exitCode: 0, outOfMemory: false })
    expect((await container.log()).filter(isWrong)).toEqual([])
  })
})
