import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { botEnvironment } from './bot-environment.ts'
import { createBotOperations } from './bot-operations.ts'
import { type BotProcess, createBotProcess } from './bot-process.ts'
import type { Control } from './control/context.ts'
import { allPersonas, findIds } from './demo/people.ts'
import { type Seeding, startSeeding } from './demo/seeding.ts'
import { type PlaygroundOptions, root } from './options.ts'
import { rememberBot } from './orphan.ts'
import { createOwners, type Owners } from './owners.ts'
import { createPageCache, type PageCache } from './page-cache.ts'
import { openParts, type Parts } from './parts.ts'
import { createPlaygroundClock, type PlaygroundClock, readClockOffset } from './playground-clock.ts'
import type { Log, Undo } from './types.ts'

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

function linksOf(
  options: PlaygroundOptions,
  { standin, outside }: Pick<Parts, 'standin' | 'outside'>,
): Record<string, string> {
  const page = `http://127.0.0.1:${options.pagePort}`
  return {
    'Chat page': `${page}/`,
    'Control API': `${page}/control/openapi.json`,
    Health: `${page}/control/bot/health`,
    Metrics: `${page}/control/bot/metrics`,
    Coverage: `${standin.url}/coverage`,
    ...Object.fromEntries(outside.flatMap(({ title, pageUrl }) => (pageUrl ? [[title, `${pageUrl}/`]] : []))),
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

interface Running {
  readonly botIsReady: Promise<unknown>
  readonly options: PlaygroundOptions
  readonly environment: Environment
  readonly now: () => number
  readonly signal: AbortSignal
  readonly log: Log
}

function beginSeeding({ standin, demos, postgres }: Parts, { options, ...running }: Running): Seeding {
  const file = path.join(options.dataDir, 'seeded.json')
  return startSeeding({ demos, standin, file, databaseUrl: postgres.url, ...running })
}

/** A start waits for demo data as long as it is quick with them: features decide how much they are. */
const quickMs = 2_300

async function waitFor(seeding: Seeding, log: Log): Promise<void> {
  if (seeding.isPartOfStart)
    await Promise.race([seeding.done, sleep(Math.max(0, quickMs - process.uptime() * 1000), undefined, { ref: false })])
  if (seeding.state() !== 'filling') return
  log('Demo data are still being filled in.')
  void seeding.done.then(() => seeding.state() === 'complete' && log('Demo data are in place.'))
}

/** Builds the page if need be. Without it, everything else works, and asking for it says what is wrong. */
async function prepare(page: PageCache, signal: AbortSignal, log: Log): Promise<void> {
  await page.current().catch((error: unknown) => {
    if (!signal.aborted) log(error instanceof Error ? error.message : String(error))
  })
}

/** Loaded only now: the bot starts meanwhile. */
async function listen(control: Control, port: number): Promise<{ close(): Promise<void> }> {
  const { createControlServer } = await import('./control/server.ts')
  const server = await createControlServer(control)
  await server.listen({ host: '127.0.0.1', port })
  return { close: () => server.close() }
}

/** A start on its way. */
interface Start {
  readonly options: PlaygroundOptions
  readonly command: readonly string[]
  readonly log: Log
  readonly undo: Undo
  readonly signal: AbortSignal
  /** Once there is one. */
  bot: BotProcess | undefined
}

async function open(start: Start): Promise<Playground> {
  const { options, command, log, undo, signal } = start
  const page = createPageCache(signal)
  const pageIsThere = prepare(page, signal, log)
  undo.push(() => pageIsThere)
  let clock: PlaygroundClock | undefined
  const now = () => clock?.now() ?? Date.now()
  const parts = await openParts(options, now, undo, log)
  const { pool, postgres } = parts
  const owners = createOwners(pool)
  const granted = await grantDemoOwners(owners, parts)
  const operations = createBotOperations(options.botPort)
  const environment = botEnvironment({ ...parts, options, databaseUrl: postgres.url, owners: granted, operations })
  const bot = createBot(options, environment, command, log)
  start.bot = bot
  const botIsUp = () => bot.status().state === 'running'
  clock = createPlaygroundClock({ pool, operations, botIsUp }, await readClockOffset(pool))
  if (signal.aborted) throw new Error('Stopped before it was ready.')
  const botIsReady = bot.start()
  undo.push(() => bot.end('SIGTERM'))
  const seeding = beginSeeding(parts, { options, botIsReady, environment, now, signal, log })
  undo.push(() => seeding.done)
  const control: Control = {
    ...parts,
    page,
    bot,
    operations,
    clock,
    seeding,
    owners,
    links: linksOf(options, parts),
  }
  const listening = listen(control, options.pagePort)
  undo.push(async () => (await listening.catch(() => undefined))?.close())
  await Promise.all([listening, botIsReady, pageIsThere])
  await waitFor(seeding, log)
  return { links: control.links, relocatedTo: postgres.relocated ? postgres.dataDir : undefined }
}

/** Starts everything, `command` being the bot; what was started is stopped again when something fails. */
export function startPlayground(options: PlaygroundOptions, command: readonly string[], log: Log): Starting {
  const stopping = new AbortController()
  const start: Start = { options, command, log, undo: [], signal: stopping.signal, bot: undefined }
  let undoing: Promise<void> | undefined
  const undoAll = () => {
    stopping.abort()
    undoing ??= (async () => {
      for (const step of start.undo.reverse()) await step()
    })()
    return undoing
  }
  const ready = open(start).catch(async (error: unknown) => {
    await undoAll()
    throw error
  })
  return {
    ready,
    async stop() {
      stopping.abort()
      await start.bot?.end('SIGTERM')
      await ready.catch(() => undefined)
      await undoAll()
    },
    force: () => void start.bot?.end('SIGKILL'),
  }
}
