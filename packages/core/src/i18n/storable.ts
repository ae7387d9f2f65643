const unstorable = /[\0\p{Cs}]/u
const eachUnstorable = /[\0\p{Cs}]/gu

/**
 * NUL and halves of characters, which PostgreSQL and Telegram refuse, become U+FFFD. The length in UTF-16 units stays, so that entities
 * still fit their text.
 */
export function storable(text: string): string {
  return unstorable.test(text) ? text.replaceAll(eachUnstorable, '\uFFFD') : text
}

/** The same for every text inside a value that came as JSON, in place. */
export function makeStorable<T>(value: T): T {
  const left: unknown[] = [value]
  while (left.length > 0) {
    const holder = left.pop()
    if (typeof holder !== 'object' || holder === null) continue
    for (const [name, inner] of Object.entries(holder)) {
      if (typeof inner === 'string') {
        if (unstorable.test(inner)) Object.assign(holder, { [name]: storable(inner) })
      } else left.push(inner)
    }
  }
  return value
}

/** How JSON writes what cannot be stored. */
const escaped = /\\u(?:0000|d[89a-f])/i

/** JSON whose texts can be stored. @throws SyntaxError */
export function parseStorable(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return escaped.test(text) ? makeStorable([value])[0] : value
}
