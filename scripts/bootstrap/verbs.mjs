// What `npm start`, `npm test` and the other commands run once everything is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadEnvFile } from '../../packages/core/src/config/process-env.ts'
import { chooseProgram } from './choose-program.mjs'
import { startedByOlder } from './node.mjs'
import { runPipeline } from './pipeline.mjs'
import { root } from './prepare.mjs'

const envFile = path.join(root, '.env')

/** Runs a program in this very process, so that signals, exit code and memory are those of the program. */
async function runProgram(file, args) {
  const program = path.join(root, file)
  if (!existsSync(program)) throw new Error(`${file} does not exist.`)
  process.argv = [process.argv[0], program, ...args]
  await import(pathToFileURL(program).href)
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined
  }
}

/**
 * npm runs us through a shell, and neither takes us along when it is killed; without this the program would stay and
 * hold the data folder. Ends the program in the ordinary way as soon as the shell or npm is gone.
 */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  // Its shell and npm itself, behind the older Node.js where one began.
  const generations = startedByOlder() ? 3 : 2
  const lineage = () => {
    const pids = [process.ppid]
    while (pids.length < generations) pids.push(Number(parentOf(pids.at(-1))))
    return pids.join(' ')
  }
  const atStart = lineage()
  const timer = setInterval(() => {
    if (lineage() === atStart) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  timer.unref()
}

async function start(args) {
  stopWithNpm()
  await runProgram(chooseProgram(envFile), args)
}

/** Programs that are not in scripts/. */
const programs = { bench: 'bench/src/main.ts', bot: 'apps/bot/src/cli.ts' }

/** Any other verb is a program in scripts/, e.g. `migrate-new`. */
async function script(verb, args) {
  const known = readdirSync(path.join(root, 'scripts')).filter((name) => name.endsWith('.ts'))
  if (!known.includes(`${verb}.ts`)) {
    const verbs = ['start', 'test', 'test:faults', ...Object.keys(programs), ...known.map((name) => name.slice(0, -3))]
    throw new Error(`There is no "${verb}". Known: ${verbs.join(', ')}`)
  }
  loadEnvFile(envFile)
  await runProgram(`scripts/${verb}.ts`, args)
}

/** Runs one verb of the command line; `args` is what follows it. */
export async function runVerb(verb, args) {
  if (verb === 'start') await start(args)
  else if (verb === 'test' || verb === 'test:faults') runPipeline(verb)
  else if (Object.hasOwn(programs, verb)) await runProgram(programs[verb], args)
  else await script(verb, args)
}
