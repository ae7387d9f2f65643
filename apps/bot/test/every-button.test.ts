import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { startStanShop } from '@bazaar/voucher-tracker/demo'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { features } from '../src/features.ts'
import { messageCauses } from './message-causes.ts'

const root = path.resolve(import.meta.dirname, '../../..')

/** Every kind of button that the source declares: a new one is tested without anybody thinking of it. */
const kinds = [...new Set(sourceFiles().flatMap(kindsIn))]

function kindsIn(file: string): string[] {
  const found = readFileSync(path.join(root, file), 'utf8').matchAll(
    /(?:defineCallback\(|\bid: )'([a-z]{2}\.[a-z-]+)'/g,
  )
  return [...found].map(([, kind]) => kind ?? '')
}

function sourceFiles(): string[] {
  return readdirSync(path.join(root, 'packages'))
    .map((name) => path.join('packages', name, 'src'))
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(folder, file),
      ),
    )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
}

let platform: TestPlatform
let shop: Awaited<ReturnType<typeof startStanShop>>
let client: pg.Client

beforeAll(async () => {
  shop = await startStanShop()
  platform = await startTestPlatform({
    features,
    env: { VOUCHER_TRACKER_STANSHOP_URL: shop.url, RATE_LIMIT_MAX_REQUESTS: '100000' },
  })
  client = new pg.Client({ connectionString: platform.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await platform?.stop()
  await shop?.close()
})

it('docs/messages.md says what is promised of every message', async () => {
  const promises = { duplicate: 'rather twice than never', loss: 'rather never than twice' }
  const topics = platform.app.declarations.on
    .flatMap(({ part }) => part.topics ?? [])
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(Object.keys(messageCauses)).toEqual(topics.map(({ id }) => id))
  const rows = topics.map(
    ({ id, lane, errsOn }) => `| \`${id}\` | ${lane} | ${promises[errsOn]} | ${messageCauses[id]} |`,
  )
  await expect(`# Messages: what is promised

Written by a test from the topics that the code declares. After a change: \`pnpm --filter @bazaar/bot test test/every-button.test.ts -u\`.

Every message is written in the transaction that decides it, so it exists if and only if what it tells is true, and its intent is unique: the
same news is one message, however often it is decided. It leaves in order within its chat, after what is more urgent (the lanes: money,
reservation, alert, promotion, broadcast), within Telegram's limits. A process that is killed loses nothing.

What nobody can decide is a request that Telegram got in full and whose answer never came: the connection broke, the process was killed or stood
still for more than half a minute at that moment. Then each topic says which mistake is the smaller one:

- **rather twice than never**: it is sent again, unless its answer comes late, but before that. At least once.
- **rather never than twice**: it is left as \`uncertain\`; \`/admin\` shows it, and an admin may send it again. At most once. An answer that
  comes late after all settles it.

Edits and deletions may be repeated without harm.

What one person does again and again must not ring somebody else each time: it is told in one message (\`emitBundled\`), or refused. Codes,
and ends of a reservation that are not the person's own doing, are told to whoever reserved, each in a message of its own; the venue's people are told
of many in one, which need not name each.

| topic | lane | in doubt | how much of it one person can cause somebody else |
|---|---|---|---|
${rows.join('\n')}
`).toMatchFileSnapshot(path.join(root, 'docs/messages.md'))
})

/** Values as buttons carry them: small ids (somebody's), large ones, words, signs; from none to four of them. */
const value = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map(String),
  fc.bigInt({ min: 0n, max: 2n ** 40n }).map((id) => id.toString(36)),
  fc.constantFrom('', '-1', 'x', '%', 'nan'),
)
const values = fc.array(value, { maxLength: 4 })

describe('every kind of button', () => {
  it('is known here', () => expect(kinds.length).toBeGreaterThan(15))

  it.each(kinds)(
    '%s answers whatever it carries, changes nothing of somebody else, and is never an error',
    async (kind) => {
      const boris = platform.telegram.user('Boris')
      await boris.sends('/track 100')
      await boris.sees(/₹100/)
      const before = await rowsOf(boris.id)
      const anna = platform.telegram.user('Anna')
      await anna.sends('/menu')
      await anna.sees('Menu')
      await fc.assert(
        fc.asyncProperty(values, async (parts) => {
          const data = platform.sign(BigInt(anna.id), [kind, ...parts].join(':').slice(0, 48))
          const answer = await anna.presses({ data })
          expect(answer.answered).toBe(true)
          expect(anna.botMessages(/went wrong/)).toEqual([])
          expect(answer.text ?? '').not.toMatch(/went wrong/)
        }),
        { numRuns: 25 },
      )
      expect(await rowsOf(boris.id)).toEqual(before)
      expect(boris.botMessages(/went wrong/)).toEqual([])
    },
  )
})

describe('the buttons that people have before them', () => {
  const commands = [
    '/start',
    '/menu',
    '/settings',
    '/privacy',
    '/delete',
    '/language',
    '/support',
    '/track 100',
    '/status',
    '/check',
    '/untrack',
  ]

  it.each(commands)(
    '%s: a stranger is refused, two presses at once and a press after a month get an answer',
    async (command) => {
      const stranger = platform.telegram.user('Mallory')
      await stranger.sends('/menu')
      await stranger.sees('Menu')
      const { labels } = await openWith(command)
      for (const label of labels) {
        // Each way of pressing has a person of its own: what one press changes must not hide the next one's button.
        const now = await openWith(command, label)
        expect(await stranger.presses({ data: now.data })).toMatchObject({
          answered: true,
          text: expect.stringMatching(/not yours/),
        })
        const press = () => now.person.presses({ data: now.data }, { messageId: now.messageId })
        expect((await Promise.all([press(), press()])).map((answer) => answer.answered)).toEqual([true, true])
        const old = await openWith(command, label)
        platform.clock.advance(31 * 24 * 3600 * 1000)
        expect(await old.person.presses({ data: old.data }, { messageId: old.messageId })).toMatchObject({
          answered: true,
        })
        for (const { person } of [now, old]) expect(person.botMessages(/went wrong/)).toEqual([])
      }
      expect(stranger.botMessages(/went wrong|₹/)).toEqual([])
    },
  )
})

/** Somebody new who tracks ₹500 sends the command; `data` is that of the wanted button (the first one unless told). */
async function openWith(command: string, label?: string) {
  const person = platform.telegram.user('Anna')
  await person.sends('/track 500')
  await person.sees(/₹500/)
  await person.sends(command)
  const message = await person.sees((one) => one.buttons.flat().some((button) => button.callback_data !== null))
  const buttons = message.buttons.flat().filter((button) => button.callback_data !== null)
  const data = buttons.find((button) => label === undefined || button.text === label)?.callback_data
  if (!data) throw new Error(`${command} shows no button "${label}".`)
  return { person, messageId: message.message_id, data, labels: buttons.map((button) => button.text) }
}

/** What belongs to a person and buttons could reach. */
async function rowsOf(id: number): Promise<unknown> {
  const user = await client.query('SELECT first_name, locale, time_zone, reachability FROM core_user WHERE id = $1', [
    id,
  ])
  const roles = await client.query('SELECT role FROM core_role_grant WHERE user_id = $1', [id])
  const followed = await client.query(
    'SELECT state, faces, arming, ended_at FROM voucher_tracker_subscription WHERE user_id = $1',
    [id],
  )
  return [user.rows, roles.rows, followed.rows]
}
