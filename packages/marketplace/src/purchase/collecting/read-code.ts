const longest = 40

/**
 * Reads a pickup code as people write it: `4821`, `48 21`, `48-21`, `#4821`, `code: 4821`.
 * @returns its four digits, or `undefined` when it is not exactly one code
 */
export function readCode(written: string): string | undefined {
  // Nothing that long is a code, and nobody shall keep the process busy with looking.
  if (written.length > longest) return undefined
  const bare = written.normalize('NFKC').trim()
  const found = /^(?:\p{L}{1,12}:?\s*)?(?:#\s*)?(\d)[\s.-]?(\d)[\s.-]?(\d)[\s.-]?(\d)$/u.exec(bare)
  return found?.slice(1).join('')
}
