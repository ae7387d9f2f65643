import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createShop } from './shop-feature.ts'

const decided: string[] = []
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createShop({ decided })], env: { ADMIN_IDS: '501' } })
  otto = await starts('Otto', { id: 501 })
  mona = await starts('Mona', { language: 'ru' })
  anna = await starts('Anna')
})
afterAll(() => platform?.stop())

type Person = ReturnType<TestPlatform['telegram']['user']>
let otto: Person
let mona: Person
let anna: Person
const db = () => platform.app.core.db

async function starts(name: string, options: Parameters<TestPlatform['telegram']['user']>[1] = {}): Promise<Person> {
  const person = platform.telegram.user(name, options)
  await person.sends('/start')
  await person.sees(/./)
  return person
}

const grant = ({ id }: Person, role: 'moderator' | 'support') =>
  db().prisma.roleGrant.create({ data: { userId: BigInt(id), role } })

beforeEach(async () => {
  await db().pool.query('TRUNCATE core_approval, core_queue_notice, core_role_grant CASCADE')
  await grant(mona, 'moderator')
  for (const person of [otto, mona]) await news(person)
})

const submit = (kind: 'business' | 'stall', id: bigint) =>
  db().tx((tx) => platform.app.core.approvals.submit(tx, `shop-${kind}`, id, id))

const about = /^⏳/
/** What the person has been told since they were counted last. */
const told = new Map<number, number>()
async function news(person: Person): Promise<readonly (string | null)[]> {
  await platform.settle()
  const all = person.botMessages(about)
  const before = told.get(person.id) ?? 0
  told.set(person.id, all.length)
  return all.slice(before).map(({ text }) => text)
}

describe('nobody is told', () => {
  it('without the role, without having started the bot, or after blocking it', async () => {
    const lost = await starts('Lars')
    await grant(lost, 'moderator')
    await lost.blocks()
    const reachability = async () => (await platform.app.core.users.find(BigInt(lost.id)))?.reachability
    await expect.poll(reachability, { timeout: 30_000 }).toBe('blocked')
    await grant(await starts('Sue'), 'support')
    await db().prisma.roleGrant.create({ data: { userId: 999_001n, role: 'moderator' } })
    await submit('business', 12n)
    expect(await news(otto)).toHaveLength(1)
    expect(await news(anna)).toEqual([])
    const { rows } = await db().pool.query<{ chat_id: string }>(
      `SELECT chat_id FROM core_notification WHERE topic = 'core-queue' AND entity = 'queue:shop-business'`,
    )
    const chats = rows.map(({ chat_id }) => Number(chat_id))
    expect(new Set(chats)).toEqual(new Set([otto.id, mona.id]))
  })

  it('when what put it into the queue is rolled back, or when it waits already', async () => {
    await expect(
      db().tx(async (tx) => {
        await platform.app.core.approvals.submit(tx, 'shop-business', 13n, 7n)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await news(otto)).toEqual([])
    await submit('business', 13n)
    await submit('business', 13n)
    expect(await news(otto)).toHaveLength(1)
  })

  it('and the button opens nothing for whoever lost the role', async () => {
    await submit('business', 14n)
    await mona.sees(/B14/)
    await db().prisma.roleGrant.deleteMany({ where: { userId: BigInt(mona.id) } })
    expect(await mona.presses('📋 Открыть очередь')).toMatchObject({ text: expect.stringContaining('не ваша') })
    expect(mona.botMessages(/Shop 14 wants in/)).toEqual([])
  })
})

describe('whoever may decide', () => {
  it('is told in their language, with a button that opens the queue', async () => {
    await submit('business', 20n)
    await otto.sees(/Waiting for a decision: A shop \(B20\)/)
    await mona.sees(/Ждёт решения: A shop \(B20\)/)
    await otto.presses('📋 Open the queue')
    await otto.sees('Shop 20 wants in')
    await otto.presses('Approve')
    await otto.sees('The owner of B20 is told')
    await mona.presses('📋 Открыть очередь')
    await mona.sees('Заявок, ждущих решения, нет')
  })

  it('is told once per queue, until they open it', async () => {
    await submit('business', 30n)
    await submit('business', 31n)
    await Promise.all([submit('business', 32n), submit('business', 33n)])
    await submit('stall', 5n)
    const first = await news(otto)
    expect(first.filter((text) => text?.includes('A shop'))).toHaveLength(1)
    expect(first.filter((text) => text?.includes('(S5)'))).toHaveLength(1)
    await news(mona)
    await otto.sends('/pending')
    await otto.sees('Shop 33 wants in')
    await submit('business', 34n)
    expect(await news(otto)).toEqual([expect.stringContaining('(B34)')])
    expect(await news(mona)).toEqual([])
  })

  it('is told anew when the queue had been empty', async () => {
    await submit('business', 40n)
    expect(await news(mona)).toHaveLength(1)
    await otto.sends('/verify B40')
    await otto.sees('Done')
    await submit('business', 41n)
    expect(await news(mona)).toEqual([expect.stringContaining('(B41)')])
  })

  it('of two who enter an empty queue at once is told of one', async () => {
    await Promise.all([1n, 2n, 3n, 4n, 5n].map((id) => submit('stall', id)))
    expect(await news(mona)).toHaveLength(1)
  })
})

it('/delete forgets what somebody was told', async () => {
  const zoe = await starts('Zoe')
  await grant(zoe, 'moderator')
  await submit('business', 50n)
  await zoe.sees(/B50/)
  const of = { where: { userId: BigInt(zoe.id) } }
  expect(await db().prisma.queueNotice.count(of)).toBe(1)
  await zoe.sends('/delete')
  await zoe.sees('Delete your data?')
  await zoe.presses('🗑 Yes, delete everything')
  await zoe.sees('Everything is deleted')
  expect(await db().prisma.queueNotice.count(of)).toBe(0)
})
