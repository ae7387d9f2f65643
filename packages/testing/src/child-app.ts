import { createApp } from '@bazaar/core/app'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import type { Feature } from '@bazaar/core/feature'

/** The whole bot as a process of its own, to be killed by tests. See `spawn-app.ts`, which starts it. */
interface ChildOptions {
  /** URL of a module that exports `features`. */
  readonly module: string
  readonly databaseUrl: string
  readonly env: Readonly<Record<string, string>>
}

const options: ChildOptions = JSON.parse(process.env.BAZAAR_TEST_APP ?? '{}')
const { features }: { readonly features: readonly Feature[] } = await import(options.module)
const result = loadConfig(features, options.env)
if (!result.ok) throw new Error(describeProblems(result.problems))
const app = await createApp({
  config: result.config,
  allFeatures: features,
  databaseUrl: options.databaseUrl,
  version: 'test',
})
process.on('SIGTERM', () => {
  app.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
const url = await app.start()
process.stdout.write(`READY ${url}\n`)
