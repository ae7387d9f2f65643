import { openCommandLine } from '@bazaar/core/app'
import { describeProblems, loadConfig, readProcessEnv } from '@bazaar/core/config'
import { generateKey } from '@bazaar/core/crypto'
import { createLogger, redact, safeMessage } from '@bazaar/core/log'
import { openDatabase } from './boot.ts'
import { features } from './features.ts'
import { loadOfflineConfig, noDatabase } from './offline.ts'

const print = (line: string): void => console.log(line)

async function showConfig(): Promise<number> {
  const result = loadConfig(features, readProcessEnv())
  if (!result.ok) {
    console.error(describeProblems(result.problems))
    return 1
  }
  for (const [name, value] of Object.entries(result.masked)) print(`${name}=${value}`)
  return 0
}

async function runVerb(name: string, args: readonly string[]): Promise<number> {
  const result = loadOfflineConfig({ database: false })
  if (!result.ok) {
    console.error(describeProblems(result.problems))
    return 1
  }
  const overview = await openCommandLine(result.config, noDatabase)
  const verb = overview.verbs.find((known) => known.name === name)
  try {
    if (!verb) {
      print('Usage: pnpm bot <verb> [arguments]\n')
      print('  config      print the parsed configuration, secrets masked')
      print('  new-key     print a fresh key for ENCRYPTION_KEYS')
      for (const known of overview.verbs) print(`  ${known.name}  ${known.summary}`)
      return name === 'help' ? 0 : 1
    }
    if (!verb.needsDatabase) return await verb.run(args, print)
  } finally {
    await overview.close()
  }
  return runWithDatabase(name, args)
}

async function runWithDatabase(name: string, args: readonly string[]): Promise<number> {
  const result = loadOfflineConfig({ database: true })
  if (!result.ok) {
    console.error(describeProblems(result.problems))
    return 1
  }
  const database = await openDatabase(result.config, createLogger({ level: 'warn', pretty: true }))
  const line = await openCommandLine(result.config, database.url)
  try {
    return (await line.verbs.find((known) => known.name === name)?.run(args, print)) ?? 1
  } finally {
    await line.close()
    await database.stop()
  }
}

const [name = 'help', ...args] = process.argv.slice(2)
try {
  if (name === 'config') process.exitCode = await showConfig()
  else if (name === 'new-key') print(`a:${generateKey()}`)
  else process.exitCode = await runVerb(name, args)
} catch (error) {
  console.error(redact(safeMessage(error)))
  process.exitCode = 1
}
