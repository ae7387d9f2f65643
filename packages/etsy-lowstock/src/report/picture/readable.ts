/** What our typeface has no letters for: it would draw empty boxes. It has Latin, Greek, Cyrillic, Devanagari and what stands between words. */
const unknown =
  /[^\u0020-\u007e\u00a0-\u052f\u0900-\u097f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20c0\u2100-\u215f\u2212]|\p{C}/gu

/** The part of a title that can be drawn; nothing where too little of it is left to recognise it by. */
export function readable(title: string): string | undefined {
  const kept = title.normalize('NFC').replaceAll(unknown, ' ').replaceAll(/\s+/g, ' ').trim()
  const letters = [...title].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length
  const left = [...kept].filter((letter) => /[\p{L}\p{N}]/u.test(letter)).length
  return left >= 3 && left * 2 >= letters ? kept : undefined
}
