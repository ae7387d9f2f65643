import { createSupport } from '@bazaar/core/support'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createEchoFeature } from '../bot/echo-feature.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const ownerId = 9_001
const minute = 60_000
let platform: TestPlatform
let owner: Person
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createEchoFeature()], env: { ADMIN_IDS: String(ownerId) } })
  owner = platform.telegram.user('Olga', { id: ownerId })
  await owner.sends('/start')
  await owner.sees('Echo is open')
})
afterAll(() => platform?.stop())

type Person = ReturnType<TestPlatform['telegram']['user']>

async function writes(person: Person, text: string, withPhoto = false): Promise<string> {
  await person.sends('/support')
  await person.sees(/What is it about/)
  await person.presses('Something does not work')
  await person.sees(/in one message/)
  await person.sends(text)
  await person.sees(/If a picture helps/)
  if (withPhoto) {
    await person.sends({ photo: { bytes: png, filename: 'one.png' } })
    await person.sees(/So far: 1 photo/)
    await person.presses('Next ›')
  } else await person.presses('Skip')
  await person.sees(/Is everything right/)
  await person.presses('✅ Send')
  const sent = await person.sees(/Your number is S\d+/)
  await platform.settle()
  return /S\d+/.exec(sent.text ?? '')?.[0] ?? ''
}

it('reaches the owners, and the answer reaches the person', async () => {
  const anna = platform.telegram.user('Anna & Co')
  const id = await writes(anna, 'No alert came <yesterday> evening.', true)
  const card = await owner.sees(new RegExp(`${id}: Something does not work, author: Anna & Co`))
  expect(card.text).toMatch(/No alert came <yesterday> evening\.\n📷 1 photo: see \/requests\nAnswer: \/answer S/)
  await owner.sends('/answer')
  await owner.sees(/Nothing was sent/)
  await owner.sends('/answer S999999 Hello')
  await owner.sees(/There is no request S999999/)
  await owner.sends(`/answer ${id} Fixed & thank you!\nIt works again.`)
  await owner.sees(/on its way/)
  await platform.settle()
  await anna.sees(new RegExp(`Answer to ${id}\\nFixed & thank you!\\nIt works again\\.`))
  const entries = await platform.app.core.db.prisma.auditEntry.findMany({ where: { objectId: id } })
  expect(entries).toMatchObject([{ action: 'support.answered', actorId: BigInt(ownerId), origin: 'chat' }])
  const stored = await platform.app.core.db.prisma.supportRequest.findFirstOrThrow({
    where: { userId: BigInt(anna.id) },
  })
  expect(stored.state).toBe('answered')
  expect(Buffer.from(stored.content).includes('alert')).toBe(false)
})

it('is nothing for strangers', async () => {
  const anna = platform.telegram.user('Anna')
  for (const command of ['/requests', '/answer S1 Hello']) {
    await anna.sends(command)
    await anna.sees(/don’t know this command/)
  }
  await anna.sends('/paysupport')
  await anna.sees(/Nothing is sold/)
})

/** Opens the card of a request and presses "Answer" on it. */
async function beginsToAnswer(id: string, text: string | RegExp): Promise<void> {
  await owner.sends('/requests')
  await owner.sees(/Open requests/)
  await owner.presses(id)
  await owner.sees(text)
  await owner.presses('Answer')
  await owner.sees(`What is your answer to ${id}?`)
}

it('is answered in a dialogue, which goes on after a restart and sends what was written last, once', async () => {
  const anna = platform.telegram.user('Anna')
  const id = await writes(anna, 'Does anybody read this?')
  await beginsToAnswer(id, /Does anybody read this/)
  await owner.sends('We do, <every> word.')
  const first = await owner.sees(/Nothing was sent yet/)
  expect(first.text).toContain('We do, <every> word.')
  await platform.restart()
  await owner.sends('We do.')
  const second = await owner.sees(/We do\.\n[\s\S]*Nothing was sent yet/)
  expect(await owner.presses('✅ Send', { messageId: first.message_id })).toMatchObject({
    text: expect.stringMatching(/out of date|older|outdated/i),
  })
  await owner.presses('✅ Send', { messageId: second.message_id })
  const sent = await owner.sees(`Your answer to ${id} is on its way.`)
  // Each update runs the dialogue anew up to its wait: what was said is not said again.
  expect(sent.message_id).toBe(second.message_id)
  expect(owner.botMessages(`What is your answer to ${id}?`)).toHaveLength(1)
  expect(owner.botMessages(/Nothing was sent yet/)).toEqual([expect.objectContaining({ message_id: first.message_id })])
  await platform.settle()
  await anna.sees(new RegExp(`Answer to ${id}\\nWe do\\.`))
  expect(anna.botMessages(/Answer to/)).toHaveLength(1)
  const entries = await platform.app.core.db.prisma.auditEntry.findMany({ where: { objectId: id } })
  expect(entries).toMatchObject([{ action: 'support.answered', actorId: BigInt(ownerId), origin: 'chat' }])
  await owner.sends('Thanks')
  await owner.sees('You said Thanks')
})

