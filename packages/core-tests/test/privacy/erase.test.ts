import { readColumns, startTestPlatform, type TestPlatform, type Traces, tracesOf, waitFor } from '@bazaar/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fillCore } from './fill-core.ts'
import { createKeeper, createKeeperFeature, createNamedFeature, type Keeper, press } from './keeper-feature.ts'

const other = createNamedFeature('other', 'ot')
const secret = 'Zanzibar lane 7731'
const names = ['Annabella', 'Quetzal', 'annaquetzal'] as const
const marked = readColumns().filter(({ mark }) => mark !== undefined)
let platform: TestPlatform
let keeper: Keeper

beforeEach(async () => {
  keeper = createKeeper()
  platform = await startTestPlatform({
    features: [createKeeperFeature(keeper), other],
    startAt: new Date('2026-01-05T09:00:00Z'),
    env: { ADMIN_IDS: '501' },
  })
})
afterEach(() => platform?.stop())

const person = () =>
  platform.telegram.user('Annabella', { id: 7_000_001, lastName: 'Quetzal', username: 'annaquetzal', language: 'en' })
type Person = ReturnType<typeof person>

/** Everything that the core can know about somebody, most of it through the bot. */
async function liveHere(somebody: Person): Promise<void> {
  const { adminAction, approvals, db, notifications, users } = platform.app.core
  const userId = BigInt(somebody.id)
  await somebody.sends('/start friend_of_otto')
  await somebody.sees('Hello')
  await somebody.sends('/language')
  await somebody.sees('Choose your language')
  await somebody.presses('English')
  await somebody.sends(`I live at ${secret}`)
  await somebody.sees('Heard')
  for (const entity of [1n, 2n, 3n])
    await db.tx((tx) => approvals.submit(tx, 'keeper-thing', entity + userId * 10n, userId))
  const otto = { actorId: 501n, origin: 'chat', roles: ['owner'] } as const
  await approvals.approve(otto, 'K', 1n + userId * 10n)
  await db.tx((tx) => approvals.submit(tx, 'keeper-thing', 900n + userId, otto.actorId))
  await approvals.approve({ actorId: userId, origin: 'chat', roles: ['moderator'] }, 'K', 900n + userId)
  await adminAction(otto, async (tx) => ({
    value: await users.grant(tx, userId, 'moderator', 501n),
    did: { action: 'role.granted', object: { kind: 'user', id: String(userId) }, after: { role: 'moderator' } },
  }))
  await approvals.reject(
    { actorId: userId, origin: 'chat', roles: ['moderator'] },
    'K',
    2n + userId * 10n,
    'there is no such thing at all',
  )
  const content = { text: { key: 'keeper-note', params: { what: secret } } }
  const base = { topic: 'keeper-note', chatId: userId, userId, transition: 'told', content }
  await db.tx((tx) => notifications.emit(tx, { ...base, entity: 'now' }))
  const notBefore = new Date(platform.clock.now().getTime() + 86_400_000)
  await db.tx((tx) => notifications.emit(tx, { ...base, entity: 'later', notBefore }))
  await platform.settle()
  await somebody.sees(secret)
  await fillCore(platform, userId, secret)
}

const traces = (wanted: string | bigint | number): Promise<Traces> => tracesOf(platform.databaseUrl, wanted)
const columnsBy = (...kinds: string[]) =>
  marked.filter(({ owner, mark }) => owner === 'core' && kinds.includes(mark?.kind ?? '')).map(nameOf)
const nameOf = ({ table, column }: { readonly table: string; readonly column: string }) => `${table}.${column}`

it('leaves of a person exactly what the marks of the schema say, and of others everything', async () => {
  const anna = person()
  const boris = platform.telegram.user('Borislav', { id: 8_000_002 })
  await liveHere(boris)
  await liveHere(anna)
  const borisBefore = await traces(boris.id)
  const before = await traces(anna.id)
  const found = Object.keys(before)
  // Ids stand in these; marked columns without an id (names, sealed values) go with their row.
  const withoutId =
    /\.(first_name|last_name|username|language_code|source|body|data|value|result|content|context|remarks|answer)$/
  const expected = columnsBy('erase', 'pseudonymise', 'keep').filter((name) => !withoutId.test(name))
  expect(
    expected.filter((name) => !found.includes(name)),
    'tables that fill-core.ts must fill',
  ).toEqual([])

  await anna.sends('/delete')
  const card = await anna.sees('Delete your data?')
  expect(card.text).toContain('What the keeper kept.')
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('Everything is deleted')
  expect(keeper.erased).toEqual([BigInt(anna.id)])

  const after = Object.keys(await traces(anna.id))
  expect(after.filter((name) => !columnsBy('keep').includes(name))).toEqual([])
  expect(columnsBy('keep').filter((name) => name in before && !after.includes(name))).toEqual([])
  for (const name of names) expect(Object.keys(await traces(name)), name).toEqual([])
  expect(await traces(boris.id)).toEqual(borisBefore)
  const { rows } = await platform.app.core.db.pool.query<{ submitted_by: string; entity_id: string; state: string }>(
    `SELECT submitted_by::text, entity_id, state FROM core_approval WHERE entity_id LIKE '${anna.id}%' ORDER BY entity_id`,
  )
  // Decided requests keep their history under one number that no account has; those that waited are gone.
  expect(rows.map(({ state }) => state)).toEqual(['approved', 'rejected'])
  expect(new Set(rows.map(({ submitted_by }) => submitted_by)).size).toBe(1)
  expect(BigInt(rows[0]?.submitted_by ?? 0)).toBeGreaterThan(1n << 60n)

  // What waited is never sent.
  anna.catchesUp()
  await platform.advance(3 * 86_400_000)
  expect(anna.botMessages(/Note:/)).toHaveLength(1)
})

