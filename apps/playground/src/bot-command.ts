import path from 'node:path'
import { root } from './options.ts'

/** What the bot's command line contains, to recognise its process. */
export const botEntry = path.join(root, 'apps/bot/')

/** How the bot is run: always from its source, because a bundle that somebody built once would be out of date unnoticed. */
export function botCommand(): readonly string[] {
  return [process.execPath, path.join(root, 'apps/bot/src/main.ts')]
}
