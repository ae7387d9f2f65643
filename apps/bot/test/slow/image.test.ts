import path from 'node:path'
import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataVolume, graceSeconds, services } from './image/compose.ts'
import { type Container, isWrong, statusOf } from './image/container.ts'
import { removeOwn } from './image/leftovers.ts'
import { type MostMemory, watchMemory } from './image/memory.ts'
import { beginVenue, registerVenue, someone } from './image/people.ts'
import { heavyPictures, largestFile, usualPhoto } from './image/pictures.ts'
import { attempt, canRunImages, run, secondsSince } from './image/programs.ts'
import { expectSound, inMegabytes, picturesOf, prepareTrial, type Trial } from './image/trial.ts'

const halfAnHour = 1_800_000
const described = ({ all, bot }: MostMemory): string =>
  `peak ${inMegabytes(all)} without the kernel's cache, the bot's process ${inMegabytes(bot)}`

describe.runIf(canRunImages())('the image, under the restrictions of docker-compose.yml', () => {
  const seen: string[] = []
  let trial: Trial
  let container: Container
  let anna: PersonDriver
  let otto: PersonDriver
  let venue = ''

  beforeAll(async () => {
    trial = await prepareTrial(seen)
    const { standin, account, ownerId } = trial.servers
    anna = someone(standin, account, 'Anna')
    otto = someone(standin, account, 'Otto', { id: ownerId })
  }, halfAnHour)

  afterAll(async () => {
    console.log(`image: ${seen.join('; ')}`)
    await (trial ? trial.stop() : removeOwn())
  })

  it('says what docker-compose.yml believes of it', () => {
    const { user, ports, environment } = trial.image
    const { PORT, OPERATIONS_PORT } = services.bot.environment
    expect(user).toBe('node')
    expect(ports).toEqual([`${environment.PORT}/tcp`])
    expect(PORT).toBe(environment.PORT)
    expect(services.bot.ports.map((port) => port.split(':').at(-1))).toEqual([PORT, OPERATIONS_PORT])
    expect(services.bot.environment).toMatchObject({
      HOST: environment.HOST,
      OPERATIONS_HOST: environment.OPERATIONS_HOST,
    })
    expect(dataVolume().folder).toBe(environment.DATA_DIR)
  })

  it('has servers that take what docker-compose.yml tells them and asks them', async () => {
    const [database, redis] = [new URL(trial.servers.database), new URL(trial.servers.redis)]
    const [, program = '', ...args] = services.redis.healthcheck.test
    expect(await run(program, ['-p', redis.port, ...args])).toBe('PONG')
    const settings = await run(program, ['-p', redis.port, 'CONFIG', 'GET', 'maxmemory*'])
    expect(settings).toMatch(/^maxmemory\n67108864$/m)
    expect(settings).toMatch(/^maxmemory-policy\nnoeviction$/m)
    if ((await attempt('pg_isready', ['--version'])).status !== 0) return
    const here = [`PGHOST=${database.hostname}`, `PGPORT=${database.port}`]
    await run('env', [...here, 'sh', '-c', services.postgres.healthcheck.test[1] ?? ''])
  })

  it(
    'becomes healthy by its own check',
    async () => {
      container = await trial.start()
      expect(await container.exec('node', '--version')).toEqual({ status: 0, output: `${process.version}\n` })
    },
    halfAnHour,
  )

  it('is nobody in particular, and writes to its volume alone', async () => {
    expect(statusOf(container.pid)).toMatchObject({ CapBnd: '0'.repeat(16), NoNewPrivs: '1' })
    expect(await container.exec('id', '-un')).toEqual({ status: 0, output: 'node\n' })
    for (const folder of ['/', '/app', '/etc', '/home/node', '/run', '/var/tmp'])
      expect((await container.exec('touch', path.join(folder, 'x'))).status, folder).not.toBe(0)
    for (const folder of [dataVolume().folder, ...services.bot.tmpfs])
      for (const command of ['touch', 'rm'])
        expect(await container.exec(command, path.join(folder, 'x'))).toEqual({ status: 0, output: '' })
  })

  it(
    'answers, remembers, and keeps the picture that somebody sent',
    async () => {
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
      expect((await picturesOf(container)).size).toBeGreaterThan(0)
      await anna.sends('/language')
      await anna.sees(/Choose your language/)
      await anna.presses('Русский')
      await anna.sees(/по-русски/)
      await expectSound(container, trial, seen)
    },
    halfAnHour,
  )

  it(
    'outlives pictures that take more memory than it has, and refuses them',
    async () => {
      const carla = someone(trial.servers.standin, trial.servers.account, 'Carla')
      await beginVenue(carla, 'Carla’s Kitchen')
      const memory = watchMemory(container.pid)
      for (const [filename, draw] of Object.entries(heavyPictures)) {
        await carla.sends({ document: { bytes: await draw(), filename } })
        await carla.sees(/needs more memory than I have/)
      }
      await carla.sends({ photo: { bytes: await usualPhoto(), filename: 'front.jpg' } })
      await carla.sees(/So far: 1 photo/)
      seen.push(`under heavy pictures ${described(memory.stop())}`)
      await expectSound(container, trial, seen)
    },
    halfAnHour,
  )

  it(
    'takes the largest files of thirty people at once, one after another',
    async () => {
      const bytes = await largestFile()
      const people = Array.from({ length: 30 }, (_one, nth) =>
        someone(trial.servers.standin, trial.servers.account, `Guest ${nth}`),
      )
      await Promise.all(people.map((person, nth) => beginVenue(person, `Kitchen ${nth}`)))
      const memory = watchMemory(container.pid)
      const started = performance.now()
      await Promise.all(
        people.map(async (person) => {
          await person.sends({ document: { bytes, filename: 'front.jpg' } })
          // On a slow machine the last ones wait longer than anybody should: they are told so.
          await person.sees(/So far: 1 photo|Many people are sending pictures/)
        }),
      )
      seen.push(`30 files of 10 MB at once in ${secondsSince(started)}, ${described(memory.stop())}`)
      await expectSound(container, trial, seen)
    },
    halfAnHour,
  )

  it(
    'goes on after kill -9, in a new container with the same volume',
    async () => {
      const before = await picturesOf(container)
      await container.kill()
      expect(await container.ending()).toEqual({ exitCode: 137, outOfMemory: false })
      await container.remove()
      container = await trial.start()
      expect(await picturesOf(container)).toEqual(before)
      await anna.sends('/settings')
      await anna.sees(/Настройки/)
      await otto.sends('/pending')
      await otto.sees(new RegExp(venue))
      anna.catchesUp()
      await otto.sends(`/verify ${venue}`)
      await otto.sees(/is told/)
      await anna.sees(/Zoë’s Bakery/)
      await expectSound(container, trial, seen)
    },
    halfAnHour,
  )

  it('stops when it is told to, within the time that it is given', async () => {
    const started = performance.now()
    await container.stop()
    seen.push(`stopped in ${secondsSince(started)} of ${graceSeconds} s`)
    // Forced after 15 s, it would end with 1; killed by the engine, with 137.
    expect(await container.ending()).toEqual({ exitCode: 0, outOfMemory: false })
    expect((await container.log()).filter(isWrong)).toEqual([])
    expect(trial.servers.standin.stats().findings).toEqual([])
  })
})
