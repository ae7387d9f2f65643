import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long a bot may still be finishing its work after its supervisor was killed. */
const patienceMs = 12_000

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
  } catch {
    return ''
  }
}

/**
 * Waits for the bot of a supervisor that was killed: it stops by itself when the channel to its parent breaks, and until
 * then it holds the port. Only a process whose command line is the bot's is ever ended by force.
 */
export async function waitForOrphan(file: string, entry: string, log: (line: string) => void): Promise<void> {
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8'))
  const alive = () => pid > 1 && commandOf(pid).includes(entry)
  if (alive()) log(`The bot of the last start (process ${pid}) is still finishing; waiting for it.`)
  for (const deadline = Date.now() + patienceMs; alive() && Date.now() < deadline; ) await sleep(50)
  if (alive()) process.kill(pid, 'SIGKILL')
  rmSync(file, { force: true })
}

export function rememberBot(file: string, pid: number): void {
  writeFileSync(file, String(pid), { mode: 0o600 })
}
