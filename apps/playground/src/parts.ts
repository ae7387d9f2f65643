import path from 'node:path'
import { lockDataFolder } from '@bazaar/local-postgres'
import { botEntry } from './bot-command.ts'
import { type Database, startDatabase } from './database.ts'
import type { DemoSide } from './demo/open-demos.ts'
import { createPersonas } from './demo/people.ts'
import type { PlaygroundOptions } from './options.ts'
import { waitForOrphan } from './orphan.ts'
import { requireFreePort } from './ports.ts'
import type { Telegram } from './telegram.ts'
import type { Log, Undo } from './types.ts'

/** What stands before the bot is started. */
export interface Parts extends Database, Telegram, DemoSide {}

function settled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

export async function openParts(options: PlaygroundOptions, now: () => number, undo: Undo, log: Log): Promise<Parts> {
  const { dataDir, pagePort, botPort } = options
  const lock = lockDataFolder(dataDir)
  undo.push(() => lock.release())
  await waitForOrphan(path.join(dataDir, 'bot.pid'), botEntry, log)
  await Promise.all([requireFreePort(pagePort, 'PLAYGROUND_PORT'), requireFreePort(botPort, 'PORT')])
  // The database takes longest; the code of the others is loaded while it starts.
  // All settled before a failure is looked at: what is still starting then could not be stopped.
  const [database, telegram, demos] = await Promise.allSettled([
    startDatabase(dataDir, undo),
    import('./telegram.ts').then(({ startTelegram }) => startTelegram(dataDir, now, undo, log)),
    import('./demo/open-demos.ts').then(({ openDemos }) => openDemos(options, now, undo)),
  ])
  const parts = { ...settled(database), ...settled(telegram), ...settled(demos) }
  createPersonas(parts.standin, parts.demos)
  await parts.keeper.flush()
  return parts
}