it('erases once: a double press, a late press and blocking make nobody known again; /start makes a new person', async () => {
  const anna = person()
  await anna.sends('/start')
  await anna.sees('Hello')
  await anna.sends('/delete')
  const card = await anna.sees('Delete your data?')
  const data = card.buttons.flat()[0]?.callback_data ?? ''
  const presses = [1, 2, 3].map(() => anna.presses({ data }, { messageId: card.message_id }))
  expect((await Promise.all(presses)).every(({ answered }) => answered)).toBe(true)
  expect(keeper.erased).toHaveLength(1)
  expect(await anna.presses({ data }, { messageId: card.message_id })).toMatchObject({
    showAlert: true,
    text: expect.stringContaining('done already'),
  })
  const isUnknown = async () => !((await traces(anna.id))['core_user.id'] ?? 0)
  await waitFor('nobody is known', isUnknown)
  anna.blocks()
  await platform.settle()
  await waitFor('every update is handled', async () => (await openUpdates()) === 0)
  expect(await isUnknown()).toBe(true)
  expect(Object.keys(await traces(names[0]))).toEqual([])

  anna.unblocks()
  await anna.sends('/start again')
  await anna.sees('Hello, Annabella')
  const { rows } = await platform.app.core.db.pool.query('SELECT source, locale FROM core_user WHERE id = $1', [
    anna.id,
  ])
  expect(rows).toEqual([{ source: 'again', locale: null }])
  // The old card belongs to the account that is gone.
  await anna.presses({ data }, { messageId: card.message_id })
  expect(await isUnknown()).toBe(false)
  expect(keeper.erased).toHaveLength(1)
})

it('does nothing when declined, when asked too long ago, while a feature objects, and when one fails', async () => {
  const anna = person()
  await anna.sends('/start')
  await anna.sees('Hello')
  await anna.sends('/delete')
  await anna.sees('Delete your data?')
  await anna.presses('Keep my data')
  await anna.sees('Nothing was deleted')

  await anna.sends('/delete')
  await anna.sees('Delete your data?')
  await platform.advance(16 * 60_000)
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('too old')

  await anna.sends('/delete')
  await anna.sees('Delete your data?')
  keeper.blockers = [{ key: 'keeper-blocked' }]
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('A purchase is being paid')
  await anna.sends('/delete')
  await anna.sees('A purchase is being paid')
  keeper.blockers = []

  keeper.failErase = true
  await anna.sends('/delete')
  await anna.sees('Delete your data?')
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('went wrong on our side')
  expect((await traces(anna.id))['core_user.id']).toBe(1)
  keeper.failErase = false
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('Everything is deleted')
})

it('also ends a form that is open, and forgets what was entered', async () => {
  const anna = person()
  await anna.sends('/start')
  await anna.sees('Hello')
  await anna.sends('/delete')
  const card = await anna.sees('Delete your data?')
  await anna.sends('/support')
  await anna.sees(/step 1 of/i)
  await anna.presses('🗑 Yes, delete everything', { messageId: card.message_id })
  await anna.sees('Everything is deleted')
  await waitFor('every update is handled', async () => (await openUpdates()) === 0)
  const found = Object.keys(await traces(anna.id))
  expect(found.filter((name) => !columnsBy('keep').includes(name))).toEqual([])
})

it('reaches features that are switched off', async () => {
  const anna = person()
  await anna.sends('/start')
  await anna.sees('Hello')
  await platform.restart({ FEATURES: 'other' })
  await anna.sends('/delete')
  await anna.sees('Delete your data?')
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('Everything is deleted')
  expect(keeper.erased).toEqual([BigInt(anna.id)])
})

async function openUpdates(): Promise<number> {
  const { rows } = await platform.app.core.db.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM core_inbox WHERE done_at IS NULL',
  )
  return rows[0]?.n ?? -1
}

it('shows a button for each thing that is in the way, once', async () => {
  const anna = person()
  await anna.sends('/start')
  await anna.sees('Hello')
  const button = { text: { key: 'keeper-button' }, data: press.pack({}) }
  keeper.blockers = [{ key: 'keeper-blocked', button }, { key: 'keeper-blocked', button }, { key: 'keeper-heard' }]
  await anna.sends('/delete')
  const refused = await anna.sees(/cannot be deleted[\s\S]*being paid[\s\S]*being paid[\s\S]*Heard/)
  expect(refused.buttons.map((row) => row.map(({ text }) => text))).toEqual([['Press me'], ['Your data', '☰ Menu']])
  expect(await anna.presses('Press me')).toMatchObject({ text: 'Pressed.' })
})
