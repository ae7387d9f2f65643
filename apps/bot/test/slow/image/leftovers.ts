import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { nameOfRun, podman, prefix, tryPodman } from './programs.ts'

// Not the system's folder for temporary files: where that is memory, no programs may be run in it.
const scratch = '/var/tmp'

/** This run's folder. */
export const folderOfRun = path.join(scratch, nameOfRun)

function isOver(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

const runOf = (name: string): number | undefined => {
  const pid = new RegExp(`${prefix}(\\d+)`).exec(name)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

/** Removes containers, volumes, images and folders of runs. */
async function removeThoseOf(chosen: (pid: number) => boolean): Promise<void> {
  const list = async (...args: readonly string[]): Promise<readonly string[]> =>
    (await podman(...args)).split('\n').filter((name) => {
      const pid = runOf(name)
      return pid !== undefined && chosen(pid)
    })
  const failures: string[] = []
  const remove = async (...args: readonly string[]): Promise<void> => {
    const { status, output } = await tryPodman(...args)
    if (status !== 0) failures.push(output)
  }
  for (const name of await list('ps', '--all', '--format', '{{.Names}}'))
    await remove('rm', '--force', '--time', '0', name)
  for (const name of await list('volume', 'ls', '--format', '{{.Name}}')) await remove('volume', 'rm', name)
  for (const name of await list('images', '--format', '{{.Repository}}:{{.Tag}}')) await remove('rmi', name)
  for (const name of readdirSync(scratch)) {
    const pid = runOf(name)
    if (pid !== undefined && chosen(pid)) rmSync(path.join(scratch, name), { recursive: true, force: true })
  }
  if (failures.length > 0) throw new Error(`Something of the image test stays behind:\n${failures.join('\n')}`)
}

/** Removes what runs that were killed left behind. */
export const removeLeftovers = (): Promise<void> => removeThoseOf(isOver)

/** Removes everything that this run made, except the base image. */
export const removeOwn = (): Promise<void> => removeThoseOf((pid) => pid === process.pid)
