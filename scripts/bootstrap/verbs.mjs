// What `npm start`, `npm test` and the other commands run once everything is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import { runPipeline } from './pipeline.mjs'
import { root } from './prepare.mjs'

/** `.env` in the root fills what the environment does not say. */
function loadDotEnv() {
  const file = path.join(root, '.env')
  if (!existsSync(file)) return
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8')))) process.env[name] ??= value
}

/**
 * Runs a TypeScript program in this very process, so that signals, exit code and memory are those of the program and
 * no wrapper can die without it.
 */
async function runProgram(file, args) {
  const program = path.join(root, file)
  if (!existsSync(program)) throw new Error(`${file} does not exist.`)
  process.argv = [process.argv[0], program, ...args]
  await import('tsx')
  await import(pathToFileURL(program).href)
}

/** Killed with kill -9, npm cannot take us along; without this the program would stay and hold the data folder. */
function stopWithParent() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  timer.unref()
}

async function start(args) {
  loadDotEnv()
  stopWithParent()
  const hasToken = ['BOT_TOKEN', 'TELEGRAM_BOT_TOKEN', 'TELEGRAM_TOKEN'].some((name) => process.env[name])
  await runProgram(hasToken ? 'apps/bot/src/main.ts' : 'apps/playground/src/main.ts', args)
}

async function bench(args) {
  await runProgram('bench/src/main.ts', args)
}

/** Any other verb is a program in scripts/, e.g. `migrate-new`. */
async function script(verb, args) {
  const known = readdirSync(path.join(root, 'scripts')).filter((name) => name.endsWith('.ts'))
  if (!known.includes(`${verb}.ts`)) {
    const verbs = ['start', 'test', 'test:faults', 'bench', ...known.map((name) => name.slice(0, -3))]
    throw new Error(`There is no "${verb}". Known: ${verbs.join(', ')}`)
  }
  loadDotEnv()
  await runProgram(`scripts/${verb}.ts`, args)
}

/** Runs one verb of the command line; `args` is what follows it. */
export async function runVerb(verb, args) {
  if (verb === 'start') await start(args)
  else if (verb === 'test' || verb === 'test:faults') await runPipeline(verb)
  else if (verb === 'bench') await bench(args)
  else await script(verb, args)
}
