import path from 'node:path'
import { lockDataFolder } from '@bazaar/core/db'
import type { Standin } from '@bazaar/telegram-standin'
import { botEntry } from './bot-command.ts'
import { botEnvironment } from './bot-environment.ts'
import { type BotProcess, createBotProcess } from './bot-process.ts'
import type { Control } from './control/context.ts'
import { createControlServer } from './control/server.ts'
import { openDemos } from './demo/open-demos.ts'
import { allPersonas, createPersonas, findIds } from './demo/people.ts'
import { seedDemos } from './demo/seeding.ts'
import { type PlaygroundOptions, root } from './options.ts'
import { rememberBot, waitForOrphan } from './orphan.ts'
import { createOwners, type Owners } from './owners.ts'
import { createPageCache, type PageCache } from './page-cache.ts'
import { type Log, startDatabase, startTelegram, type Undo } from './parts.ts'
import { createPlaygroundClock, type PlaygroundClock, readClockOffset } from './playground-clock.ts'
import { requireFreePort } from './ports.ts'

export interface Playground {
  /** What to print: name and URL. */
  readonly links: Readonly<Record<string, string>>
  /** Where PostgreSQL's data really are, when PostgreSQL's account cannot reach the data folder. */
  readonly relocatedTo: string | undefined
}

/** A start that can be stopped at any time, before it is complete too. */
export interface Starting {
  readonly ready: Promise<Playground>
  /** Stops everything, the bot first. Safe to call twice. */
  stop(): Promise<void>
  /** Ends the bot at once instead of waiting for its graceful stop. */
  force(): void
}

function linksOf(options: PlaygroundOptions, standin: Standin): Record<string, string> {
  const page = `http://127.0.0.1:${options.pagePort}`
  const bot = `http://127.0.0.1:${options.botPort}`
  return {
    'Chat page': `${page}/`,
    'Control API': `${page}/control/openapi.json`,
    Health: `${bot}/health`,
    Metrics: `${bot}/metrics`,
    Coverage: `${standin.url}/coverage`,
  }
}

async function grantDemoOwners(owners: Owners, { standin, demos }: Parts): Promise<ReadonlySet<number>> {
  const idOf = findIds(standin)
  for (const { username, owner } of allPersonas(demos)) if (owner) await owners.grant(idOf(username))
  return owners.list()
}

type Environment = ReturnType<typeof botEnvironment>

function createBot(options: PlaygroundOptions, environment: Environment, command: readonly string[], log: Log) {
  return createBotProcess({
    command,
    cwd: root,
    environment,
    readyUrl: `http://127.0.0.1:${options.botPort}/ready`,
    onSpawn: (pid) => rememberBot(path.join(options.dataDir, 'bot.pid'), pid),
    log,
  })
}

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

async function openParts(options: PlaygroundOptions, now: () => number, undo: Undo, log: Log) {
  const { dataDir, pagePort, botPort } = options
  const lock = lockDataFolder(dataDir)
  undo.push(() => lock.release())
  await waitForOrphan(path.join(dataDir, 'bot.pid'), botEntry, log)
  await Promise.all([requireFreePort(pagePort, 'PLAYGROUND_PORT'), requireFreePort(botPort, 'PORT')])
  // All settled before a failure is looked at: what is still starting then could not be stopped.
  const [database, telegram, demos] = await Promise.allSettled([
    startDatabase(dataDir, undo),
    startTelegram(dataDir, now, undo, log),
    openDemos(options, undo),
  ])
  const parts = { ...settled(database), ...settled(telegram), ...settled(demos) }
  createPersonas(parts.standin, parts.demos)
  await parts.keeper.flush()
  return parts
}

type Parts = Awaited<ReturnType<typeof openParts>>

interface Running {
  readonly options: PlaygroundOptions
  readonly environment: Environment
  readonly now: () => number
  readonly signal: AbortSignal
  readonly log: Log
}

function fillIn({ standin, demos, postgres }: Parts, { options, environment, now, signal, log }: Running) {
  const file = path.join(options.dataDir, 'seeded.json')
  return seedDemos({ demos, standin, file, environment, databaseUrl: postgres.url, now, signal, log })
}

/** Builds the page if need be. Without it, everything else works, and asking for it says what is wrong. */
async function prepare(page: PageCache, signal: AbortSignal, log: Log): Promise<void> {
  await page.current().catch((error: unknown) => {
    if (!signal.aborted) log(error instanceof Error ? error.message : String(error))
  })
}

/** Starts everything, `command` being the bot; what was started is stopped again when something fails. */
export function startPlayground(options: PlaygroundOptions, command: readonly string[], log: Log): Starting {
  const undo: Undo = []
  const stopping = new AbortController()
  const { signal } = stopping
  let bot: BotProcess | undefined
  let clock: PlaygroundClock | undefined
  let undoing: Promise<void> | undefined
  const now = () => clock?.now() ?? Date.now()

  const undoAll = () => {
    stopping.abort()
    undoing ??= (async () => {
      for (const step of undo.reverse()) await step()
    })()
    return undoing
  }
  async function open(): Promise<Playground> {
    const page = createPageCache(signal)
    const pageIsThere = prepare(page, signal, log)
    undo.push(() => pageIsThere)
    const parts = await openParts(options, now, undo, log)
    const { pool, postgres, standin } = parts
    const owners = createOwners(pool)
    const granted = await grantDemoOwners(owners, parts)
    const environment = botEnvironment({ ...parts, options, databaseUrl: postgres.url, owners: granted })
    bot = createBot(options, environment, command, log)
    const healthUrl = `http://127.0.0.1:${options.botPort}/health`
    const botIsUp = () => bot?.status().state === 'running'
    clock = createPlaygroundClock({ pool, healthUrl, botIsUp }, await readClockOffset(pool))
    const control: Control = { ...parts, page, bot, clock, owners, links: linksOf(options, standin) }
    const server = await createControlServer(control)
    undo.push(() => server.close())
    undo.push(() => control.bot.end('SIGTERM'))
    if (signal.aborted) throw new Error('Stopped before it was ready.')
    const filledIn = fillIn(parts, { options, environment, now, signal, log })
    undo.push(() => filledIn.catch(() => undefined))
    const listening = server.listen({ host: '127.0.0.1', port: options.pagePort })
    await Promise.all([listening, bot.start(), filledIn, pageIsThere])
    return { links: control.links, relocatedTo: postgres.relocated ? postgres.dataDir : undefined }
  }
  const ready = open().catch(async (error: unknown) => {
    await undoAll()
    throw error
  })
  return {
    ready,
    async stop() {
      stopping.abort()
      await bot?.end('SIGTERM')
      await ready.catch(() => undefined)
      await undoAll()
    },
    force: () => void bot?.end('SIGKILL'),
  }
}
