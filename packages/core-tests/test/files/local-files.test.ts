import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLocalFiles } from '@bazaar/core/files'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

const root = mkdtempSync(path.join(tmpdir(), 'bazaar-files-'))
let folder: string
let nth = 0
beforeEach(() => {
  nth += 1
  folder = path.join(root, `data-${nth}`, 'files')
})
afterAll(() => rmSync(root, { recursive: true }))

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (found: Uint8Array | undefined) => found && Buffer.from(found).toString()

describe('the folder of files', () => {
  it.each([
    '../outside',
    'a/../../outside',
    '/etc/passwd',
    'a//b',
    'a/',
    '',
    '.',
    '.incoming/x',
    'a/.hidden',
    'A',
    'a b',
    'a\\b',
    'a\0b',
    'ü',
    'x'.repeat(201),
  ])('refuses the key %j, whatever is asked', async (key) => {
    const files = createLocalFiles(folder)
    await expect(files.put(key, bytes('x'), 'text/plain')).rejects.toThrow('is no file key')
    await expect(files.get(key)).rejects.toThrow('is no file key')
    await expect(async () => files.remove(key)).rejects.toThrow('is no file key')
    expect(existsSync(path.join(root, 'outside'))).toBe(false)
  })

  it('keeps what was put, replaces it whole, and forgets it', async () => {
    const files = createLocalFiles(folder)
    expect(await files.get('a/one.jpg')).toBeUndefined()
    await files.put('a/one.jpg', bytes('first'), 'image/jpeg')
    await files.put('a/b/two_2-x.jpg', bytes('deeper'), 'image/jpeg')
    expect(text(await files.get('a/one.jpg'))).toBe('first')
    await files.put('a/one.jpg', bytes('second'), 'image/jpeg')
    expect(text(await createLocalFiles(folder).get('a/one.jpg'))).toBe('second')
    await files.remove('a/one.jpg')
    await files.remove('a/one.jpg')
    expect(await files.get('a/one.jpg')).toBeUndefined()
    // A file is no folder of other files.
    expect(await files.get('a/b/two_2-x.jpg/three')).toBeUndefined()
  })

  it('is never seen half written, and puts its own remains away', async () => {
    const files = createLocalFiles(folder)
    const incoming = path.join(folder, '.incoming')
    mkdirSync(incoming, { recursive: true })
    for (const name of ['old', 'young']) writeFileSync(path.join(incoming, name), 'half')
    const hoursAgo = new Date(Date.now() - 7_200_000)
    utimesSync(path.join(incoming, 'old'), hoursAgo, hoursAgo)
    const sizes = new Set<number | undefined>()
    const large = Buffer.alloc(2_000_000, 'x')
    await files.put('one', large, 'text/plain')
    await Promise.all([
      ...Array.from({ length: 10 }, () => files.put('one', large, 'text/plain')),
      ...Array.from({ length: 30 }, async () => sizes.add((await files.get('one'))?.byteLength)),
    ])
    expect([...sizes]).toEqual([2_000_000])
    expect(readdirSync(incoming)).toEqual(['young'])
  })

  it('says so when it cannot write, and tries anew next time', async () => {
    const files = createLocalFiles(folder)
    mkdirSync(path.dirname(folder), { recursive: true })
    writeFileSync(folder, 'a file where the folder should be')
    await expect(files.put('a', bytes('x'), 'text/plain')).rejects.toThrow(/EEXIST|ENOTDIR/)
    rmSync(folder)
    await files.put('a', bytes('x'), 'text/plain')
    expect(text(await files.get('a'))).toBe('x')
  })
})
