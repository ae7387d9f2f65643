import path from 'node:path'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { generateKey } from '@bazaar/core/crypto'
import type { Feature } from '@bazaar/core/feature'
import type { PlaygroundOptions } from '../options.ts'
import type { Undo } from '../parts.ts'
import { type FoundDemo, findDemos } from './find-demos.ts'
import { type OutsideService, openOutside } from './outside.ts'

export interface DemoSide {
  /** Every feature that exists, also what is switched off. */
  readonly features: readonly Feature[]
  readonly demos: readonly FoundDemo[]
  readonly outside: readonly OutsideService[]
}

/** The features that are switched on. What the bot would refuse is refused here, before there is a bot. */
function listSwitchedOn(features: readonly Feature[], { environment }: PlaygroundOptions): readonly Feature[] {
  const given = { BOT_TOKEN: `1:${'playground'.repeat(4)}`, ENCRYPTION_KEYS: `a:${generateKey()}` }
  const result = loadConfig(features, { ...environment, ...given })
  if (!result.ok) throw new Error(describeProblems(result.problems))
  return result.config.features
}

/** What the features bring for the playground, with their stand-ins running. */
export async function openDemos(options: PlaygroundOptions, undo: Undo): Promise<DemoSide> {
  // Only now: while the database starts, there is time for it.
  const { features } = await import('@bazaar/bot/features')
  const demos = await findDemos(listSwitchedOn(features, options))
  const folder = path.join(options.dataDir, 'outside')
  const outside: OutsideService[] = []
  for (const { demo } of demos) for (const one of demo.outside) outside.push(await openOutside(one, folder, undo))
  return { features, demos, outside }
}
