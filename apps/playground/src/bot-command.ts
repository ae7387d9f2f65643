import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from './options.ts'

const bundle = path.join(root, 'apps/bot/dist/main.js')
const source = path.join(root, 'apps/bot/src/main.ts')

/** What the bot's command line contains, to recognise its process. */
export const botEntry = path.join(root, 'apps/bot/')

/** How the bot is run: its bundle when somebody built it, which starts faster, else its source. */
export function botCommand(): readonly string[] {
  if (existsSync(bundle)) return [process.execPath, bundle]
  return [process.execPath, '--import', import.meta.resolve('tsx'), source]
}
