import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { round } from './stats.ts'

export interface PgbenchResult {
  readonly perSecond: number
  /** Average in milliseconds. */
  readonly average: number
}

/** Whether the program is there (Debian: `postgresql-contrib`). */
export const hasPgbench = (): boolean => spawnSync('pgbench', ['--version']).status === 0

/** Runs a script of pgbench with prepared statements, over as many connections as there are clients. */
export async function runPgbenchScript(
  url: string,
  script: string,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<PgbenchResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-pgbench-'))
  const file = path.join(folder, 'script.sql')
  try {
    writeFileSync(file, script)
    const args = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', '2', '-T', `${seconds}`, '-f', file, url]
    const output = await text(spawn('pgbench', args, { stdio: ['ignore', 'pipe', 'inherit'] }).stdout)
    const figure = (pattern: RegExp): number => round(Number(pattern.exec(output)?.[1]), 2)
    return { perSecond: Math.round(figure(/tps = ([\d.]+)/)), average: figure(/latency average = ([\d.]+)/) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
