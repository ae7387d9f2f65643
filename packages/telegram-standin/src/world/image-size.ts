export interface ImageSize {
  readonly width: number
  readonly height: number
}

const jpeg = (view: Buffer): ImageSize | null => {
  let at = 2
  while (at + 9 < view.length) {
    if (view[at] !== 0xff) return null
    const marker = view[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    at += marker === 0xff ? 1 : 2 + view.readUInt16BE(at + 2)
  }
  return null
}

const webp = (view: Buffer): ImageSize | null => {
  const kind = view.toString('latin1', 12, 16)
  if (kind === 'VP8X') return { width: 1 + view.readUIntLE(24, 3), height: 1 + view.readUIntLE(27, 3) }
  if (kind === 'VP8 ') return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff }
  if (kind !== 'VP8L') return null
  const bits = view.readUInt32LE(21)
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) }
}

/** Reads width and height from the header of a JPEG, PNG, GIF or WebP; null when it is no such picture. */
export const imageSize = (bytes: Uint8Array): ImageSize | null => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 10) return null
  if (view[0] === 0xff && view[1] === 0xd8) return jpeg(view)
  if (view.length >= 24 && view.readUInt32BE(0) === 0x89504e47) {
    return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
  }
  if (view.toString('latin1', 0, 4) === 'GIF8') return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) }
  if (view.length >= 30 && view.toString('latin1', 8, 12) === 'WEBP') return webp(view)
  return null
}
