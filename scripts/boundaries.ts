// Who may import whom, and whose tables are whose. Part of `npm test`; by hand: node scripts/boundaries.ts
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { listBlindSpots, listReachIns, listViolations, readModules } from './boundaries/modules.ts'
import { checkSchema } from './boundaries/schema.ts'

const root = path.resolve(import.meta.dirname, '..')

function listPackages(): readonly string[] {
  return ['apps', 'packages']
    .flatMap((group) => readdirSync(path.join(root, group)).map((name) => `${group}/${name}`))
    .concat('bench')
    .filter((folder) => ['src', 'test'].some((inside) => existsSync(path.join(root, folder, inside))))
}

const packages = listPackages()
const result = await readModules(root, [...packages, 'scripts'])
const schema = checkSchema(root)
const problems = [
  ...listBlindSpots(result, packages),
  ...listViolations(result),
  ...listReachIns(result),
  ...(schema.models === 0 ? ['blind: no model was seen in prisma/schema'] : []),
  ...schema.problems,
]
for (const problem of problems) console.error(problem)
console.log(`${result.modules.length} modules and ${schema.models} models looked at, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
