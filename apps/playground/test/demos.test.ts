import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { features } from '@bazaar/bot/features'
import { loadTextSources } from '@bazaar/core/i18n'
import { defineDemo, type Story } from '@bazaar/demo-kit'
import { afterAll, describe, expect, it } from 'vitest'
import { checkDemos } from '../src/demo/check-demos.ts'
import { findDemos } from '../src/demo/find-demos.ts'
import { inOrder, stories } from '../src/demo/stories.ts'
import { root } from '../src/options.ts'
import { temporaryFolder } from './support/playground-process.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

/** A package of a workspace, linked as the bot sees it; `demo` is the text of its demo module. */
function writePackage(id: string, demo?: string): void {
  const dir = path.join(folder.dir, 'packages', id)
  mkdirSync(path.join(dir, 'demo'), { recursive: true })
  const exports = { '.': './index.ts', ...(demo === undefined ? {} : { './demo': './demo/index.ts' }) }
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ name: `@bazaar/${id}`, type: 'module', exports }))
  if (demo !== undefined) writeFileSync(path.join(dir, 'demo/index.ts'), demo)
  mkdirSync(path.join(folder.dir, 'node_modules/@bazaar'), { recursive: true })
  symlinkSync(dir, path.join(folder.dir, 'node_modules/@bazaar', id))
}

const definedBy = import.meta.resolve('@bazaar/demo-kit')
const manifest = path.join(folder.dir, 'package.json')
function find(...ids: readonly string[]) {
  const dependencies = Object.fromEntries(ids.map((id) => [`@bazaar/${id}`, 'workspace:*']))
  writeFileSync(manifest, JSON.stringify({ dependencies: { ...dependencies, '@bazaar/core': 'workspace:*' } }))
  return findDemos(undefined, manifest)
}

/** Every text of one owner in one language as a chat could show it: without formatting, ids and names in place of what is inserted. */
function textsOf(owner: string, locales: URL, language: string): string {
  const fluent = loadTextSources(owner, locales).filter(({ locale }) => locale === language)
  const texts = fluent.map((source) => source.fluent).join('\n')
  const plain = texts.replaceAll(/^[a-z-]+ = |<[^>]+>|^ +/gm, '').replaceAll('{ $venue }', 'Vera’s Bakery')
  return ['P1', 'B1', 'O1', 'S1', 'K1'].map((id) => plain.replaceAll('{ $id }', id)).join('\n')
}

const coreLocales = new URL('../../../packages/core/locales/', import.meta.url)

describe('the guided stories', () => {
  it.each(['en', 'ru'])('know their signs in the language of whoever reads: %s', async (language) => {
    const demos = await findDemos(undefined)
    const owned = demos.map(({ feature, demo }) => {
      const locales = features.find(({ id }) => id === feature)?.locales
      return { stories: demo.stories, texts: locales ? textsOf(feature, locales, language) : '' }
    })
    const core = textsOf('core', coreLocales, language)
    const strangers = [...owned, { stories, texts: '' }].flatMap(({ stories, texts }) =>
      stories.flatMap(({ id, steps }) =>
        steps.flatMap(({ title, done }) => {
          const isKnown = done.kind !== 'answered' || new RegExp(done.pattern, 'im').test(`${texts}\n${core}`)
          return isKnown ? [] : [`${id}: ${title}`]
        }),
      ),
    )
    expect(strangers).toEqual([])
  })
})

describe('the order of the stories', () => {
  it('begins with the voucher alert, whichever feature is found first', async () => {
    const told = inOrder([...(await findDemos(undefined)).flatMap(({ demo }) => demo.stories), ...stories])
    expect(told[0]?.id).toBe('follower')
  })
})

describe('the demos of features', () => {
  it('are looked for in every feature of the bot', async () => {
    const ids = features
      .map(({ id }) => id)
      .filter((id) => existsSync(path.join(root, 'packages', id, 'demo/index.ts')))
    expect((await findDemos(undefined)).map(({ feature }) => feature).sort()).toEqual(ids.sort())
  })

  it('are found for those that have one and are switched on', async () => {
    writePackage('tea', `import { defineDemo } from '${definedBy}'\nexport const demo = defineDemo({})`)
    writePackage('plain')
    writePackage('cake', `import { defineDemo } from '${definedBy}'\nexport const demo = defineDemo({})`)
    expect((await find('cake', 'plain', 'tea')).map(({ feature }) => feature)).toEqual(['cake', 'tea'])
    expect((await findDemos(['plain', 'tea'], manifest)).map(({ feature }) => feature)).toEqual(['tea'])
  })

  it('must be made by defineDemo', async () => {
    writePackage('odd', 'export const demo = {}')
    await expect(find('odd')).rejects.toThrow(/odd.*must export "demo", made by defineDemo/)
  })

  it('are refused with everything that does not fit together', () => {
    const story: Story = {
      id: 'owner',
      title: 'A story',
      about: 'About',
      person: 'nobody',
      isFirst: true,
      steps: [{ title: 'Step', hint: 'Hint', done: { kind: 'came' }, person: 'anna' }],
    }
    const pinned = { label: 'Pin', calls: [{ method: 'POST' as const, path: '/control/users/{ghost}/pins' }] }
    const demo = defineDemo({
      personas: [
        { username: 'anna', firstName: 'Another Anna', languageCode: 'en' },
        { username: 'X', firstName: 'Short', languageCode: 'en' },
      ],
      stories: [story, { ...story, id: 'other' }],
      buttons: [{ title: 'Pins', buttons: [pinned] }],
    })
    expect(checkDemos([{ feature: 'tea', demo }])).toEqual([
      expect.stringContaining('"X" is no username'),
      'Two personas are called "anna".',
      'Two stories are called "owner".',
      'More than one story is the first: "owner", "other".',
      `The demo of tea names "nobody", who is nobody's persona.`,
      `The demo of tea names "ghost", who is nobody's persona.`,
    ])
  })
})
