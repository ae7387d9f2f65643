import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPageCache, type PageFiles } from '../src/page-cache.ts'
import { temporaryFolder } from './support/playground-process.ts'

const folder = temporaryFolder()
const folders = { sources: path.join(folder.dir, 'sources'), builds: path.join(folder.dir, 'builds') }
const { signal } = new AbortController()
const cache = createPageCache(signal, folders)

const write = (code: string) => writeFileSync(path.join(folders.sources, 'main.ts'), code)
const script = (files: PageFiles) => [...files].find(([name]) => name.endsWith('.js'))?.[1].toString() ?? ''

beforeAll(() => {
  mkdirSync(folders.sources)
  writeFileSync(path.join(folders.sources, 'index.html'), '<script type="module" src="./main.ts"></script>')
})
afterAll(folder.remove)

it('builds the page, and again only after an edit', async () => {
  write('document.title = "first" satisfies string')
  const first = await cache.current()
  expect(script(first)).toMatch(/first/)
  expect(await cache.current()).toBe(first)
  write('document.title = "second"')
  expect(script(await cache.current())).toMatch(/second/)
})

it('says what is wrong in the sources, and recovers', async () => {
  write('document.title = (')
  await expect(cache.current()).rejects.toThrow(/could not be built:[\s\S]*main\.ts/)
  write('document.title = "third"')
  expect(script(await cache.current())).toMatch(/third/)
})

it('takes what somebody built before, and keeps few builds', async () => {
  const before = readdirSync(folders.builds)
  expect(before).toHaveLength(3)
  expect(script(await createPageCache(signal, folders).current())).toMatch(/third/)
  write('document.title = "fourth"')
  await cache.current()
  expect(readdirSync(folders.builds)).toHaveLength(3)
  rmSync(folders.builds, { recursive: true })
  expect(script(await createPageCache(signal, folders).current())).toMatch(/fourth/)
})
