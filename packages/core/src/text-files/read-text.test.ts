import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readText } from './index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-text-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = 'ИМЯ=Анна 🍞\r\nNEXT=\uFEFF2\n'

it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little end first', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
])('reads %s as the text alone', (name, bytes) => {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  expect(readText(file)).toBe(text)
})

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a mark alone', Buffer.from('\uFEFF')],
])('reads %s as an empty text', (name, bytes) => {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  expect(readText(file)).toBe('')
})
