import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csv } from './csv.ts'
import { decimal } from './decimal.ts'

async function written(rows: readonly (readonly string[])[]): Promise<string> {
  async function* batches() {
    yield rows
  }
  const pieces: Uint8Array[] = []
  for await (const piece of csv(['title', 'sku'], batches())) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

it.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['чашка 茶碗 🍵', 'чашка 茶碗 🍵'],
  ['', ''],
])('%j becomes %j', async (title, cell) => {
  expect(await written([[title, 'x']])).toBe(`\uFEFFtitle,sku\r\n${cell},x\r\n`)
})

it('never has a cell that a spreadsheet takes for a formula', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '"', ',', 'a') }),
      async (title) => {
        const line = (await written([[title, 'x']])).slice('\uFEFFtitle,sku\r\n'.length)
        expect(line).not.toMatch(/^"?[=+\-@\t\r]/)
        expect(line.endsWith(',x\r\n')).toBe(true)
      },
    ),
  )
})

it('comes batch by batch', async () => {
  let asked = 0
  async function* batches() {
    for (; asked < 3; asked += 1) yield [[String(asked), 'x']]
  }
  const pieces = csv(['title', 'sku'], batches())
  await pieces.next()
  await pieces.next()
  expect(asked).toBe(0)
  await pieces.next()
  expect(asked).toBe(1)
})

it.each([
  [1250n, 'EUR', '12.50'],
  [5n, 'USD', '0.05'],
  [500n, 'JPY', '500'],
  [1250n, 'KWD', '1.250'],
])('%d in %s is %s', (minor, currency, text) => {
  expect(decimal(minor, currency)).toBe(text)
})
