/**
 * Reads a pickup code as people write it: `4821`, `48 21`, `48-21`, `#4821`, `code: 4821`.
 * @returns its four digits, or `undefined` when it is not exactly one code
 */
export function readCode(written: string): string | undefined {
  const found = /^(?:\p{L}{1,12}\s*:?\s*)?#?\s*(\d)[\s.-]?(\d)[\s.-]?(\d)[\s.-]?(\d)$/u.exec(
    written.normalize('NFKC').trim(),
  )
  return found ? found.slice(1).join('') : undefined
}
