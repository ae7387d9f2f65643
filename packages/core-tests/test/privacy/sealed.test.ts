import { startTestPlatform, type TestPlatform, type Traces, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillCore } from './fill-core.ts'
import { createKeeper, createKeeperFeature } from './keeper-feature.ts'

/** What people write; none of it may be readable in the database or in the log. */
const secrets = [
  '+34 600 773 177',
  'Zanzibar lane 7731',
  'ZX81-COUPON-7731',
  '7731:AAFsecrettokensecrettokensecrettoken',
]
const keeper = createKeeper()
let platform: TestPlatform

beforeAll(async () => {
  platform = await startTestPlatform({ features: [createKeeperFeature(keeper)] })
})
afterAll(() => platform?.stop())

const findAll = async (): Promise<Traces> =>
  Object.assign({}, ...(await Promise.all(secrets.map((secret) => tracesOf(platform.databaseUrl, secret)))))

it('what people write, and what waits to be written to them, is nowhere readable', async () => {
  const anna = platform.telegram.user('Annabella', { username: 'annabella' })
  await anna.sends('/start')
  await anna.sees('Hello')
  // While an update is being handled, its text is in the inbox.
  const during: Traces[] = []
  keeper.onText = async () => void during.push(await findAll())
  for (const secret of secrets) {
    await anna.sends(secret)
    await anna.sees('Heard')
  }
  expect(during).toEqual(secrets.map(() => ({})))
  // What handling fails on is logged and answered without its words.
  keeper.onText = async () => {
    throw new Error('the wires are crossed')
  }
  await anna.sends(secrets[1] ?? '')
  await anna.sees('went wrong')
  // Neither do the errors of libraries bring them into the log.
  keeper.onText = async () => void (await platform.app.core.db.pool.query('SELECT $1::int', [secrets[1]]))
  await anna.sends(secrets[1] ?? '')
  await anna.sees(() => anna.botMessages('went wrong').length === 2)

  const { db, notifications } = platform.app.core
  const notBefore = new Date(platform.clock.now().getTime() + 3_600_000)
  const userId = BigInt(anna.id)
  for (const [entity, what] of secrets.entries())
    await db.tx((tx) =>
      notifications.emit(tx, {
        topic: 'keeper-note',
        chatId: userId,
        userId,
        entity: String(entity),
        transition: 'told',
        content: { text: { key: 'keeper-note', params: { what } } },
        notBefore,
      }),
    )
  await fillCore(platform, userId, secrets[1] ?? '')
  expect(await findAll()).toEqual({})
  await platform.advance(3_600_000)
  for (const secret of secrets) expect(anna.botMessages(`Note: ${secret}`)).toHaveLength(1)
  expect(await findAll()).toEqual({})
  expect(platform.logged.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([])
})

it('would see what is readable: names are, because people are looked up by them', async () => {
  expect(Object.keys(await tracesOf(platform.databaseUrl, 'annabella'))).toEqual([
    'core_user.first_name',
    'core_user.username',
  ])
})