it('is not answered by whoever cancels or goes elsewhere, nor when it was closed meanwhile', async () => {
  const { prisma } = platform.app.core.db
  const anna = platform.telegram.user('Anna')
  const id = await writes(anna, 'Is it closed on Sundays?')
  await beginsToAnswer(id, /on Sundays/)
  await owner.sends('/cancel')
  await owner.sees(/Cancelled/)
  await owner.sends('Yes')
  await owner.sees('You said Yes')
  await beginsToAnswer(id, /on Sundays/)
  await owner.presses('‹ All requests')
  await owner.sees(/Open requests/)
  await owner.sends('Yes, it is')
  await owner.sees('You said Yes, it is')
  await beginsToAnswer(id, /on Sundays/)
  await owner.sends('Yes, always')
  await owner.sees(/Nothing was sent yet/)
  await prisma.supportRequest.update({
    where: { id: BigInt(id.slice(1)) },
    data: { state: 'closed', settledAt: new Date() },
  })
  await owner.presses('✅ Send')
  await owner.sees(`${id} is closed, so no answer was sent. Nothing was changed.`)
  await owner.sends('Hello')
  await owner.sees('You said Hello')
  expect(anna.botMessages(/Answer to/)).toEqual([])
})

it('pages without repeating or skipping, while requests come and go', async () => {
  const { db } = platform.app.core
  await db.prisma.supportRequest.updateMany({ data: { state: 'closed', settledAt: new Date() } })
  const anna = platform.telegram.user('Anna')
  const ids: string[] = []
  await anna.sends('/start')
  for (let index = 0; index < 3; index++) ids.unshift(await writes(anna, `This is request number ${index}.`))
  const template = await db.prisma.supportRequest.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const { id: _id, ...row } = template
  for (let index = 0; index < 9; index++) ids.unshift(`S${(await db.prisma.supportRequest.create({ data: row })).id}`)
  const onPage = (text: string | null) => [...(text ?? '').matchAll(/^(S\d+) ·/gm)].map(([, id]) => id)
  await owner.sends('/requests')
  const first = await owner.sees(/Open requests/)
  expect(onPage(first.text)).toEqual(ids.slice(0, 5))
  // One comes, and one of those to be shown goes.
  await db.prisma.supportRequest.create({ data: row })
  await db.prisma.supportRequest.update({
    where: { id: BigInt(ids[6]?.slice(1) ?? 0) },
    data: { state: 'closed', settledAt: new Date() },
  })
  await owner.presses('Older ›')
  const second = await owner.sees(/Open requests/)
  expect(second.message_id).toBe(first.message_id)
  expect(onPage(second.text)).toEqual([ids[5], ids[7], ids[8], ids[9], ids[10]])
  const older = second.buttons.flat().find(({ text }) => text === 'Older ›')?.callback_data ?? ''
  await owner.presses('Older ›')
  const third = await owner.sees(/Open requests/)
  expect(onPage(third.text)).toEqual([ids[11]])
  expect(third.buttons.flat().map(({ text }) => text)).not.toContain('Older ›')
  await owner.presses('‹ Newer')
  expect(onPage((await owner.sees(/Open requests/)).text)).toEqual([ids[5], ids[7], ids[8], ids[9], ids[10]])
  // A page that has vanished is answered with the first one, and says so.
  await db.prisma.supportRequest.update({
    where: { id: BigInt(ids[11]?.slice(1) ?? 0) },
    data: { state: 'closed', settledAt: new Date() },
  })
  expect(await owner.presses({ data: older }, { messageId: first.message_id })).toMatchObject({
    text: expect.stringMatching(/list has changed/),
  })
  await owner.sees(/Open requests/)
})

