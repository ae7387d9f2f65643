import path from 'node:path'
import type { Standin } from '@bazaar/telegram-standin'
import type { BotOperations } from './bot-operations.ts'
import type { DemoSide } from './demo/open-demos.ts'
import { loadEncryptionKeys } from './encryption-keys.ts'
import type { PlaygroundOptions } from './options.ts'

export interface BotInputs extends DemoSide {
  readonly options: PlaygroundOptions
  readonly standin: Standin
  readonly databaseUrl: string
  readonly owners: ReadonlySet<number>
  readonly operations: BotOperations
}

const merged = (parts: readonly Readonly<Record<string, string>>[]): Record<string, string> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)))

/** What the bot process is told; the same variables as in production. */
export function botEnvironment(inputs: BotInputs): Record<string, string | undefined> {
  const { options, standin, databaseUrl, owners, operations, demos, outside } = inputs
  return {
    // People may tune these (and LOG_LEVEL, REDIS_URL, …) in their environment; what follows them is not theirs to choose.
    ...merged(demos.map(({ demo }) => demo.environment)),
    LOG_FORMAT: 'pretty',
    ...options.environment,
    ...merged(outside.map(({ variables }) => variables)),
    BOT_TOKEN: standin.bots()[0]?.token,
    TELEGRAM_API_ROOT: standin.url,
    DATABASE_URL: databaseUrl,
    // Not the data folder itself: the stand-in keeps what it was sent in a folder of the same name.
    DATA_DIR: path.join(options.dataDir, 'bot'),
    // Demo people are for this machine alone.
    HOST: '127.0.0.1',
    PORT: String(options.botPort),
    // Nor from a `.env`: the playground asks for it at PORT.
    OPERATIONS_PORT: '',
    OPERATIONS_TOKEN: operations.token,
    PLAYGROUND: '1',
    ADMIN_IDS: [...owners].join(','),
    ENCRYPTION_KEYS: loadEncryptionKeys(path.join(options.dataDir, 'keys')),
  }
}
