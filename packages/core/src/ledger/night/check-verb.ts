import type { CliVerb } from '../../feature/index.ts'
import type { NightWatch } from './night-watch.ts'

/** `pnpm bot ledger:check`: what the nightly job looks at, at once; what it finds or no longer finds counts from then on. */
export function checkVerb(watch: Pick<NightWatch, 'check'>): CliVerb {
  return {
    name: 'ledger:check',
    summary: 'Check the books, e.g. after a restore; with --all the seals of all days too: ledger:check [--all]',
    needsDatabase: true,
    async run(args, print) {
      if (args.some((arg) => arg !== '--all')) {
        print('Usage: ledger:check [--all]')
        return 1
      }
      const results = await watch.check(args.includes('--all'), new AbortController().signal)
      const wrong = results.filter(({ lines }) => lines.length > 0)
      for (const { check, lines } of wrong) for (const line of lines) print(`${check}: ${line}`)
      print(
        wrong.length === 0
          ? `The books are well: ${results.length} checks found nothing.`
          : `${wrong.map(({ check }) => check).join(', ')} found something wrong: nothing is paid out until the same checks find nothing.`,
      )
      return wrong.length === 0 ? 0 : 1
    },
  }
}
