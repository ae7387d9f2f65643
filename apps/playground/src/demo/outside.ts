import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { BotSide, Outside } from '@bazaar/demo-kit'
import { readJson, replaceFile } from '../files.ts'
import type { Undo } from '../types.ts'

/** The stand-in of an outside service, as the control API drives it. */
export interface OutsideService extends Pick<Outside, 'name' | 'title' | 'answer' | 'state'> {
  /** What the bot is told, so that it talks to the stand-in. */
  readonly variables: Readonly<Record<string, string>>
  /** Its page, where it has one for people. */
  readonly pageUrl: string | undefined
  read(): object
  /** Sets what it answers from now on, also after a restart. */
  set(answer: object): Promise<void>
}

/** Starts one stand-in with the answer of the last start. */
export async function openOutside(outside: Outside, bot: BotSide, folder: string, undo: Undo): Promise<OutsideService> {
  const { name, title, answer, state } = outside
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name.replaceAll('/', '-')}.json`)
  const saved = readJson(file)
  const running = await outside.start(bot)
  undo.push(() => running.close())
  // An answer that an older version saved may not fit any more.
  running.set(answer.safeParse(saved).success ? saved : {})
  return {
    name,
    title,
    answer,
    state,
    variables: outside.variables(running.url, bot),
    pageUrl: outside.hasPage ? running.url : undefined,
    read: () => running.read(),
    async set(next) {
      running.set(next)
      await replaceFile(file, JSON.stringify(next))
    },
  }
}
