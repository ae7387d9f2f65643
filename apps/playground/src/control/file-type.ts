const signatures: readonly (readonly [offset: number, hex: string, type: string])[] = [
  [0, 'ffd8ff', 'image/jpeg'],
  [0, '89504e47', 'image/png'],
  [0, '47494638', 'image/gif'],
  [8, '57454250', 'image/webp'],
  [4, '66747970', 'video/mp4'],
  [0, '1a45dfa3', 'video/webm'],
  [0, '4f676753', 'audio/ogg'],
  [0, '494433', 'audio/mpeg'],
  [0, 'fffb', 'audio/mpeg'],
  [8, '57415645', 'audio/wav'],
]

/** What browsers may show or play, by its first bytes; everything else is only saved. */
export function fileType(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  return signatures.find(([offset, hex]) => start.startsWith(hex, offset * 2))?.[2] ?? 'application/octet-stream'
}
