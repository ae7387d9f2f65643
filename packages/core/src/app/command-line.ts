import { randomUUID } from 'node:crypto'
import type { Config } from '../config/index.ts'
import { type CliVerb, together } from '../feature/index.ts'
import { type OwnedData, requireKnownKeys } from '../privacy/index.ts'
import { type Foundation, openFoundation } from './foundation.ts'
import { buildServices } from './services.ts'

/** The command-line verbs of the core and the features, built without updates, jobs or sending. Close it after use. */
export interface CommandLine {
  readonly verbs: readonly CliVerb[]
  close(): Promise<void>
}

/** @param databaseUrl connected to only when a verb needs it */
export async function openCommandLine(config: Config, databaseUrl: string): Promise<CommandLine> {
  const foundation = await openFoundation({ config, databaseUrl, offline: true, applicationName: 'bazaar-cli' })
  const services = buildServices({ foundation, instanceId: randomUUID() })
  services.startLinks.refuse(
    new Error('The command line does not ask Telegram who the bot is; only the running bot makes links'),
  )
  const { on, all } = services.declarations
  const verbs = together(on, (part) => part.cli)
  return { verbs: verbs.map((verb) => underKnownKeys(verb, foundation, all)), close: foundation.close }
}

/** What reads or writes private values must not do it under a key that the database does not know. */
function underKnownKeys(verb: CliVerb, foundation: Foundation, data: readonly OwnedData[]): CliVerb {
  if (!verb.needsDatabase) return verb
  return {
    ...verb,
    async run(args, print) {
      await requireKnownKeys(foundation, data)
      return verb.run(args, print)
    },
  }
}
