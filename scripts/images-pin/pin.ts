import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findReferences, isDigest, type Reference, readReference, replaceReferences } from './references.ts'
import { fetchDigest } from './registry.ts'

const files = ['Dockerfile', 'docker-compose.yml']

export interface PinOptions {
  readonly folder: string
  readonly registry?: string | undefined
  /** Only says what is unpinned or behind. */
  readonly check: boolean
  readonly timeoutMs?: number
  readonly print: (line: string) => void
}

/** fetch says only "fetch failed"; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  const { cause } = error
  return cause instanceof Error
    ? `${error.message}: ${'code' in cause ? String(cause.code) : cause.message}`
    : error.message
}

const stateOf = (image: Reference, digest: string): string =>
  image.digest === digest ? 'up to date' : image.digest === undefined ? 'not pinned' : 'behind'

/** Returns the exit code: 0 all are up to date, 1 some are not (only when checking), 2 a registry did not say and nothing was written. */
export async function pinImages({ folder, registry, check, timeoutMs = 20_000, print }: PinOptions): Promise<number> {
  const texts = files.map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }))
  const names = new Map<string, string>()
  const [stale, unknown] = [new Set<string>(), new Set<string>()]
  for (const written of new Set(texts.flatMap(({ file, text }) => findReferences(file, text)))) {
    // Known without the network.
    if (!isDigest(written.split('@')[1])) stale.add(written)
    try {
      const image = readReference(written)
      const digest = await fetchDigest(image, { registry, timeoutMs })
      names.set(written, `${image.wanted}@${digest}`)
      if (image.digest !== digest) stale.add(written)
      print(`${image.wanted}: ${stateOf(image, digest)}, ${digest}`)
    } catch (error) {
      unknown.add(written)
      print(`${written}: ${stale.has(written) ? 'not pinned, and its' : 'its'} digest is not known: ${reasonOf(error)}`)
    }
  }
  if (check) return stale.size > 0 ? 1 : unknown.size > 0 ? 2 : 0
  if (unknown.size > 0) {
    print('Nothing is written.')
    return 2
  }
  const changed = texts.flatMap(({ file, text }) => {
    const replaced = replaceReferences(file, text, names)
    return replaced === text ? [] : [{ file, text: replaced }]
  })
  for (const { file, text } of changed) writeFileSync(path.join(folder, file), text)
  print(changed.length === 0 ? 'Nothing has changed.' : `Written: ${changed.map(({ file }) => file).join(', ')}`)
  return 0
}
