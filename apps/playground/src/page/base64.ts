/** A file as the control API takes it. */
async function toUpload(file: File): Promise<{ readonly base64: string; readonly filename: string }> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  // In slices: a whole photo as arguments would overflow the stack.
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return { base64: btoa(binary), filename: file.name }
}

export type FileKind = 'photo' | 'video' | 'audio' | 'document'

/** What Telegram's app would send a file as. */
function kindOf(file: File): FileKind {
  if (/^image\/(jpeg|png|webp)$/.test(file.type)) return 'photo'
  if (file.type.startsWith('video/')) return 'video'
  return file.type.startsWith('audio/') ? 'audio' : 'document'
}

const mayMix = (kinds: readonly FileKind[]) => kinds.every((kind) => kind === 'photo' || kind === 'video')

/** One message for one file; several go as an album where Telegram lets them stand together. */
export async function toMessages(files: readonly File[]): Promise<readonly object[]> {
  const items = await Promise.all(
    files.slice(0, 10).map(async (file) => ({ kind: kindOf(file), file: await toUpload(file) })),
  )
  const kinds = items.map(({ kind }) => kind)
  const bodies = items.map(({ kind, file }) => ({ [kind]: file }))
  return items.length > 1 && (mayMix(kinds) || new Set(kinds).size === 1) ? [{ album: bodies }] : bodies
}
