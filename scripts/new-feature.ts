// pnpm new:feature NAME [--code xx] [--table]: writes the first version of a feature and adds it to the bot.
// --no-install leaves the linking of packages to you.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { features } from '../apps/bot/src/features.ts'
import { findPnpm } from './bootstrap/prepare.mjs'
import { nameFeature } from './new-feature/names.ts'
import { listConflicts, registerFeature, writePackage } from './new-feature/write.ts'
import { runPrisma } from './prisma.mjs'

const root = path.resolve(import.meta.dirname, '..')
const usage = 'Usage: pnpm new:feature NAME [--code xx] [--table], e.g. pnpm new:feature parcel-lockers'

function run(program: string, args: readonly string[]): void {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${path.basename(program)} ${args.join(' ')} failed; the lines above say why`)
}

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      code: { type: 'string' },
      table: { type: 'boolean', default: false },
      'no-install': { type: 'boolean', default: false },
    },
  })
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0) throw new Error(usage)
  const names = nameFeature(id, values.code)
  const conflicts = listConflicts(root, names, [{ id: 'core', code: 'co' }, ...features])
  if (conflicts.length > 0) throw new Error(`Nothing was written:\n${conflicts.map((line) => `  ${line}`).join('\n')}`)

  const written = [...writePackage(root, names, values.table), ...registerFeature(root, names)]
  // Longer names wrap differently, and imports are sorted.
  const formatted = written.filter((file) => !file.endsWith('.prisma'))
  run(path.join(root, 'node_modules', '.bin', 'biome'), ['check', '--write', '--log-level=error', ...formatted])
  if (!values['no-install']) run(findPnpm(), ['install', '--prefer-offline', '--no-frozen-lockfile'])
  if (values.table && runPrisma(['generate'], { quiet: true }) !== 0)
    throw new Error('the database client could not be generated')

  console.log(`\nWritten:\n${written.map((file) => `  ${file}`).join('\n')}`)
  if (values.table)
    console.log(
      `\nShape the table in prisma/schema/${id}.prisma, then:\n  pnpm migrate:new ${id} init\n  pnpm migrate:catalog`,
    )
  console.log(`\nTry it: npm start, then send /${names.snake}. Test it: pnpm --filter @bazaar/${id} test`)
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
