import { existsSync } from 'node:fs'

export type RawEnv = Readonly<Record<string, string | undefined>>

/**
 * The one place that reads the environment. A `.env` in the working directory fills what is not set.
 * Empty variables count as not set, so that `X=` in a compose file means "default".
 */
export function readProcessEnv(): RawEnv {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
}
