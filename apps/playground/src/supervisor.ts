import path from 'node:path'
import { lockDataFolder } from '@bazaar/core/db'
import type { Standin } from '@bazaar/telegram-standin'
import { botEntry } from './bot-command.ts'
import { type BotProcess, createBotProcess } from './bot-process.ts'
import type { Control } from './control/context.ts'
import { createControlServer } from './control/server.ts'
import { personas } from './demo/personas.ts'
import { type PlaygroundOptions, root } from './options.ts'
import { rememberBot, waitForOrphan } from './orphan.ts'
import { createOwners, type Owners } from './owners.ts'
import { type BotInputs, botEnvironment, type Log, startDatabase, startTelegram, type Undo } from './parts.ts'
import { createPlaygroundClock, type PlaygroundClock, readClockOffset } from './playground-clock.ts'
import { requireFreePort } from './ports.ts'
import { openStanShop } from './stanshop.ts'

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

async function grantDemoAdmins(owners: Owners): Promise<ReadonlySet<number>> {
  for (const persona of personas) if (persona.admin) await owners.grant(persona.id)
  return owners.list()
}

function createBot(inputs: BotInputs, command: readonly string[], log: Log): BotProcess {
  return createBotProcess({
    command,
    cwd: root,
    environment: botEnvironment(inputs),
    readyUrl: `http://127.0.0.1:${inputs.options.botPort}/ready`,
    onSpawn: (pid) => rememberBot(path.join(inputs.options.dataDir, 'bot.pid'), pid),
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
  const [database, telegram, shop] = await Promise.allSettled([
    startDatabase(dataDir, undo),
    startTelegram(dataDir, now, undo, log),
    openStanShop(path.join(dataDir, 'stanshop.json'), undo),
  ])
  return { ...settled(database), ...settled(telegram), shop: settled(shop) }
}

/** Starts everything, `command` being the bot; what was started is stopped again when something fails. */
export function startPlayground(options: PlaygroundOptions, command: readonly string[], log: Log): Starting {
  const undo: Undo = []
  let bot: BotProcess | undefined
  let clock: PlaygroundClock | undefined
  let stopped = false
  let undoing: Promise<void> | undefined

  const undoAll = () => {
    undoing ??= (async () => {
      for (const step of undo.reverse()) await step()
    })()
    return undoing
  }
  async function open(): Promise<Playground> {
    const parts = await openParts(options, () => clock?.now() ?? Date.now(), undo, log)
    const { pool, postgres, standin, shop } = parts
    const owners = createOwners(pool)
    const granted = await grantDemoAdmins(owners)
    bot = createBot({ options, standin, shopUrl: shop.url, databaseUrl: postgres.url, owners: granted }, command, log)
    const healthUrl = `http://127.0.0.1:${options.botPort}/health`
    const botIsUp = () => bot?.status().state === 'running'
    clock = createPlaygroundClock({ pool, healthUrl, botIsUp }, await readClockOffset(pool))
    const control: Control = { ...parts, bot, clock, owners, links: linksOf(options, standin) }
    const server = await createControlServer(control)
    undo.push(() => server.close())
    undo.push(() => control.bot.end('SIGTERM'))
    if (stopped) throw new Error('Stopped before it was ready.')
    await Promise.all([server.listen({ host: '127.0.0.1', port: options.pagePort }), bot.start()])
    return { links: control.links, relocatedTo: postgres.relocated ? postgres.dataDir : undefined }
  }
  const ready = open().catch(async (error: unknown) => {
    await undoAll()
    throw error
  })
  return {
    ready,
    async stop() {
      stopped = true
      await bot?.end('SIGTERM')
      await ready.catch(() => undefined)
      await undoAll()
    },
    force: () => void bot?.end('SIGKILL'),
  }
}
