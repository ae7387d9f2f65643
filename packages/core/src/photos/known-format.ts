const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)

const marks: readonly ((bytes: Uint8Array) => boolean)[] = [
  (bytes) => latin1(bytes, 0, 3) === '\xff\xd8\xff',
  (bytes) => latin1(bytes, 0, 8) === '\x89PNG\r\n\x1a\n',
  (bytes) => latin1(bytes, 0, 4) === 'RIFF' && latin1(bytes, 8, 12) === 'WEBP',
]

/** Whether a file begins as a JPEG, PNG or WebP does, whatever its name says. */
export const isKnownFormat = (bytes: Uint8Array): boolean => marks.some((matches) => matches(bytes))