it('tells owners of many at once in two messages, and refuses more of one person than wait for answers', async () => {
  const { db } = platform.app.core
  await db.prisma.supportRequest.updateMany({ data: { state: 'closed', settledAt: new Date() } })
  await platform.advance(30 * minute)
  const before = owner.botMessages(/more request|author: Zoe/).length
  const zoe = platform.telegram.user('Zoe')
  const ids: string[] = []
  for (let index = 0; index < 5; index++) ids.push(await writes(zoe, `Why does it not answer me? ${index}`))
  await zoe.sends('/support')
  await zoe.sees(
    new RegExp(`5 requests of yours wait for an answer already \\(${ids.join(', ')}\\), so nothing was sent`),
  )
  await platform.settle()
  expect(owner.botMessages(/more request|author: Zoe/)).toHaveLength(before + 1)
  await owner.sees(new RegExp(`${ids[0]}: Something does not work, author: Zoe`))
  await platform.advance(10 * minute)
  const more = await owner.sees(`4 more requests have come since, the last one is ${ids[4]}`)
  expect(owner.botMessages(/more request|author: Zoe/)).toHaveLength(before + 2)
  await owner.presses('📋 Open requests', { messageId: more.message_id })
  await owner.sees(/Open requests[\s\S]*Why does it not/)

  // One more within the next ten minutes is told after them, unless nothing waits any more.
  await owner.sends(`/answer ${ids[0]} Because it was asleep.`)
  await owner.sees(/on its way/)
  const last = await writes(zoe, 'And now it answers me, thank you!')
  await db.prisma.supportRequest.updateMany({ data: { state: 'closed', settledAt: new Date() } })
  await platform.advance(10 * minute)
  await platform.settle()
  expect(owner.botMessages(new RegExp(`1 more request has come since: ${last}`))).toEqual([])
})

it('of one person, several at once are no more than one after another', async () => {
  const mallory = 777_001n
  const { db, keyring, clock, users, audit, notifications } = platform.app.core
  const support = createSupport({
    db,
    keyring,
    clock,
    users,
    audit,
    notifications,
    listButton: { text: { key: 'core-home' }, data: 'x' },
  })
  const request = { userId: mallory, subject: 'question', text: 'Hello, hello, hello?', photos: [] } as const
  const sent = await Promise.allSettled(Array.from({ length: 12 }, () => db.tx((tx) => support.submit(tx, request))))
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(await db.prisma.supportRequest.count({ where: { userId: mallory } })).toBe(5)
  await db.prisma.supportRequest.deleteMany({ where: { userId: mallory } })
})

it('closes once, however often and wherever it is pressed', async () => {
  const { db } = platform.app.core
  const anna = platform.telegram.user('Anna')
  const id = await writes(anna, 'Please close this one, it is solved.', true)
  await owner.sends('/requests')
  await owner.sees(/Open requests/)
  await owner.presses(id)
  await owner.sees((message) => message.photo !== null)
  await owner.sees(/Please close this one/)
  await owner.presses('Close without an answer')
  const ask = await owner.sees(/without an answer\?/)
  const yes = ask.buttons.flat().find(({ text }) => text === 'Yes, close it')?.callback_data ?? ''
  const presses = await Promise.all(
    Array.from({ length: 16 }, () => owner.presses({ data: yes }, { messageId: ask.message_id })),
  )
  expect(presses.every(({ answered }) => answered)).toBe(true)
  // Those that wait for longer than a second are answered silently.
  expect(presses.some(({ text }) => text?.includes('already'))).toBe(true)
  expect(owner.botMessages(`${id} is closed`)).toHaveLength(1)
  expect(await db.prisma.auditEntry.count({ where: { objectId: id, action: 'support.closed' } })).toBe(1)
  await owner.sends(`/answer ${id} Too late`)
  await owner.sees(/no answer was sent/)
  // An old card that was never pressed has expired.
  const other = await writes(anna, 'Another one that stays open for long.')
  await owner.sends('/requests')
  await owner.sees(/Open requests/)
  await owner.presses(other)
  await owner.sees(/stays open/)
  await owner.presses('Close without an answer')
  await owner.sees(/without an answer\?/)
  await platform.advance(31 * 24 * 3_600_000)
  expect(await owner.presses('Yes, close it')).toMatchObject({
    showAlert: true,
    text: expect.stringMatching(/too old/),
  })
  expect(await owner.presses({ data: yes }, { messageId: ask.message_id })).toMatchObject({
    text: expect.stringMatching(/too old|already/),
  })
})

it('runs a once-only deed once, under 16 parallel calls', async () => {
  const { once, db } = platform.app.core
  const anna = platform.telegram.user('Anna')
  await anna.sends('/start')
  await anna.sees('Echo is open')
  const userId = BigInt(anna.id)
  let failures = 1
  const deed = () =>
    once.run('te.deed:1', userId, async (tx) => {
      await tx.roleGrant.create({ data: { userId, role: 'support' } })
      if (failures-- > 0) throw new Error('the first one fails and leaves nothing')
      return { text: { key: 'core-home' } }
    })
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, deed))
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  expect(done.filter(({ first }) => first)).toHaveLength(1)
  expect(done.every(({ result }) => result.text.key === 'core-home')).toBe(true)
  expect(await db.prisma.roleGrant.count({ where: { userId } })).toBe(1)
  await expect(once.run('te.deed:1', 1n, async () => ({ text: { key: 'core-home' } }))).rejects.toThrow('not-yours')
})
