import { readColumns, startTestPlatform } from '@bazaar/testing'
import { expect, it } from 'vitest'

const columns = readColumns()
const nameOf = ({ table, column }: { readonly table: string; readonly column: string }) => `${table}.${column}`

/** Names of columns that point at a person or at a private chat, whose id is the person's. */
const pointsAtSomebody = /(^|_)(user|actor|chat|person|owner|customer|member)(_id)?$|_by$/

it('sees the schema', () => {
  expect(columns.length).toBeGreaterThan(100)
  expect(columns).toContainEqual({
    owner: 'core',
    table: 'core_approval',
    column: 'submitted_by',
    type: 'BigInt',
    mark: { kind: 'pseudonymise' },
  })
})

it('every column that points at a person says what /delete does with it: /// @personal erase|pseudonymise|keep(reason)', () => {
  const pointing = columns.filter(({ type, column }) => type === 'BigInt' && pointsAtSomebody.test(column))
  expect(pointing.length).toBeGreaterThan(10)
  expect(pointing.filter(({ mark }) => !mark).map(nameOf)).toEqual([])
  expect(columns.filter(({ mark }) => mark?.kind === 'unknown').map(nameOf)).toEqual([])
})

it('every column of bytes of the core is declared sealed, so that rotating keys reaches it', async () => {
  const bytes = columns.filter(({ owner, type }) => owner === 'core' && type === 'Bytes').map(nameOf)
  const platform = await startTestPlatform({ features: [] })
  try {
    const sealed = platform.app.declarations.on.flatMap(({ part }) => part.sealed ?? [])
    expect(sealed.map(nameOf).toSorted()).toEqual(bytes.toSorted())
  } finally {
    await platform.stop()
  }
})
