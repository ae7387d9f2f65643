import { expect, it } from 'vitest'
import { makeStorable, parseStorable, storable } from './storable.ts'

it.each([
  ['Anna 😀 мир', 'Anna 😀 мир'],
  ['a\0b', 'a\uFFFDb'],
  ['\uD800x\uDC00', '\uFFFDx\uFFFD'],
  ['\uDE00\uD83D', '\uFFFD\uFFFD'],
])('makes %j %j, as long as before', (text, expected) => {
  expect(storable(text)).toBe(expected)
  expect(storable(text)).toHaveLength(text.length)
})

it('reaches every text of a value, however deep, and leaves the rest as it is', () => {
  const deep: unknown[] = ['\0']
  let outer = deep
  for (let level = 0; level < 20_000; level++) outer = [outer]
  expect(makeStorable({ a: '\0', list: ['b', { c: 'x\uD800' }], n: 1, none: null })).toEqual({
    a: '\uFFFD',
    list: ['b', { c: 'x\uFFFD' }],
    n: 1,
    none: null,
  })
  makeStorable(outer)
  expect(deep).toEqual(['\uFFFD'])
})

it.each([
  ['"a\\u0000b"', 'a\uFFFDb'],
  ['["\\uD83D", "\\ud83d\\ude00", "\\u00e9"]', ['\uFFFD', '😀', 'é']],
  ['{"a": "мир \\\\u0000"}', { a: 'мир \\u0000' }],
])('reads %s', (json, expected) => {
  expect(parseStorable(json)).toEqual(expected)
})
