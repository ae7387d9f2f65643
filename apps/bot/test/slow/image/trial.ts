import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { waitFor } from '@bazaar/testing'
import { expect } from 'vitest'
import { provideBase } from './base.ts'
import { buildImage, type ImageFacts } from './build.ts'
import { dataVolume, restrictions, services } from './compose.ts'
import { type Container, isWrong, startContainer, statusOf } from './container.ts'
import { removeLeftovers, removeOwn } from './leftovers.ts'
import { limitOptions } from './limits.ts'
import { memoryOf } from './memory.ts'
import { podman, secondsSince } from './programs.ts'
import { type Servers, startServers } from './servers.ts'

/** Half a core: what a small server leaves to one of several containers. */
const cpus = '0.5'
/** How long it may take to be healthy on a slow machine. */
const patienceMs = 300_000

/** The image, what it speaks to, and what was seen of it. */
export interface Trial {
  readonly image: ImageFacts
  readonly servers: Servers
  /** Starts it, and waits until its own check finds it healthy. */
  start(): Promise<Container>
  stop(): Promise<void>
}

/** Builds the image and starts its servers. `seen` gets the numbers that people want to know. */
export async function prepareTrial(seen: string[]): Promise<Trial> {
  await removeLeftovers()
  let started = performance.now()
  const base = await provideBase()
  seen.push(`base: ${base.how}, ${secondsSince(started)}`)
  started = performance.now()
  const image = await buildImage(base.image)
  seen.push(`built in ${secondsSince(started)}, ${image.megabytes} MB`)
  const servers = await startServers()
  return {
    image,
    servers,
    async start() {
      const begun = performance.now()
      const options = ['--cpus', cpus, ...restrictions(), ...limitOptions(), ...servers.options]
      const container = await startContainer(image.name, options)
      await waitFor('the bot answers', () => answers(container, servers.url), patienceMs)
      await waitFor('the image finds itself healthy', async () => (await container.check()).status === 0, patienceMs)
      seen.push(`healthy after ${secondsSince(begun)}`)
      return container
    },
    // The container first: the database is not dropped under its connections.
    stop: () => removeOwn().finally(() => servers.stop()),
  }
}

async function answers(container: Container, url: string): Promise<boolean> {
  if (!(await container.runs()))
    throw new Error(`The bot ended instead:\n${(await container.log()).map(({ text }) => text).join('\n')}`)
  return fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Files of the volume with their bytes. All of them belong to whom the bot runs as. */
export async function picturesOf({ pid }: Container): Promise<ReadonlyMap<string, Buffer>> {
  const folder = await podman('volume', 'inspect', '--format', '{{.Mountpoint}}', dataVolume().name)
  const uid = Number(statusOf(pid).Uid?.split('\t')[0])
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  for (const name of names) expect(statSync(path.join(folder, name)).uid, name).toBe(uid)
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile())
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, name))]))
}

export const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`

/** What is to be true of it whenever it is about to end. */
export async function expectSound(container: Container, { servers }: Trial, seen: string[]): Promise<void> {
  expect(await container.runs()).toBe(true)
  const { peak, kills, limit } = memoryOf(container.pid)
  const health = JSON.parse(await (await fetch(`${servers.url}/health`)).text())
  seen.push(`${health.checks.process.detail.memoryMb} MB reported, at most ${statusOf(container.pid).VmHWM}`)
  seen.push(`peak ${peak === undefined ? 'unknown' : inMegabytes(peak)} of ${inMegabytes(limit)}`)
  expect(limit).toBe(Number.parseInt(services.bot.mem_limit, 10) * 1_048_576)
  // The bot itself runs: what the kernel took was a picture's process, which is the first that it looks at.
  if (kills > 0) seen.push(`${kills} processes of pictures killed`)
  expect((await container.log()).filter(isWrong)).toEqual([])
  expect(servers.standin.stats().findings).toEqual([])
}
