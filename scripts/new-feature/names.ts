/** Every spelling of a feature's name, keyed by how the templates spell it. */
export interface Names {
  readonly id: string
  readonly code: string
  readonly camel: string
  readonly snake: string
  readonly spellings: ReadonlyMap<string, string>
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Initials, or the first two letters of a single word. */
function codeOf(words: readonly string[]): string {
  const [first = '', second] = words
  return second === undefined ? first.slice(0, 2) : first.charAt(0) + second.charAt(0)
}

/** @throws when the id or the code cannot be one, with what to write instead */
export function nameFeature(id: string, code?: string): Names {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 30)
    throw new Error(
      `"${id}" cannot be a feature's id: use kebab-case of at most 30 letters and digits, like parcel-lockers`,
    )
  const words = id.split('-')
  const short = code ?? codeOf(words)
  if (!/^[a-z]{2}$/.test(short))
    throw new Error(`"${short}" cannot be a feature's code: give two lower-case letters, e.g. --code pl`)
  const camel = words.map((word, index) => (index === 0 ? word : capital(word))).join('')
  if (!isIdentifier(camel))
    throw new Error(`"${id}" is a word of the language and cannot be exported: choose a longer name`)
  const snake = words.join('_')
  const noun = words.at(-1) ?? id
  const spellings = new Map([
    ['sample-widget', id],
    ['sample_widget', snake],
    ['SAMPLE_WIDGET', snake.toUpperCase()],
    ['sampleWidget', camel],
    ['SampleWidget', capital(camel)],
    ['Sample widget', capital(words.join(' '))],
    ['widget', noun],
    ['Widget', capital(noun)],
    ['zz', short],
  ])
  return { id, code: short, camel, snake, spellings }
}

function isIdentifier(word: string): boolean {
  try {
    new Function(`'use strict'; const ${word} = 1`)
    return true
  } catch {
    return false
  }
}

/** Replaces every spelling in one pass, so that a name which contains another spelling is safe. */
export function respell(text: string, { spellings }: Names): string {
  const longestFirst = [...spellings.keys()].sort((a, b) => b.length - a.length)
  return text.replaceAll(new RegExp(longestFirst.join('|'), 'g'), (found) => spellings.get(found) ?? found)
}
