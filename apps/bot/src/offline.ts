import { type ConfigResult, loadConfig, readProcessEnv } from '@bazaar/core/config'
import { generateKey } from '@bazaar/core/crypto'
import { features } from './features.ts'

/** Verbs that use no database are given an address that nothing ever connects to. */
export const noDatabase = 'postgres://127.0.0.1:1/none'

/**
 * The configuration for work that does not talk to Telegram: it needs no token, but what is given is checked.
 * @param database whether it reads or writes the database: then it needs the keys that its private values are sealed under
 */
export function loadOfflineConfig({ database }: { readonly database: boolean }): ConfigResult {
  const env = withoutAliasConflict(readProcessEnv())
  return loadConfig(features, {
    BOT_TOKEN: `1:${'offline'.repeat(6)}`,
    ...(database ? {} : { ENCRYPTION_KEYS: `a:${generateKey()}` }),
    ...env,
  })
}

function withoutAliasConflict(env: ReturnType<typeof readProcessEnv>): Record<string, string | undefined> {
  const token = env.BOT_TOKEN ?? env.TELEGRAM_BOT_TOKEN ?? env.TELEGRAM_TOKEN
  const { TELEGRAM_BOT_TOKEN: _old, TELEGRAM_TOKEN: _older, ...rest } = env
  return token === undefined ? rest : { ...rest, BOT_TOKEN: token }
}
