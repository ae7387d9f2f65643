import { appendFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { executablePath, launchOptions } from './browser.ts'
import {
  connectTo,
  endAll,
  freePorts,
  type Playground,
  type Ports,
  startPlayground,
  temporaryFolder,
} from './playground-process.ts'

/** Where the one playground and the one browser of a run are found. */
interface Shared {
  readonly ports: Ports
  readonly dataDir: string
  /** File with what its processes printed. */
  readonly log: string
  /** Address of the browser; undefined where there is none. */
  readonly browser: string | undefined
}

declare module 'vitest' {
  interface ProvidedContext {
    playground: Shared
  }
}

/**
 * Vitest's set-up of the tests of the whole product: starting it takes longer than most of what is tried on it, so files share one and bring
 * people of their own. Its clock only moves forward, and files run in the order of their names.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = temporaryFolder()
  const log = path.join(folder.dir, 'output.log')
  const ports = await freePorts()
  const dataDir = path.join(folder.dir, 'data')
  const { child, output } = await startPlayground(dataDir, ports, {
    // The shop is on this machine: nobody is disturbed, and nobody waits.
    VOUCHER_TRACKER_CHECK_INTERVAL: '1',
    // So is the server that a seller's alerts go to.
    ETSY_WEBHOOK_ALLOW_HOSTS: '127.0.0.1',
  })
  appendFileSync(log, output())
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => appendFileSync(log, chunk))
  const server = executablePath ? await chromium.launchServer(launchOptions) : undefined
  provide('playground', { ports, dataDir, log, browser: server?.wsEndpoint() })
  return async () => {
    await server?.close()
    await endAll()
    folder.remove()
  }
}

export interface SharedPlayground extends Playground {
  readonly dataDir: string
  /** What its processes printed so far. */
  readonly output: () => string
}

export function sharedPlayground(): SharedPlayground {
  const { ports, dataDir, log } = inject('playground')
  return { ...connectTo(ports), dataDir, output: () => readFileSync(log, 'utf8') }
}

/** The shared browser, for a file that runs only where there is one. Closing it ends this file's pages only. */
export function connectToBrowser(): Promise<Browser> {
  const { browser } = inject('playground')
  if (browser === undefined) throw new Error('There is no browser: apt-get install -y chromium')
  return chromium.connect(browser)
}

/** Somebody whom no other file plays with; answers the id. */
export async function newPerson({ control }: Playground, name: string): Promise<number> {
  const { id } = await control.ask('POST', '/control/users', { first_name: name, language_code: 'en' })
  return id
}
