import { openCommandLine } from '@bazaar/core/app'
import { generateKey } from '@bazaar/core/crypto'
import { readColumns, startTestPlatform, type TestPlatform, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { marketplace } from '../src/index.ts'
import { buildOffer, buildVenue } from './build.ts'
import { pressesMore } from './more.ts'

/** Nobody else is here. */
const hideout = { latitude: 52.517_531, longitude: 13.413_842 }
const [old, fresh] = [`a:${generateKey()}`, `b:${generateKey()}`]
let platform: TestPlatform

beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace], env: { ENCRYPTION_KEYS: old } })
  const venue = await buildVenue(platform.app.core.db, {
    ownerId: 1,
    name: 'Bakery',
    latitude: 52.5184,
    longitude: 13.4138,
  })
  await buildOffer(platform.app.core.db, venue, { now: platform.clock.now(), closesInMs: 48 * 3_600_000 })
})
afterAll(() => platform?.stop())

type Person = ReturnType<TestPlatform['telegram']['user']>

async function shares(someone: Person, keep: string): Promise<void> {
  await someone.sends('/browse')
  if ((await someone.sees(/Where to look|Near you/)).text?.includes('Where to look')) {
    await someone.presses('📍 Share my location')
  } else {
    await pressesMore(someone, '📍 Where')
    await someone.sees('Your location is')
    await someone.presses('📍 Share another location')
  }
  await someone.sees('Where are you?')
  await someone.sends({ location: hideout })
  await someone.sees('May I save')
  await someone.presses(keep)
  await someone.sees('Near you')
}

/** Everything that browsing can store about somebody. */
async function looksAround(name: string): Promise<Person> {
  const someone = platform.telegram.user(name)
  await shares(someone, 'Yes, for 30 days')
  await pressesMore(someone, '🔔 Follow venue')
  await someone.sees((message) => message.buttons.flat().some(({ text }) => text === '🔕 Unfollow'))
  await pressesMore(someone, '📍 Where')
  await someone.sees('saved for 30 days')
  await someone.presses('🔔 Tell me of new offers here')
  await someone.sees('within 5 km of your place')
  await someone.presses('‹ Back')
  await someone.sees('Near you')
  await pressesMore(someone, '⚙️ Settings')
  await someone.sees('You avoid: nothing')
  await someone.presses('🥜 What I avoid')
  await someone.sees('What do you avoid?')
  await someone.presses('peanuts')
  await someone.sees('are hidden too')
  await someone.presses('Show if not stated')
  await someone.sees('are shown')
  await shares(someone, 'No, only for now')
  return someone
}

const tables = ['marketplace_customer', 'marketplace_follow', 'marketplace_saved_search', 'marketplace_browse']

it('places are sealed, also after the keys were rotated', async () => {
  const anna = await looksAround('Annabella')
  // In no table of the core or of the feature: not even in what was sent and handled.
  for (const degrees of [hideout.latitude, hideout.longitude])
    expect(await tracesOf(platform.databaseUrl, String(degrees))).toEqual({})
  await platform.restart({ ENCRYPTION_KEYS: `${fresh},${old}` })
  const line = await openCommandLine(platform.config, platform.databaseUrl)
  const lines: string[] = []
  await line.verbs.find(({ name }) => name === 'rotate-keys')?.run([], (text) => void lines.push(text))
  await line.close()
  for (const table of ['marketplace_customer', 'marketplace_saved_search', 'marketplace_browse'])
    expect(lines).toContain(`${table}.place: 1 sealed anew`)
  await platform.restart({ ENCRYPTION_KEYS: fresh })
  await anna.sends('/browse')
  await anna.sees(/Near you[\s\S]*100 m away/)
})

it('/export says what is known, /delete leaves nothing of it', async () => {
  const [anna, boris] = [await looksAround('Annalena'), await looksAround('Boris')]
  await anna.sends('/export')
  const sent = await anna.sees((message) => message.document?.file_name?.endsWith('.json') ?? false)
  const exported = JSON.parse(Buffer.from(platform.standin.file(sent.document?.file_id ?? '') ?? []).toString('utf8'))
  expect(exported.data.marketplace).toMatchObject({
    looksForOffers: { place: hideout, city: null, radiusKm: 5, avoids: ['peanuts'], hideUnstated: false },
    follows: [{ venue: 'Bakery', city: 'Berlin' }],
    savedSearches: [{ kind: 'place', place: hideout, radiusKm: 5, upTo: null }],
  })
  const own = readColumns().filter(({ table, mark }) => tables.includes(table) && mark)
  const before = Object.keys(await tracesOf(platform.databaseUrl, anna.id))
  const ids = own.filter(({ column }) => column === 'user_id').map(({ table, column }) => `${table}.${column}`)
  expect(before).toEqual(expect.arrayContaining(ids))

  await anna.sends('/delete')
  await anna.sees(/delete/i)
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('Everything is deleted')
  const after = Object.keys(await tracesOf(platform.databaseUrl, anna.id))
  expect(after.filter((name) => name.startsWith('marketplace_'))).toEqual([])
  expect(Object.keys(await tracesOf(platform.databaseUrl, boris.id))).toEqual(expect.arrayContaining(ids))
})

it('lists are kept for three hours', async () => {
  const carl = await looksAround('Carl')
  const lists = () => platform.app.core.db.prisma.marketplaceBrowse.count({ where: { userId: BigInt(carl.id) } })
  await platform.advance(2 * 3_600_000)
  expect(await lists()).toBe(1)
  await platform.advance(2 * 3_600_000)
  await expect.poll(lists).toBe(0)
})
