import type { Clock } from '@bazaar/core/clock'
import { describeProblems, loadConfig, type RawEnv } from '@bazaar/core/config'
import type { DemoPerson, Seed } from '@bazaar/demo-kit'
import type { Standin } from '@bazaar/telegram-standin'
import { z } from 'zod'
import { readJson, replaceFileNow } from '../files.ts'
import type { Log } from '../types.ts'
import type { FoundDemo } from './found-demo.ts'
import { findIds } from './people.ts'

export type SeedingState = 'filling' | 'complete' | 'incomplete'

export interface Seeding {
  /** Never rejects. */
  readonly done: Promise<void>
  /** "Ready" may wait for it. What only tops up comes after that, so that it does not slow the start down. */
  readonly isPartOfStart: boolean
  state(): SeedingState
}

interface Waiting {
  readonly feature: string
  /** There are no data of the feature yet. */
  readonly isFirst: boolean
  readonly fill: Seed
}

export interface SeedingOptions {
  readonly demos: readonly FoundDemo[]
  /** Where it is written down whose demo data are in place. */
  readonly file: string
  /** What the bot is told. */
  readonly environment: RawEnv
  readonly databaseUrl: string
  readonly botIsReady: Promise<unknown>
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

/** When the demo data of each feature were last filled in, in business time. Older versions wrote down the names alone. */
const seededSchema = z.union([
  z.record(z.string(), z.iso.datetime()),
  z
    .array(z.string())
    .transform((features) => Object.fromEntries(features.map((id) => [id, new Date(0).toISOString()]))),
])

const readSeeded = (file: string): ReadonlyMap<string, string> =>
  new Map(Object.entries(seededSchema.parse(readJson(file) ?? {})))

/** Demos whose data are not there yet, or have run out since. */
function listWaiting({ demos, file, now }: SeedingOptions): readonly Waiting[] {
  const seeded = readSeeded(file)
  return demos.flatMap(({ feature, demo: { seed, topUp } }): readonly Waiting[] => {
    const at = seeded.get(feature)
    if (at === undefined) return seed === undefined ? [] : [{ feature, isFirst: true, fill: seed }]
    return topUp !== undefined && now() >= Date.parse(at) + topUp.lastsMs
      ? [{ feature, isFirst: false, fill: topUp.fill }]
      : []
  })
}

/** The bot's core beside the bot. Loaded only now: a start that has nothing to fill in is faster without it. */
async function openBench({ environment, databaseUrl, now, standin }: SeedingOptions) {
  const [{ openWorkbench }, { features }] = await Promise.all([
    import('@bazaar/core/app'),
    import('@bazaar/bot/features'),
  ])
  // What happens here is not worth a line, unless something is wrong.
  const result = loadConfig(features, { ...environment, LOG_LEVEL: 'error' })
  if (!result.ok) throw new Error(describeProblems(result.problems))
  const { config } = result
  const clock: Clock = { now: () => new Date(now()), offsetMs: 0, onJump: () => () => undefined }
  const bench = await openWorkbench({ config, databaseUrl, clock, botUsername: standin.bots()[0]?.username ?? '' })
  return { config, bench }
}

async function fillIn(waiting: readonly Waiting[], options: SeedingOptions): Promise<'complete' | 'incomplete'> {
  const { file, now, standin, signal, log } = options
  const { config, bench } = await openBench(options)
  const seeded = new Map(readSeeded(file))
  const idOf = findIds(standin)
  const person = (username: string) => createPerson(standin, idOf(username), signal)
  const fillOne = async ({ feature, fill }: Waiting): Promise<boolean> => {
    try {
      await fill({ core: bench.core, settings: config.featureEnv[feature] ?? {}, person, signal })
    } catch (error) {
      if (!signal.aborted) log(`Demo data of ${feature} are incomplete; the next start tries again. ${String(error)}`)
      return false
    }
    seeded.set(feature, new Date(now()).toISOString())
    replaceFileNow(file, JSON.stringify(Object.fromEntries(seeded)))
    return true
  }
  const filled = await Promise.all(waiting.map(fillOne)).finally(() => bench.close())
  return filled.every(Boolean) ? 'complete' : 'incomplete'
}

/**
 * Fills in the demo data of features that have none in this data folder yet, and tops up what has run out, through their own services.
 * Needs a bot that runs or is about to. What fails is told and tried again at the next start: the playground is of use without it.
 */
export function startSeeding(options: SeedingOptions): Seeding {
  const waiting = listWaiting(options)
  let state: SeedingState = waiting.length === 0 ? 'complete' : 'filling'
  const finish = (end: SeedingState) => {
    state = end
  }
  const fail = (error: unknown) => {
    finish('incomplete')
    if (!options.signal.aborted) options.log(`Demo data could not be filled in. ${String(error)}`)
  }
  const isPartOfStart = waiting.some(({ isFirst }) => isFirst)
  const begin = async () => {
    if (!isPartOfStart) await options.botIsReady
    options.signal.throwIfAborted()
    return fillIn(waiting, options)
  }
  return {
    isPartOfStart,
    done: waiting.length === 0 ? Promise.resolve() : begin().then(finish, fail),
    state: () => state,
  }
}
