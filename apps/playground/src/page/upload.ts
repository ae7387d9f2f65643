import { fileSize } from './file-size.ts'

/** Telegram's own limit for one file. */
const maxFileBytes = 50 * 1024 * 1024
const maxAlbum = 10
/** Of a name; its end says what kind of file it is. */
const maxNameLength = 200

/** A file as the control API takes it. */
async function toUpload(file: File): Promise<{ readonly base64: string; readonly filename: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  // In slices: a whole photo as arguments would overflow the stack.
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return { base64: btoa(binary), filename: file.name.slice(-maxNameLength) }
}

export type FileKind = 'photo' | 'video' | 'audio' | 'document'

/** What Telegram's app would send a file as. */
function kindOf(file: File): FileKind {
  if (/^image\/(jpeg|png|webp)$/.test(file.type)) return 'photo'
  if (file.type.startsWith('video/')) return 'video'
  return file.type.startsWith('audio/') ? 'audio' : 'document'
}

function refusalOf({ name, size }: File): string | undefined {
  if (size === 0) return `“${name}” is empty.`
  if (size <= maxFileBytes) return undefined
  return `“${name}” has ${fileSize(size)}; a file may have ${fileSize(maxFileBytes)}.`
}

/** The files that Telegram takes, and why it does not take the others. */
export function sortOut(files: readonly File[]): {
  readonly sendable: readonly File[]
  readonly refusals: readonly string[]
} {
  return {
    sendable: files.filter((file) => refusalOf(file) === undefined),
    refusals: files.flatMap((file) => refusalOf(file) ?? []),
  }
}

const mayMix = (kinds: readonly FileKind[]) => kinds.every((kind) => kind === 'photo' || kind === 'video')

/** One message for one file; several go as an album where Telegram lets them stand together and one call can carry them. */
async function toAlbum(files: readonly File[]): Promise<readonly object[]> {
  const items = await Promise.all(files.map(async (file) => ({ kind: kindOf(file), file: await toUpload(file) })))
  const kinds = items.map(({ kind }) => kind)
  const bodies = items.map(({ kind, file }) => ({ [kind]: file }))
  const together = mayMix(kinds) || new Set(kinds).size === 1
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  return items.length > 1 && together && bytes <= maxFileBytes ? [{ album: bodies }] : bodies
}

/** The messages that it takes to send files: ten in an album, as many albums as are needed. */
export async function* toMessages(files: readonly File[]): AsyncGenerator<object> {
  for (let at = 0; at < files.length; at += maxAlbum) yield* await toAlbum(files.slice(at, at + maxAlbum))
}
