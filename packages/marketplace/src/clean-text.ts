/** Invisible signs that only serve to deceive or break something: halves of characters, direction overrides, joiners of nothing. */
const hidden = /[\p{Cs}\u200B\u2060\uFEFF\u00AD\u202A-\u202E\u2066-\u2069]/gu

/** What somebody wrote in one line, without signs that nobody sees or that were lost on the way (U+FFFD). May be empty. */
export function cleanLine(written: string): string {
  return written
    .replaceAll(hidden, '')
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}\uFFFD]+/gu, ' ')
    .trim()
}

/** The same, but lines stay lines; at most one empty line in between. */
export function cleanLines(written: string): string {
  return written
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(cleanLine)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** Letters that look or sound the same to whoever searches: no case, no accents, no punctuation; words divided by one space. */
export function foldText(written: string): string {
  return written
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
