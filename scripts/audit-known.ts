// Looks for known vulnerabilities in what a release consists of: its packages, and the built image, whose name
// follows (`npm run audit:known -- NAME`). Ends with 1 when something is known, with 2 when something could not be looked at, else with 0.
import { readProcessEnv } from '../packages/core/src/config/index.ts'
import type { Check } from './audit-known/check.ts'
import { checkImage } from './audit-known/image.ts'
import { checkPackages } from './audit-known/packages.ts'

const marks = { clean: 'ok  ', found: 'FAIL', unchecked: '?   ' } as const
const [image] = process.argv.slice(2)

const checks: Check[] = []
for (const check of [() => checkPackages(readProcessEnv().AUDIT_REGISTRY), () => checkImage(image)]) {
  const { what, state, lines } = await check()
  console.log(`${marks[state]} ${what}: ${lines.join('\n     ')}`)
  checks.push({ what, state, lines })
}
const has = (state: Check['state']): boolean => checks.some((check) => check.state === state)
process.exitCode = has('found') ? 1 : has('unchecked') ? 2 : 0
