import { describe, expect, it } from 'vitest'
import { splitText } from '../src/page/split-text.ts'

const lengths = (text: string) => splitText(text).map((part) => part.length)

describe('a text that is too long for one message', () => {
  it('is left alone up to 4,096 units', () => {
    expect(splitText('  short \n')).toEqual(['short'])
    expect(lengths('x'.repeat(4_096))).toEqual([4_096])
    expect(splitText(' \n ')).toEqual([])
  })

  it('is cut behind a line, where the second half of a message has one', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `${index} ${'y'.repeat(97)}`)
    const parts = splitText(lines.join('\n'))
    expect(parts).toHaveLength(3)
    expect(parts.join('\n')).toBe(lines.join('\n'))
    expect(splitText(`${'a'.repeat(100)}\n${'b '.repeat(3_000)}`)[0]).toHaveLength(4_096)
  })

  it('is cut behind a word, never within', () => {
    const words = Array.from({ length: 2_000 }, (_, index) => `word${index}`)
    const parts = splitText(words.join(' '))
    expect(parts.every((part) => part.length <= 4_096)).toBe(true)
    expect(parts.join(' ')).toBe(words.join(' '))
    const twoWords = `${'a'.repeat(4_096)} ${'b'.repeat(10)}`
    expect(splitText(twoWords)).toEqual(twoWords.split(' '))
  })

  it('is cut between characters, never through one', () => {
    expect(lengths('z'.repeat(10_000))).toEqual([4_096, 4_096, 1_808])
    const faces = `a${'😀'.repeat(3_000)}`
    expect(splitText(faces).map((part) => part.isWellFormed())).toEqual([true, true])
    expect(splitText(faces).join('')).toBe(faces)
  })
})
