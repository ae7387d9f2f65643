import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { replaceFileNow } from './files.ts'

/** The playground's own keys, written once: without them the data of the last start could not be read. */
export function loadEncryptionKeys(file: string): string {
  if (!existsSync(file)) replaceFileNow(file, `a:${randomBytes(32).toString('base64')}\n`)
  return readFileSync(file, 'utf8').trim()
}
