import { readFileSync } from 'node:fs'

/** The encoding that a file's first bytes name: Windows editors write such a mark, also before UTF-8. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

/**
 * The text of a file that somebody wrote with whatever editor: UTF-8, or UTF-16 with a byte order mark, which is not part of the text.
 * @throws when the file cannot be read
 */
export function readText(file: string): string {
  const bytes = readFileSync(file)
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}
