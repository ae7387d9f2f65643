/** Telegram's limit for one message, in UTF-16 units. */
const longest = 4_096

/** Where a text that is too long is best cut: behind a line in the second half of what fits, else behind a word, else before a character would be torn apart. */
function cutOf(text: string): number {
  const line = text.lastIndexOf('\n', longest)
  if (line >= longest / 2) return line
  const word = text.slice(0, longest + 1).search(/\s\S*$/)
  if (word >= longest / 2) return word
  return /[\uD800-\uDBFF]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
}

/** What somebody wrote as the messages that it takes, as Telegram's apps send it: no space at either end of any. */
export function splitText(written: string): readonly string[] {
  const parts: string[] = []
  let rest = written.trim()
  while (rest.length > longest) {
    const at = cutOf(rest)
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return rest === '' ? parts : [...parts, rest]
}
