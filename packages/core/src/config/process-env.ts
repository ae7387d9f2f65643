import { existsSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { readText } from '../text-files/index.ts'

export type RawEnv = Readonly<Record<string, string | undefined>>

/** What `file` says fills what the environment does not say. No such file: nothing to fill. */
export function loadEnvFile(file: string): void {
  if (!existsSync(file)) return
  for (const [name, value] of Object.entries(parseEnv(readText(file)))) process.env[name] ??= value
}

/**
 * The one place that reads the environment. A `.env` in the working directory fills what is not set.
 * Empty variables count as not set, so that `X=` in a compose file means "default".
 */
export function readProcessEnv(): RawEnv {
  loadEnvFile('.env')
  return Object.fromEntries(
    Object.entries(process.env)
      .filter(([, value]) => value !== '')
      // A container engine that was given a file with a byte order mark takes it for part of the first name.
      .map(([name, value]) => [name.replace(/^\uFEFF/, ''), value]),
  )
}
