import type { Clock } from '@bazaar/core/clock'
import { describeProblems, loadConfig, type RawEnv } from '@bazaar/core/config'
import type { DemoPerson } from '@bazaar/core/demo'
import type { Standin } from '@bazaar/telegram-standin'
import { z } from 'zod'
import { readJson, replaceFile } from '../files.ts'
import type { Log } from '../parts.ts'
import type { FoundDemo } from './find-demos.ts'
import { findIds } from './people.ts'

export interface SeedingOptions {
  readonly demos: readonly FoundDemo[]
  /** Where it is written down whose demo data are in place. */
  readonly file: string
  /** What the bot is told. */
  readonly environment: RawEnv
  readonly databaseUrl: string
  /** Business time in milliseconds. */
  readonly now: () => number
  readonly standin: Standin
  readonly signal: AbortSignal
  readonly log: Log
}

const answeredWithinMs = 30_000
/** How often it is looked whether the playground stops meanwhile. */
const lookMs = 500

function createPerson(standin: Standin, id: number, signal: AbortSignal): DemoPerson {
  const said = (from: 'bot' | 'user') => standin.messages(id).messages.some((message) => message.from === from)
  return {
    id: BigInt(id),
    async starts() {
      if (!said('user')) standin.start(id)
      for (const deadline = Date.now() + answeredWithinMs; !said('bot'); ) {
        signal.throwIfAborted()
        if (Date.now() > deadline) throw new Error(`The bot did not answer person ${id} who pressed Start.`)
        const after = standin.messages(id).messages.at(-1)?.message_id ?? 0
        await standin.history(id, { after, waitMs: lookMs })
      }
    },
  }
}

const readSeeded = (file: string): ReadonlySet<string> => new Set(z.array(z.string()).parse(readJson(file) ?? []))

/** The bot's core beside the bot. Loaded only now: a start that has nothing to fill in is faster without it. */
async function openBench({ environment, databaseUrl, now, standin }: SeedingOptions) {
  const [{ openWorkbench }, { features }] = await Promise.all([
    import('@bazaar/core/app'),
    import('@bazaar/bot/features'),
  ])
  // What happens here is not worth a line, unless something is wrong.
  const result = loadConfig(features, { ...environment, LOG_LEVEL: 'warn' })
  if (!result.ok) throw new Error(describeProblems(result.problems))
  const { config } = result
  const clock: Clock = { now: () => new Date(now()), offsetMs: 0, onJump: () => () => undefined }
  const bench = await openWorkbench({ config, databaseUrl, clock, botUsername: standin.bots()[0]?.username ?? '' })
  return { config, bench }
}

/**
 * Fills in the demo data of features that have none in this data folder yet, through their own services. Needs a bot that
 * runs or is about to. What fails is told and tried again at the next start: the playground is of use without it.
 */
export async function seedDemos(options: SeedingOptions): Promise<void> {
  const { demos, file, standin, signal, log } = options
  const seeded = new Set(readSeeded(file))
  const waiting = demos.flatMap(({ feature, demo: { seed } }) =>
    seed === undefined || seeded.has(feature) ? [] : [{ feature, seed }],
  )
  if (waiting.length === 0) return
  const { config, bench } = await openBench(options)
  const idOf = findIds(standin)
  const person = (username: string) => createPerson(standin, idOf(username), signal)
  try {
    for (const { feature, seed } of waiting) {
      signal.throwIfAborted()
      await seed({ core: bench.core, settings: config.featureEnv[feature] ?? {}, person, signal })
      seeded.add(feature)
      await replaceFile(file, JSON.stringify([...seeded]))
    }
  } catch (error) {
    if (!signal.aborted) log(`Demo data are incomplete; the next start tries again. ${String(error)}`)
  } finally {
    await bench.close()
  }
}
