import path from 'node:path'
import type { PlaygroundOptions } from '../options.ts'
import type { Undo } from '../types.ts'
import { findDemos } from './find-demos.ts'
import type { FoundDemo } from './found-demo.ts'
import { type OutsideService, openOutside } from './outside.ts'

export interface DemoSide {
  readonly demos: readonly FoundDemo[]
  readonly outside: readonly OutsideService[]
}

/** What the features that are switched on bring for the playground, with their stand-ins running. */
export async function openDemos(
  { environment, dataDir, botPort }: PlaygroundOptions,
  now: () => number,
  undo: Undo,
): Promise<DemoSide> {
  const on = environment.FEATURES?.split(',').map((id) => id.trim())
  const demos = await findDemos(on)
  const folder = path.join(dataDir, 'outside')
  const outside: OutsideService[] = []
  const bot = { botUrl: `http://127.0.0.1:${botPort}`, now }
  for (const { demo } of demos) for (const one of demo.outside) outside.push(await openOutside(one, bot, folder, undo))
  return { demos, outside }
}
