// Runs Prisma's command line offline: `node scripts/prisma.mjs generate|validate|format`.
// The command line wants to download a schema engine first, although these three never call it.
import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(import.meta.dirname, '..')
const withoutEngine = ['generate', 'validate', 'format']

/** Runs one Prisma command in the repository's root; returns its exit code. `quiet` shows the output only on failure. */
export function runPrisma(args, { quiet = false } = {}) {
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', DO_NOT_TRACK: '1' }
  if (withoutEngine.includes(args[0] ?? '') && !env.PRISMA_SCHEMA_ENGINE_BINARY) {
    const standIn = path.join(root, 'prisma', 'no-schema-engine.sh')
    // An archive download loses the executable bit; a read-only checkout has kept it.
    try {
      chmodSync(standIn, 0o755)
    } catch {}
    env.PRISMA_SCHEMA_ENGINE_BINARY = standIn
  }
  const cli = path.join(root, 'node_modules', 'prisma', 'build', 'index.js')
  const result = spawnSync(process.execPath, [cli, ...args], { cwd: root, env, stdio: quiet ? 'pipe' : 'inherit' })
  if (quiet && result.status !== 0) process.stderr.write(Buffer.concat([result.stdout, result.stderr]))
  if (result.error) throw result.error
  return result.status ?? 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2)
  process.exitCode = runPrisma(args.length > 0 ? args : ['generate'])
}
