import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { listBlindSpots, listReachIns, listViolations, readModules } from '../../../scripts/boundaries/modules.ts'
import { checkSchema } from '../../../scripts/boundaries/schema.ts'

let root = ''
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Looks at a small repository of these files; every package also gets one harmless import. */
async function look(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  root = mkdtempSync(path.join(tmpdir(), 'bazaar-boundaries-'))
  const folders = [
    'apps/bot',
    'packages/core',
    'packages/local-postgres',
    'packages/demo-kit',
    'packages/testing',
    'packages/shop',
    'packages/steps',
  ]
  const harmless = folders.map((folder) => [`${folder}/src/own.ts`, `import 'node:path'`] as const)
  for (const [file, text] of [...harmless, ...Object.entries(files)]) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  const result = await readModules(root, folders)
  return [...listBlindSpots(result, folders), ...listViolations(result), ...listReachIns(result)]
}

describe('boundaries', () => {
  it('finds nothing in a repository that keeps them', async () => {
    expect(
      await look({
        'packages/core/src/db/index.ts': `export const a = 1`,
        'packages/core/src/bot/x.ts': `import '../db/index.ts'`,
      }),
    ).toEqual([])
  })

  it.each([
    ['core-knows-nobody', 'packages/core/src/x.ts', '../../shop/src/own.ts'],
    ['core-knows-nobody', 'packages/core/src/x.ts', '../../../apps/bot/src/own.ts'],
    ['core-knows-nobody', 'packages/core/src/x.ts', '../../local-postgres/src/own.ts'],
    ['beside-core-knows-core', 'packages/local-postgres/src/x.ts', '../../demo-kit/src/own.ts'],
    ['beside-core-knows-core', 'packages/demo-kit/src/x.ts', '../../shop/src/own.ts'],
    ['database-from-outside', 'packages/shop/src/x.ts', '../../local-postgres/src/own.ts'],
    ['product-without-demos', 'packages/shop/src/x.ts', '../../demo-kit/src/own.ts'],
    ['product-without-demos', 'apps/bot/src/x.ts', '../../../packages/demo-kit/src/own.ts'],
    ['feature-to-feature', 'packages/shop/src/x.ts', '../../steps/src/own.ts'],
    ['testing-knows-core-and-standin', 'packages/testing/src/x.ts', '../../shop/src/own.ts'],
    ['nobody-imports-apps', 'packages/shop/src/x.ts', '../../../apps/bot/src/own.ts'],
    ['product-without-tests', 'packages/shop/src/x.ts', '../../testing/src/own.ts'],
    ['reach-in', 'apps/bot/src/x.ts', '../../../packages/shop/src/own.ts'],
    ['resolves', 'packages/shop/src/x.ts', './nothing.ts'],
  ])('%s: %s may not import %s', async (rule, file, specifier) => {
    const found = await look({ [file]: `import type {} from '${specifier}'` })
    expect(found.map((line) => line.split(':')[0])).toContain(rule)
  })

  it('keeps demos out of the product', async () => {
    const found = await look({
      'packages/shop/demo/index.ts': `import type {} from '../../core/src/own.ts'; import type {} from '../../demo-kit/src/own.ts'`,
      'packages/shop/src/x.ts': `import '../demo/index.ts'`,
    })
    expect(found).toContainEqual(expect.stringContaining('product-without-demos: packages/shop/src/x.ts'))
    expect(found.filter((line) => line.startsWith('product-without-demos'))).toHaveLength(1)
  })

  it('lets rooms of core meet only through their index', async () => {
    const found = await look({
      'packages/core/src/db/pool.ts': `export const pool = 1`,
      'packages/core/src/bot/x.ts': `import { pool } from '../db/pool.ts'; console.log(pool)`,
    })
    expect(found).toEqual([expect.stringContaining('room-through-its-index: packages/core/src/bot/x.ts')])
  })

  it('lets nouns of a feature meet only through their index', async () => {
    const deep = (specifier: string) => `import { price } from '${specifier}'; console.log(price)`
    const found = await look({
      'packages/shop/src/offer/price.ts': `export const price = 1`,
      'packages/shop/src/offer/index.ts': `export { price } from './price.ts'`,
      'packages/shop/src/offer/card/lines.ts': deep('../price.ts'),
      'packages/shop/src/purchase/receipt.ts': deep('../offer/index.ts'),
      'packages/shop/src/purchase/deal.ts': deep('../offer/price.ts'),
      'packages/shop/src/feature.ts': deep('./offer/price.ts'),
      'packages/shop/demo/seed.ts': deep('../src/offer/price.ts'),
      'packages/shop/test/price.test.ts': deep('../src/offer/price.ts'),
    })
    const importers = ['demo/seed.ts', 'src/feature.ts', 'src/purchase/deal.ts'].map((file) => `packages/shop/${file}`)
    expect(found.toSorted()).toEqual(
      importers.map((file) =>
        expect.stringContaining(`noun-through-its-index: ${file} -> packages/shop/src/offer/price.ts`),
      ),
    )
  })

  it('finds cycles of values, not of types', async () => {
    const cycle = (kind: string) => ({
      'packages/shop/src/a.ts': `import ${kind} { b } from './b.ts'; export const a = 1 as unknown as typeof b`,
      'packages/shop/src/b.ts': `import { a } from './a.ts'; export const b = () => a`,
    })
    expect(await look(cycle(''))).toEqual([expect.stringContaining('no-cycle')])
    rmSync(root, { recursive: true })
    expect(await look(cycle('type'))).toEqual([])
  })

  it('fails when it saw nothing of a package', async () => {
    expect(await look({ 'packages/steps/src/own.ts': '' })).toEqual([
      expect.stringContaining('blind: no import was seen in packages/steps'),
    ])
  })
})

describe('schema', () => {
  it('wants the owner in the name of the table and a zone in every instant', () => {
    const text =
      'model Offer {\n  id BigInt @id\n  at DateTime? @map("at")\n  ok DateTime @db.Timestamptz(3)\n\n  @@map("offer")\n}\n'
    root = mkdtempSync(path.join(tmpdir(), 'bazaar-schema-'))
    mkdirSync(path.join(root, 'prisma/schema'), { recursive: true })
    writeFileSync(path.join(root, 'prisma/schema/coffee-shop.prisma'), text)
    expect(checkSchema(root)).toEqual({
      models: 1,
      problems: [
        expect.stringContaining('must map to a name that starts with coffee_shop_'),
        expect.stringContaining('Offer.at in prisma/schema/coffee-shop.prisma needs @db.Timestamptz(3)'),
      ],
    })
  })
})
