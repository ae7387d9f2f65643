import { readProcessEnv } from '@bazaar/core/config'
import { botCommand } from './bot-command.ts'
import { parseOptions, root } from './options.ts'
import { startPlayground } from './supervisor.ts'

const log = (line: string) => console.log(`[playground] ${line}`)

function refuse(problems: readonly string[]): never {
  console.error('The playground does not start:')
  for (const problem of problems) console.error(`  - ${problem}`)
  process.exit(1)
}

function announce(links: Readonly<Record<string, string>>, relocatedTo: string | undefined, startedAt: number): void {
  const width = Math.max(...Object.keys(links).map((name) => name.length))
  const lines = Object.entries(links).map(([name, url]) => `  ${name.padEnd(width)}  ${url}`)
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  const elsewhere = relocatedTo
    ? `\n  PostgreSQL cannot reach the data folder as its own user; its data are in ${relocatedTo}`
    : ''
  console.log(
    `\nBazaar's playground is ready after ${seconds} s. Ctrl-C stops it.\n\n${lines.join('\n')}${elsewhere}\n`,
  )
}

process.chdir(root)
const startedAt = Date.now() - Math.round(process.uptime() * 1000)
const parsed = parseOptions(readProcessEnv())
if (parsed.kind === 'refused') refuse(parsed.problems)
const starting = startPlayground(parsed.options, botCommand(), log)

let signals = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    signals += 1
    if (signals === 1) {
      log('Stopping; press Ctrl-C again to end the bot at once.')
      starting.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    } else if (signals === 2) starting.force()
    // Nothing is lost by leaving at once: the next start recovers.
    else process.exit(130)
  })
}

try {
  const { links, relocatedTo } = await starting.ready
  announce(links, relocatedTo, startedAt)
} catch (error) {
  // A start that was interrupted ends with the signal's own exit.
  if (signals === 0) refuse([error instanceof Error ? error.message : String(error)])
}
