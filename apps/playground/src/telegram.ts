import path from 'node:path'
import { type Standin, startStandin } from '@bazaar/telegram-standin'
import { keepState, loadState, type StateKeeper } from './standin-state.ts'
import type { Log, Undo } from './types.ts'

export interface Telegram {
  readonly standin: Standin
  readonly keeper: StateKeeper
}

export async function startTelegram(dataDir: string, now: () => number, undo: Undo, log: Log): Promise<Telegram> {
  const file = path.join(dataDir, 'telegram.json')
  const state = loadState(file)
  const standin = await startStandin({
    ...(state ? { state } : {}),
    mode: 'strict',
    filesDir: path.join(dataDir, 'files'),
    now,
    log,
  })
  const keeper = keepState(standin, file)
  undo.push(async () => {
    await standin.close()
    await keeper.close()
  })
  if (standin.bots().length === 0) standin.createBot({ username: 'bazaar_playground_bot', firstName: 'Bazaar' })
  return { standin, keeper }
}
